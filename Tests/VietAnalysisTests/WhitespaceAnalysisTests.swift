import Testing
import VietCore
import VietTestSupport

@testable import VietAnalysis

@Suite struct WhitespaceAnalysisTests {
  private static let blanks: [[UInt8]] =
    [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20].map { [$0] }
    + [
      "\u{85}", "\u{A0}", "\u{1680}", "\u{2000}", "\u{200A}", "\u{2028}", "\u{202F}", "\u{205F}", "\u{3000}",
    ]
    .map { Array($0.utf8) }

  /// Where tokens lie, found byte by byte.
  private static func naive(_ text: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start: Int?
    var i = 0
    while i < text.count {
      if let blank = blanks.first(where: { text[i...].starts(with: $0) }) {
        if let begun = start { result.append(begun..<i) }
        start = nil
        i += blank.count
      } else {
        start = start ?? i
        i += 1
      }
    }
    if let begun = start { result.append(begun..<text.count) }
    return result
  }

  @Test func equalsByteByByte() throws {
    var random = SeededGenerator(seed: 41)
    let pieces: [[UInt8]] =
      Self.blanks + ["a", "tiếng", "việt", "đ", "ế", "“", "…", "abcdefghijklmnopqrst"].map { Array($0.utf8) }
      + [[0], [0xE1], [0xE2], [0xE1, 0x9A], [0xC2], [0xFF]]
    for round in 0..<3000 {
      var text: [UInt8] = []
      for _ in 0..<random.below(20) {
        text += random.below(3) == 0 ? random.pick(pieces) : random.pick(Array(pieces.suffix(14)))
      }
      let found = try terms(text, .whitespace)
      #expect(found.map { $0.start..<$0.end } == Self.naive(text), "round \(round) \(text)")
      for term in found {
        let bytes = Array(text[term.start..<term.end])
        let expected =
          bytes.contains(0)
          ? bytes.map { $0 == 0 ? 1 : $0 } + [0, FormCode.verbatim] + bytes : bytes + [0]
        #expect(term.key == expected, "round \(round)")
      }
    }
  }
}
