import Testing
import VietCore
import VietTestSupport
import VietUnicode

@testable import VietSegmentation

/// The same text written in another way has the same tokens.
@Suite struct BoundaryLawTests {
  /// Words with the old and the new place of the tone mark, and what stands between words.
  private static let words: [(old: String, new: String)] = [
    ("hòa", "hoà"), ("thủy", "thuỷ"), ("Khỏe", "Khoẻ"), ("ÚY", "UÝ"), ("bình", "bình"), ("Nguyễn", "Nguyễn"),
    ("được", "được"), ("Đ", "Đ"), ("ấy", "ấy"), ("TP", "TP"), ("đ/c", "đ/c"), ("Ở", "Ở"), ("quê", "quê"),
    ("học", "học"), ("sinh", "sinh"), ("xã", "xã"), ("hội", "hội"), ("chủ", "chủ"), ("nghĩa", "nghĩa"),
    ("20.000đ", "20.000đ"), ("14g30", "14g30"), ("Quý", "Quý"), ("mũ", "mũ"), ("GD-ĐT", "GD-ĐT"),
  ]
  private static let marks = [
    " ", " ", " ", " ", " ", ". ", ", ", "? ", "... ", "…", ".", "-", "\n", " (", ") ", "\"", " – ",
  ]

  private struct Token: Hashable {
    var hash: UInt64
    var kind: TokenKind
    var startsSentence: Bool
    var continuesWord: Bool
  }

  private static func tokens(_ text: [UInt8], _ depth: TextPipeline.Depth) -> [Token] {
    var pipeline = TextPipeline(depth)
    text.withUnsafeBytes { pipeline.run($0) }
    return pipeline.units.withUnits { units in
      units.map {
        Token(
          hash: $0.exactHash, kind: $0.kind, startsSentence: $0.flags.contains(.sentenceStart),
          continuesWord: $0.flags.contains(.continuesWord))
      }
    }
  }

  private static let depths: [TextPipeline.Depth] = [
    .syllables, .sentences(.endSentences), .words(.endSentences, WordSegmenter()),
  ]

  private static func decomposed(_ text: String) throws -> [UInt8] {
    var result = ByteBuffer()
    try Array(text.utf8).withUnsafeBytes { try ICUNormalizing.normalize($0, to: .nfd, into: &result) }
    return result.array
  }

  @Test func `Normal form and place of the tone mark move no boundary`() throws {
    let seed: UInt64 = 2_611
    var random = SeededGenerator(seed: seed)
    for round in 0..<LongTests.count(300, long: 30_000) {
      var (old, new) = ("", "")
      for _ in 0..<random.below(25) + 1 {
        let word = random.pick(Self.words)
        let mark = random.pick(Self.marks)
        old += word.old + mark
        new += word.new + mark
      }
      for depth in Self.depths {
        let wanted = Self.tokens(Array(old.utf8), depth)
        #expect(Self.tokens(Array(new.utf8), depth) == wanted, "seed \(seed), round \(round): \(new)")
        #expect(
          Self.tokens(try Self.decomposed(old), depth) == wanted, "seed \(seed), round \(round): \(old)")
      }
    }
  }

  @Test func `Case moves no boundary between syllables`() {
    let seed: UInt64 = 2_612
    var random = SeededGenerator(seed: seed)
    for round in 0..<LongTests.count(300, long: 30_000) {
      let text = (0..<random.below(25) + 1).map { _ in random.pick(Self.words).old + random.pick(Self.marks) }
        .joined()
      let wanted = Self.tokens(Array(text.utf8), .syllables)
      for other in [text.uppercased(), text.lowercased()] {
        #expect(
          Self.tokens(Array(other.utf8), .syllables) == wanted, "seed \(seed), round \(round): \(other)")
      }
    }
  }
}
