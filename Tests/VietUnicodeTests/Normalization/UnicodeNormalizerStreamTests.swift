import Testing
import VietCore
import VietTestSupport

@testable import VietUnicode

/// Law: any split of the input gives the bytes that the whole gives, with bounded memory.
@Suite struct UnicodeNormalizerStreamTests {
  private func streamed(_ chunks: [ArraySlice<UInt8>], _ normalizer: UnicodeNormalizer) -> [UInt8] {
    var output = ByteBuffer()
    var stream = normalizer.makeStream()
    for chunk in chunks { chunk.withUnsafeBytes { stream.consume($0, into: &output) } }
    stream.finish(into: &output)
    return output.array
  }

  @Test func everySplitIntoTwoAndThree() {
    let samples = [
      "a\u{302}\u{301}b", "\u{301}á\u{323}", "ướ\u{323}x", "u\u{31B}\u{301}u\u{31B}", "각\u{11A8}가",
      "…ﬁ²\u{3099}か\u{3099}",
      "𝅘𝅥\u{1D165}😀", "đ\u{302}", "ṩ\u{323}\u{307}",
    ]
    for sample in samples {
      let bytes = Array(sample.utf8)
      for normalizer in UnicodeNormalizerTests.normalizers {
        let whole = UnicodeNormalizerTests.icu(bytes, normalizer.form)
        withEveryChunking(of: bytes) { chunks in
          #expect(
            streamed(chunks, normalizer) == whole, "\(sample) \(normalizer.form) \(chunks.map(\.count))")
        }
      }
    }
  }

  @Test(arguments: 0..<8) func randomTextInRandomChunks(seed: Int) {
    var random = SeededGenerator(seed: 1000 + UInt64(seed))
    for _ in 0..<LongTests.count(60, long: 20000) {
      let bytes = NormalizationSamples.text(&random, longest: 150)
      let normalizer = random.pick(UnicodeNormalizerTests.normalizers)
      var chunks: [ArraySlice<UInt8>] = []
      var from = 0
      let largest = 1 + random.below(90)
      while from < bytes.count {
        let end = min(bytes.count, from + random.below(largest + 1))
        chunks.append(bytes[from..<end])
        from = end
      }
      #expect(
        streamed(chunks, normalizer) == UnicodeNormalizerTests.icu(bytes, normalizer.form),
        "seed \(seed), \(normalizer.form), \(chunks.map(\.count))")
    }
  }

  /// Beyond the cap a run is cut at a code point: the same place for every chunking; below it all equals ICU.
  @Test func aRunBeyondTheCapIsCutTheSameWayInEveryChunking() {
    let cap = UnicodeNormalizer.longestRun
    let normalizer = UnicodeNormalizer(.nfc)
    // Acute accents with a dot below here and there, which moves to the front of its run.
    func run(marks: Int) -> [UInt8] {
      Array("xa".utf8)
        + (1...marks).flatMap { $0.isMultiple(of: 100_000) ? [0xCC, 0xA3] : [0xCC, 0x81] as [UInt8] }
        + Array("b".utf8)
    }
    let below = run(marks: cap / 2 - 1)
    #expect(UnicodeNormalizerTests.ours(below, normalizer) == UnicodeNormalizerTests.icu(below, .nfc))
    let above = run(marks: cap)
    // Runs of at most the cap: "a" and marks, then marks alone, twice.
    let first = Array(above[..<(1 + cap - 1)])
    let second = Array(above[first.count..<first.count + cap])
    let third = Array(above[(first.count + cap)...])
    let expected = [first, second, third].flatMap { UnicodeNormalizerTests.icu($0, .nfc) }
    #expect(UnicodeNormalizerTests.ours(above, normalizer) == expected)
    #expect(above.withUnsafeBytes { normalizer.isNormalized($0) } == (expected == above))
    for size in [1 << 12, 65537, cap - 1, cap + 3] {
      var output = ByteBuffer()
      var stream = normalizer.makeStream()
      var from = 0
      while from < above.count {
        let end = min(above.count, from + size)
        above[from..<end].withUnsafeBytes { stream.consume($0, into: &output) }
        #expect(stream.heldCount <= cap + 3)
        from = end
      }
      stream.finish(into: &output)
      #expect(output.array == expected, "chunks of \(size)")
    }
  }
}
