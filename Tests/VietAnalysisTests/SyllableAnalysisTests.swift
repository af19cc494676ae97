import SystemPackage
import Testing
import VietCore
import VietTestSupport
import VietUnicode

@testable import VietAnalysis

@Suite struct SyllableAnalysisTests {
  /// The naive way, on the whole text.
  static func naive(_ text: [UInt8]) -> [Term] {
    var batch = TermBatch()
    var chunks = ChunkAnalysis()
    text.withUnsafeBytes { chunks.analyze($0, 0, text.count, into: &batch) }
    return terms(batch)
  }

  static let pieces: [String] = [
    "Việt", "nam", "hòa", "HOÀ", "thủy", "đường", "nghiêng", "TP.HCM", "3.5", "1.000,25", "2024-05-17",
    "don't", "a_b", "_", "x:y",
    "covid19", "a.1", "1.a", "e\u{301}", "vie\u{323}\u{302}t", "o\u{31B}\u{301}", "a\u{301}\u{302}",
    "\u{301}", "café", "Müller",
    "😀", "👨‍👩‍👧", "🇻🇳", "1️⃣", "日本語", "ภาษาไทย", "한국어", "שָׁלוֹם\"", "“", "”", "’", "…", "–", "—", "₫", "²", "½", "µ",
    "\u{AD}", "·",
    "(", ")", ".", ",", "!", "?", "\"", "'", "/", "@", "#", "$", "%", "&", "-", "+", "=", "[", "]", "\u{A0}",
    "\u{200B}", "\u{200D}",
    "\u{FEFF}", "\u{2028}", "ﬁ", "İ", "ß", "ĳ", "Ð", "ư", "×", "«", "»", "°", "®", "\u{303}",
    "www.vnexpress.net", "a@b.vn", "ZZ", "0",
  ]

  @Test func fastEqualsNaive() throws {
    let seed: UInt64 = 91
    var g = SeededGenerator(seed: seed)
    for round in 0..<4000 {
      var text = ""
      for _ in 0..<(1 + g.below(12)) {
        text.unicodeScalars.append(contentsOf: g.pick(Self.pieces).unicodeScalars)
        if g.below(3) > 0 { text += g.pick([" ", " ", " ", "\n", "\t", "\r\n", "  "]) }
      }
      var bytes = Array(text.utf8)
      if g.below(8) == 0, !bytes.isEmpty { bytes[g.below(bytes.count)] = UInt8(truncatingIfNeeded: g.next()) }
      let fast = try terms(bytes)
      #expect(
        fast == Self.naive(bytes), "seed \(seed) round \(round): \(Array(text.unicodeScalars)) \(bytes)")
    }
  }

  @Test func fastEqualsNaiveOnAnyBytes() throws {
    let seed: UInt64 = 92
    var g = SeededGenerator(seed: seed)
    for round in 0..<2000 {
      let bytes = (0..<g.below(40)).map { _ in
        g.pick([
          0x20, 0x61, 0x2E, 0x31, 0xC3, 0xA0, 0xE1, 0xBB, 0xBA, 0x87, 0xCC, 0x81, 0xE2, 0x80, 0x99, 0xF0,
          0x9F, 0x98, 0x00, UInt8(truncatingIfNeeded: g.next()),
        ])
      }
      #expect(try terms(bytes) == Self.naive(bytes), "seed \(seed) round \(round): \(bytes)")
    }
  }

  @Test func rangesAscendAndSpellTheTerm() throws {
    let text = "Tiếng  Việt e\u{301} 😀, hòa-bình!"
    let bytes = Array(text.utf8)
    let found = try terms(text)
    #expect(
      found.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) } == [
        "Tiếng", "Việt", "e\u{301}", "😀", "hòa", "bình",
      ])
    #expect(found.map(\.position) == [0, 1, 2, 3, 4, 5])
    #expect(found.map(\.folded) == ["tieng", "viet", "e", "😀", "hoa", "binh"])
  }

  @Test func foldedLeavesTheFormsOut() throws {
    let found = try terms("Tiếng Việt Müller", .viFolded)
    #expect(found.map(\.folded) == ["tieng", "viet", "muller"])
    #expect(found.allSatisfy { $0.form.isEmpty })
  }

  @Test func whitespaceAndKeywordTakeBytesAsTheyAre() throws {
    #expect(
      try terms("Tiếng_Việt  a\u{3000}b\u{A0}c\r\nD.", .whitespace).map(\.folded) == [
        "Tiếng_Việt", "a", "b", "c", "D.",
      ])
    #expect(try terms("Hà Nội", .keyword).map(\.folded) == ["Hà Nội"])
    #expect(try terms("", .keyword).isEmpty)
    let zero = try terms([0x61, 0, 0x62], .keyword)
    #expect(zero[0].key == [0x61, 1, 0x62, 0, FormCode.verbatim, 0x61, 0, 0x62])
  }

  @Test func sharedTextIsTheSameBothWays() throws {
    let file = Repository.sharedData.appending("text").appending("poem.jsonl")
    guard let bytes = try? Subprocess.read(file) else {
      print("skipped: \(file) is not there")
      return
    }
    let sample = Array(bytes.prefix(300_000))
    #expect(try terms(sample) == Self.naive(sample))
  }
}
