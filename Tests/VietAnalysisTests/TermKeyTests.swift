import Testing
import VietCore
import VietOrthography
import VietTestSupport
import VietUnicode

@testable import VietAnalysis

@Suite struct TermKeyTests {
  static func normalized(_ text: String, _ form: NormalizationForm) throws -> String {
    var out = ByteBuffer()
    try Array(text.utf8).withUnsafeBytes { try ICUNormalizing.normalize($0, to: form, into: &out) }
    return out.string
  }

  static let letters =
    LetterTables.rows.flatMap { $0.lower + $0.upper }.compactMap(Unicode.Scalar.init)
    + ["đ", "Đ"] + "bcdghklmnpqrstvxBCDZwjf09".unicodeScalars

  @Test func oneByteALetterGivesTheSpellingBack() throws {
    let seed: UInt64 = 81
    var g = SeededGenerator(seed: seed)
    for _ in 0..<3000 {
      var word = String.UnicodeScalarView()
      for _ in 0...g.below(7) { word.append(g.pick(Self.letters)) }
      let text = String(word)
      let composed = key(text)
      #expect(composed == key(try Self.normalized(text, .nfd)), "seed \(seed): \(text)")
      #expect(composed == key(text.lowercased()), "seed \(seed): \(text)")
      let parts = composed.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      #expect(parts[0].count == word.count && parts[1].count <= word.count, "seed \(seed): \(text)")
      let spelling = Term(key: composed, position: 0, start: 0, end: 0, span: 1).spelling
      // The tone of oa oe uy may have moved; everything else is as it was.
      #expect(spelling.map(key) == composed, "seed \(seed): \(text)")
      let moved = spelling ?? ""
      #expect(
        moved == text.lowercased() || moved.hasSuffix("à") || Self.endsInOpenRime(moved),
        "seed \(seed): \(text) \(moved)")
    }
  }

  static func endsInOpenRime(_ text: String) -> Bool {
    let bare = key(text).prefix { $0 != 0 }
    return ["oa", "oe", "uy"].contains { String(decoding: bare, as: UTF8.self).hasSuffix($0) }
  }

  @Test func onlyTonePlacementIsForgotten() throws {
    let seed: UInt64 = 82
    var g = SeededGenerator(seed: seed)
    let pool = Self.letters + "éçñüößłœæþЖжωΩいアภทह्न문한\u{308}\u{327}ﬁ２".unicodeScalars
    var seen: [[UInt8]: String] = [:]
    for _ in 0..<6000 {
      var word = String.UnicodeScalarView()
      for _ in 0...g.below(4) { word.append(g.pick(pool)) }
      let text = String(word)
      var lower = String.UnicodeScalarView()
      for scalar in word {
        lower.append(Unicode.Scalar(ICUCaseMapping.simpleLower(scalar.value)) ?? scalar)
      }
      let canonical = try Self.normalized(String(lower), .nfc)
      let code = key(text)
      if let other = seen[code] {
        #expect(
          Array(other.utf8) == Array(canonical.utf8) || Self.endsInOpenRime(canonical),
          "seed \(seed): \(other) and \(canonical) have one key")
      }
      seen[code] = canonical
      #expect(
        !code.prefix { $0 != 0 }.isEmpty
          || canonical.unicodeScalars.allSatisfy { $0.properties.generalCategory == .nonspacingMark })
    }
  }

  @Test func oldAndNewPlacementAreOneKeyWhereTheSyllableModelMovesTheMark() throws {
    let placement = ToneMarkPlacement(.modern)
    for onset in [
      "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
      "ph", "q", "qu", "r", "s", "t", "th", "tr", "v", "x", "w", "sh", "bl",
    ] {
      for rime in ["oà", "òa", "oé", "óe", "uỷ", "ủy", "uã", "ũa", "oãn", "óan", "uý", "úy", "ọa", "ẹo"] {
        for word in [onset + rime, (onset + rime).uppercased()] {
          var out = ByteBuffer()
          Array(word.utf8).withUnsafeBytes { placement.rewrite($0, into: &out) }
          #expect(key(word) == key(out.string), "\(word) \(out.string)")
          if Array(out.string.utf8) == Array(word.utf8), !word.hasSuffix("óan") {
            // Nothing but the placement may be equal: the other placement of an invalid syllable is another word.
            let spelling = Term(key: key(word), position: 0, start: 0, end: 0, span: 1).spelling
            #expect(spelling == word.lowercased(), "\(word) is no syllable whose mark moves")
          }
        }
      }
    }
  }

  @Test func otherLettersAreSpelledOut() {
    #expect(key("café") != key("cafè"))
    #expect(key("café").starts(with: Array("cafe".utf8) + [0]))
    #expect(key("Müller") == Array("muller".utf8) + [0, FormCode.verbatim] + Array("müller".utf8))
    #expect(key("Müller") == key("mu\u{308}ller"))
    #expect(key("việt") == Array("viet".utf8) + [0, 1, 1, FormCode.code(.circumflex, tone: 5)])
    #expect(key("đi") == Array("di".utf8) + [0, FormCode.dStroke])
    #expect(key("di") == Array("di".utf8) + [0])
  }

  @Test func aToneBeforeItsQualityIsNotTheSameWord() {
    #expect(key("a\u{301}\u{302}") != key("ấ"))
    #expect(key("a\u{323}\u{302}") == key("ậ"))
    #expect(key("o\u{301}\u{31B}") == key("ớ"))
  }

  @Test func longTokensAreCutAndToldApart() {
    let long = String(repeating: "nghiêng", count: 400)
    let (a, b) = (key(long), key(long + "a"))
    #expect(a != b)
    #expect(a.count < 1100 && a.prefix { $0 != 0 }.count <= TermKey.lengthLimit)
    #expect(key(long) == a)
  }

  @Test(arguments: [
    ("viêt", "việt", FormRelation.adds), ("đuong", "đường", .adds), ("việt", "việt", .same),
    ("viet", "việt", .adds),
    ("việt", "viết", .other), ("việt", "viêt", .other), ("duong", "đường", .adds), ("đuong", "duong", .other),
    ("ma", "má", .adds), ("mà", "má", .other), ("hoà", "hòa", .same), ("café", "cafe", .other),
    ("cafe", "café", .adds),
    ("muller", "müller", .adds), ("müller", "muller", .other),
  ])
  func relation(_ typed: String, _ found: String, _ relation: FormRelation) throws {
    let analyzer = try Analyzer(AnalyzerDescription(.viSyllable))
    let (a, b) = (key(typed), key(found))
    let form = { (key: [UInt8]) in Array(key.drop { $0 != 0 }.dropFirst()) }
    let result = form(b).withUnsafeBytes { found in
      form(a).withUnsafeBytes { typed in
        a.prefix { $0 != 0 }.withUnsafeBytes { analyzer.relation(of: found, toTyped: typed, folded: $0) }
      }
    }
    #expect(result == relation)
  }
}
