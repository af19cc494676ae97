import Testing
import VietCore
import VietOrthography
import VietTestSupport

@testable import VietEncodings

@Suite struct TypingTests {
  private func typed(_ keys: String, _ method: TypingMethod = .telex, keepsForeign: Bool = false) -> String {
    text(rewritten(keys) { TypingDecoder(method, keepsForeign: keepsForeign).decode($0, into: &$1) })
  }

  private func keys(_ vietnamese: String, _ method: TypingMethod = .telex) -> String {
    text(rewritten(vietnamese) { TypingEncoder(method).encode($0, into: &$1) })
  }

  @Test(arguments: [
    ("tieesng Vieejt", "tiếng Việt"), ("tieengs Vieetj", "tiếng Việt"), ("tiengs", "tiéng"),
    ("ddoongf", "đồng"), ("dduowngf", "đường"), ("dduwowngf", "đường"), ("duongwdf", "đường"),
    ("DDaij", "Đại"),
    ("thuowr", "thuở"), ("quowf", "quờ"), ("thuowngf", "thường"), ("huowu", "hươu"), ("huouw", "hươu"),
    ("tuoiw", "tươi"), ("muaw", "mưa"), ("muwa", "mưa"), ("quawng", "quăng"), ("xoawn", "xoăn"),
    ("w", "ư"), ("ww", "w"), ("tw", "tư"), ("tww", "tw"), ("[", "ơ"), ("]", "ư"), ("t][ng", "tương"),
    ("[[", "["),
    ("hoaf", "hòa"), ("thuys", "thúy"), ("hoanf", "hoàn"), ("khoer", "khỏe"), ("quys", "quý"),
    ("giaf", "già"),
    ("gif", "gì"), ("giins", "giín"), ("gieengs", "giếng"), ("ngoaif", "ngoài"), ("khuyur", "khuỷu"),
    ("asz", "a"), ("z", "z"), ("ass", "as"), ("asss", "ass"), ("aaa", "aa"), ("ddd", "dd"), ("ooo", "oo"),
    ("xooong", "xoong"), ("gooongf", "goòng"), ("eee", "ee"), ("aww", "aw"), ("aacf", "ầc"), ("reset", "rết"),
    ("ngoejo", "ngoẹo"), ("VIEEJT", "VIỆT"), ("Ddaats", "Đất"), ("huyeenf", "huyền"), ("yeeus", "yếu"),
    ("bcd 123", "bcd 123"), ("café", "càé"), ("\\as\\s", "ass"), ("a\\s", "as"), ("\\\\", "\\"),
  ])
  func telexAsUniKeyUnderstandsIt(_ row: (keys: String, expected: String)) {
    #expect(typed(row.keys) == row.expected, "\(row.keys)")
  }

  @Test(arguments: [
    ("tie61ng Vie65t", "tiếng Việt"), ("tieng61 Viet65", "tiếng Việt"), ("d9u7o7ng2", "đường"),
    ("duo7ng92", "đường"), ("thuo73", "thuở"), ("hoa2", "hòa"), ("a11", "a1"), ("a66", "a6"), ("d99", "d9"),
    ("mua7", "mưa"), ("xoa8n", "xoăn"), ("A4", "Ã"), ("1975", "1975"), ("a10", "a"), ("yeu61", "yếu"),
  ])
  func vniKeys(_ row: (keys: String, expected: String)) {
    #expect(typed(row.keys, .vniKeys) == row.expected, "\(row.keys)")
  }

  @Test func foreignWordsStayAsTypedOnRequest() {
    #expect(typed("windows for tieesng reset", keepsForeign: true) == "windows for tiếng rết")
  }

  @Test func modernStyle() {
    let decoder = TypingDecoder(.telex, style: .modern)
    #expect(
      text(rewritten("hoaf thuys khoer quys hoanf") { decoder.decode($0, into: &$1) })
        == "hoà thuý khoẻ quý hoàn")
  }

  @Test(arguments: TypingMethod.allCases)
  func writtenKeysAreThoseOfThePerson(_ method: TypingMethod) {
    let vietnamese = "Tiếng Việt đẹp, người thuở ấy"
    let expected =
      method == .telex
      ? "Tieesng Vieejt ddejp, nguwowfi thuowr aasy" : "Tie61ng Vie65t d9e5p, ngu7o72i thuo73 a61y"
    #expect(keys(vietnamese, method) == expected)
    #expect(typed(expected, method) == vietnamese)
  }

  @Test(arguments: TypingMethod.allCases)
  func whateverIsWrittenComesBack(_ method: TypingMethod) {
    let seed: UInt64 = 0x5EED_0002
    var random = SeededGenerator(seed: seed)
    let pieces =
      [
        "Isaac", "A4", "C:\\windows", "hoà", "hòa", "added", "[1]", "a\\", "\\", "\\\\s", "[[", "ww", "uow",
        "ươ", "🙂", "e\u{301}",
      ]
      + VietnameseLetters.codePoints.map { String(Unicode.Scalar($0)!) }
      + (0x20..<0x7F).map { String(Unicode.Scalar($0)!) }
    for round in 0..<4000 {
      let length = round % 50 == 0 ? 200 : 12
      let original = (0..<random.below(length)).map { _ in random.pick(pieces) }.joined()
      let back = typed(keys(original, method), method)
      #expect(Array(back.utf8) == Array(original.utf8), "seed \(seed) round \(round): \(original)")
    }
  }
}
