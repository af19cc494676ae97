import Testing
import VietCore
import VietTestSupport

@testable import VietEncodings

@Suite struct VIQRTests {
  private func read(_ viqr: String) -> String {
    text(rewritten(viqr) { VIQRDecoder().decode($0, into: &$1) })
  }
  private func write(_ vietnamese: String) -> String {
    text(rewritten(vietnamese) { VIQREncoder().encode($0, into: &$1) })
  }

  @Test(arguments: [
    ("Tie^'ng Vie^.t", "Tiếng Việt"), ("ddu+o+`ng", "đường"), ("DDu+o*`ng", "Đường"),
    ("Co' pha?i kho^ng?", "Có phải không?"),
    ("Pha?i.", "Phải."), ("chu+a\\.", "chưa."), ("a\\\\b", "a\\b"), ("a(", "ă"), ("dDd", "đd"),
  ])
  func reads(_ row: (viqr: String, expected: String)) { #expect(read(row.viqr) == row.expected) }

  @Test func writesEscapes() {
    #expect(write("Tôi đi chưa.") == "To^i ddi chu+a\\.")
    #expect(write("được") == "ddu+o+.c")
  }

  @Test func whateverIsWrittenComesBack() {
    let seed: UInt64 = 0x5EED_0003
    var random = SeededGenerator(seed: seed)
    let pieces =
      ["dd", "Dd", "a.", "áá", "đd", "dđ", "\\", "漢", "🙂"]
      + VietnameseLetters.codePoints.map { String(Unicode.Scalar($0)!) }
      + (0x20..<0x7F).map { String(Unicode.Scalar($0)!) }
    for round in 0..<5000 {
      let original = (0..<random.below(14)).map { _ in random.pick(pieces) }.joined()
      #expect(read(write(original)) == original, "seed \(seed) round \(round): \(original)")
    }
  }
}
