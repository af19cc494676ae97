import Testing
import VietCore
import VietTestSupport
import VietUnicode

@testable import VietOrthography

/// Laws: idempotent, aligned, the same for every chunking, and equal to ICU where only a form is asked for.
@Suite struct NormalizerTests {
  private static let sample = """
    Hòa ra thúy, khỏe; To\u{300}a án, hòà. Mỹ kỹ lưỡng quí vị; tóan học, qủa táo, Ðức năm nǎm.
    Lan: https://hoa.vn/hòa email a@hòa.vn; “Đường” – ﬁ ² … Привет 漢字 か\u{3099} cafe\u{301}.
    u\u{31B}\u{301}o\u{31B}\u{301}c  dân\u{200B}ca, \u{301}lẻ

    """

  private static let all: [Normalizer.Options] = [NormalizationForm?.none, .nfc, .nfd, .nfkc, .nfkd].flatMap {
    form in
    let plain = Normalizer.Options(form: form)
    return [plain]
      + [
        \Normalizer.Options.repair, \.strip, \.fold,
      ].map { option in
        var options = plain
        options[keyPath: option] = true
        return options
      }
      + [ToneMarkStyle.modern, .traditional].map { style in
        var options = plain
        options.tone = style
        options.repair = true
        options.yi = style == .modern ? .y : .i
        return options
      }
  }

  private func text(_ random: inout SeededGenerator) -> [UInt8] {
    let pieces = Self.sample.unicodeScalars.split(separator: " ").map { String($0) }
    return Array((0..<random.below(12)).map { _ in random.pick(pieces) }.joined(separator: " ").utf8)
  }

  private func normalized(_ bytes: [UInt8], _ normalizer: Normalizer) -> [UInt8] {
    var output = ByteBuffer()
    bytes.withUnsafeBytes { normalizer.normalize($0, into: &output) }
    return output.array
  }

  @Test func aFormAloneIsICU() {
    let bytes = Array(Self.sample.utf8)
    for form in NormalizationForm.allCases {
      var expected = ByteBuffer()
      bytes.withUnsafeBytes { try! ICUNormalizing.normalize($0, to: form, into: &expected) }
      #expect(normalized(bytes, Normalizer(Normalizer.Options(form: form))) == expected.array)
    }
  }

  @Test func examplesOfEachStep() {
    func result(_ text: String, _ change: (inout Normalizer.Options) -> Void) -> String {
      var options = Normalizer.Options.canonical
      change(&options)
      return Normalizer(options).normalize(text)
    }
    #expect(result("hòa thúy") { $0.tone = .modern } == "hoà thuý")
    #expect(result("hoà thuý") { $0.tone = .traditional } == "hòa thúy")
    #expect(result("ho\u{300}a") { $0.tone = .modern } == "hoà")
    #expect(
      result("tóan hòa") {
        $0.repair = true; $0.tone = .modern
      } == "toán hoà")
    #expect(result("Đường café") { $0.strip = true } == "Duong cafe")
    #expect(result("ĐƯỜNG") { $0.fold = true } == "duong")
    let decomposed = result("hòa") {
      $0.form = .nfd; $0.tone = .modern
    }
    #expect(Array(decomposed.unicodeScalars).map(\.value) == [0x68, 0x6F, 0x61, 0x300])
  }

  @Test(arguments: all.indices) func idempotentAlignedAndChunked(number: Int) throws {
    let normalizer = Normalizer(Self.all[number])
    var random = SeededGenerator(seed: UInt64(number))
    for round in 0..<20 {
      let bytes = text(&random)
      let once = normalized(bytes, normalizer)
      let comment: Comment = "\(Self.all[number]), round \(round): \(String(decoding: bytes, as: UTF8.self))"
      // A word mended in the first run is context for its neighbours in a second, so repair is left out.
      if Self.all[number].form != nil, !Self.all[number].repair {
        #expect(normalized(once, normalizer) == once, comment)
      }
      #expect(bytes.withUnsafeBytes { normalizer.isNormalized($0) } == (once == bytes), comment)

      var output = ByteBuffer()
      let alignment = bytes.withUnsafeBytes { normalizer.align($0, into: &output) }
      #expect(output.array == once, comment)
      var rebuilt: [UInt8] = []
      var from = 0
      for edit in alignment.edits {
        rebuilt += bytes[from..<edit.original.lowerBound]
        rebuilt += once[edit.normalized.lowerBound..<edit.normalized.upperBound]
        from = edit.original.upperBound
      }
      #expect(rebuilt + bytes[from...] == once, comment)

      var streamed = ByteBuffer()
      var stream = normalizer.makeStream()
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + 1 + random.below(40))
        try bytes[start..<end].withUnsafeBytes { try stream.consume($0, into: &streamed) }
        start = end
      }
      try stream.finish(into: &streamed)
      #expect(streamed.array == once, comment)
    }
  }

  @Test func malformedBytesByPolicy() throws {
    let bytes: [UInt8] = Array("ho\u{300}a\n".utf8) + [0xE1, 0xBA, 0x61, 0xFF] + Array("e\u{301}".utf8)
    func streamed(_ invalid: InvalidUTF8Policy) throws -> ([UInt8], Int) {
      var output = ByteBuffer()
      var stream = Normalizer().makeStream(invalid: invalid)
      for byte in bytes { try [byte].withUnsafeBytes { try stream.consume($0, into: &output) } }
      try stream.finish(into: &output)
      return (output.array, stream.replacements)
    }
    let replaced = try streamed(.replace)
    #expect(replaced.0 == Array("hòa\n\u{FFFD}a\u{FFFD}é".utf8))
    #expect(replaced.1 == 2)
    #expect(try streamed(.pass).0 == Array("hòa\n".utf8) + [0xE1, 0xBA, 0x61, 0xFF] + Array("é".utf8))
    #expect(throws: MalformedUTF8Error(offset: 6, byte: 0xE1)) { _ = try streamed(.strict) }
  }

  /// A line beyond the cap is cut at the same place in every chunking.
  @Test func longLinesAreCutByTheirBytesAlone() throws {
    var options = Normalizer.Options.canonical
    options.tone = .modern
    let normalizer = Normalizer(options)
    let bytes = Array(repeating: Array("hòa bình ".utf8), count: Normalizer.longestUnit / 5).flatMap { $0 }
    let whole = normalized(bytes, normalizer)
    #expect(whole.count == bytes.count)
    for size in [100_001, Normalizer.longestUnit, 1_500_000] {
      var output = ByteBuffer()
      var stream = normalizer.makeStream()
      for start in stride(from: 0, to: bytes.count, by: size) {
        try bytes[start..<min(bytes.count, start + size)].withUnsafeBytes {
          try stream.consume($0, into: &output)
        }
      }
      try stream.finish(into: &output)
      #expect(output.array == whole, "chunks of \(size)")
    }
  }
}
