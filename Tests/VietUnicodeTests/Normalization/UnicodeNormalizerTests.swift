import Testing
import VietCore
import VietTestSupport

@testable import VietKernels
@testable import VietUnicode

/// Law: byte for byte what ICU gives, for every input, kernel set and form.
@Suite struct UnicodeNormalizerTests {
  static let normalizers = NormalizationForm.allCases.flatMap { form in
    KernelSet.allCases.filter(\.isAvailable).map { UnicodeNormalizer(form, kernels: $0) }
  }

  static func icu(_ bytes: [UInt8], _ form: NormalizationForm) -> [UInt8] {
    var output = ByteBuffer()
    bytes.withUnsafeBytes { try! ICUNormalizing.normalize($0, to: form, into: &output) }
    return output.array
  }

  static func ours(_ bytes: [UInt8], _ normalizer: UnicodeNormalizer) -> [UInt8] {
    var output = ByteBuffer()
    bytes.withUnsafeBytes { normalizer.normalize($0, into: &output) }
    return output.array
  }

  private func expectICU(_ bytes: [UInt8], _ comment: @autoclosure () -> String) {
    for normalizer in Self.normalizers {
      let expected = Self.icu(bytes, normalizer.form)
      let found = Self.ours(bytes, normalizer)
      #expect(
        found == expected,
        "\(normalizer.form) \(comment()): \(String(decoding: bytes, as: UTF8.self).unicodeScalars.map { String($0.value, radix: 16) })"
      )
      let isNormalized = bytes.withUnsafeBytes { normalizer.isNormalized($0) }
      #expect(isNormalized == (expected == bytes), "\(normalizer.form) \(comment())")
    }
  }

  @Test func everyOrderOfTheMarksOfEveryLetter() {
    for letter in NormalizationSamples.letters {
      let marks = [letter.quality, letter.tone].compactMap { $0 }
      for order in [marks, marks.reversed()] {
        for before in ["", "x", "ấ", "a\u{301}", "đ", String(repeating: "n", count: 61)] {
          for after in ["", "n", "\u{301}", "ấ", "”", "漢", String(repeating: "ô", count: 70)] {
            let text =
              Array(before.utf8) + NormalizationSamples.utf8([letter.base] + order) + Array(after.utf8)
            expectICU(text, "letter")
          }
        }
        // Partly composed: the letter with its first mark as one, then the second mark.
        for form in NormalizationForm.allCases {
          let whole = Self.icu(NormalizationSamples.utf8([letter.base] + order.prefix(1)), form)
          expectICU(whole + NormalizationSamples.utf8(Array(order.dropFirst())), "partly composed")
        }
      }
    }
  }

  @Test func everyLetterWithEveryPairOfMarks() {
    let marks = NormalizationSamples.marks + [0x304, 0x34F]
    for base in Array(UInt32(0x3D)...0x7F) + NormalizationSamples.letters.map(\.base) + Array(0xC0...0x24F)
      + Array(0x1E00...0x1EFF)
    {
      var text: [UInt32] = []
      for first in marks {
        for second in marks { text += [base, first, second] }
        text += [base, first]
      }
      expectICU(NormalizationSamples.utf8(text), "pairs")
    }
  }

  @Test func everyCodePointAloneAndBetweenLetters() {
    // The planes without characters only in the long run, and each form with one kernel set.
    let planes: [Range<UInt32>] = LongTests.areOn ? [0..<0x110000] : [0..<0x32000, 0xE0000..<0xE0200]
    let normalizers = NormalizationForm.allCases.map { UnicodeNormalizer($0) }
    for start in planes.flatMap({ stride(from: $0.lowerBound, to: $0.upperBound, by: 64) }) {
      var text: [UInt32] = []
      for codePoint in start..<start + 64 where !(0xD800...0xDFFF).contains(codePoint) {
        text += [codePoint, 0x61, codePoint, 0x301, codePoint, 0x323, 0x302]
      }
      let bytes = NormalizationSamples.utf8(text)
      for normalizer in normalizers {
        #expect(
          Self.ours(bytes, normalizer) == Self.icu(bytes, normalizer.form), "\(normalizer.form) from \(start)"
        )
      }
    }
  }

  @Test(arguments: 0..<16) func randomText(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let rounds = LongTests.count(120, long: 640_000)  // 16 seeds: 10 million and more
    for _ in 0..<rounds { expectICU(NormalizationSamples.text(&random, longest: 120), "seed \(seed)") }
  }

  @Test(
    .enabled(
      if: SharedText.exists(NormalizationTestFile.name),
      "needs unicode/NormalizationTest.txt.gz of the shared data beside the checkout"))
  func conformance() throws {
    let rows = try NormalizationTestFile.rows()
    for row in rows {
      let c = row.columns
      for normalizer in Self.normalizers {
        let expected: [Int] =
          switch normalizer.form {
          case .nfc: [1, 1, 1, 3, 3]
          case .nfd: [2, 2, 2, 4, 4]
          case .nfkc: [3, 3, 3, 3, 3]
          case .nfkd: [4, 4, 4, 4, 4]
          }
        for (column, target) in zip(c, expected) {
          #expect(Self.ours(column, normalizer) == c[target], "line \(row.line), \(normalizer.form)")
        }
      }
    }
  }

  @Test func recordedEditsRebuildTheResultAndAreMinimal() {
    var random = SeededGenerator(seed: 99)
    for round in 0..<300 {
      let bytes = NormalizationSamples.text(&random, longest: 60)
      for normalizer in Self.normalizers {
        var output = ByteBuffer()
        output.append("before ")
        var edits = Alignment.Builder()
        bytes.withUnsafeBytes { normalizer.normalize($0, into: &output, recording: &edits) }
        let result = Array(output.array.dropFirst(7))
        #expect(result == Self.icu(bytes, normalizer.form), "round \(round)")
        let alignment = edits.finish()
        #expect(alignment.isIdentity == (result == bytes))
        var rebuilt: [UInt8] = []
        var from = 0
        for edit in alignment.edits {
          rebuilt += bytes[from..<edit.original.lowerBound]
          #expect(rebuilt.count == edit.normalized.lowerBound)
          rebuilt += result[edit.normalized.lowerBound..<edit.normalized.upperBound]
          from = edit.original.upperBound
        }
        rebuilt += bytes[from...]
        #expect(rebuilt == result, "round \(round)")
      }
    }
  }

  @Test func stringsAreAligned() {
    let aligned = UnicodeNormalizer(.nfc).align("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t")
    #expect(Array(aligned.text.unicodeScalars) == Array("Tiếng Việt".unicodeScalars))
    #expect(aligned.alignment.original(UTF8Range(2, 5)) == UTF8Range(2, 7))
    #expect(UnicodeNormalizer(.nfd).normalize("ấ").unicodeScalars.count == 3)
    #expect(UnicodeNormalizer(.nfc).isNormalized("ấ"))
    #expect(!UnicodeNormalizer(.nfc).isNormalized("a\u{302}\u{301}"))
  }

  @Test func illFormedBytesNeverTrap() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      let bytes = (0..<random.below(200)).map { _ in UInt8(random.below(256)) }
      for normalizer in Self.normalizers {
        _ = Self.ours(bytes, normalizer)
        _ = bytes.withUnsafeBytes { normalizer.isNormalized($0) }
      }
    }
  }
}
