import Testing
import VietSegmentation

@Suite struct UnitHashTests {
  @Test(arguments: [
    ("hoà", "hòa"), ("HOÀ", "hòa"), ("thuý", "thúy"), ("Vie\u{323}\u{302}t", "việt"),
    ("u\u{31B}\u{323}", "ự"),
    ("u\u{323}\u{31B}", "ự"), ("Ðường", "ðường"), ("A\u{30A}", "å"), ("Đ", "đ"),
    ("Nguyễn", "nguye\u{302}\u{303}n"),
  ])
  func `One hash for spellings that differ in case, form or tone placement`(a: String, b: String) {
    #expect(UnitHash.exact(a) == UnitHash.exact(b))
  }

  @Test(arguments: [
    ("hoà", "hoa"), ("Đường", "duong"), ("VIỆT", "viet"), ("Ðà", "da"), ("café", "cafe"), ("ﬁn", "fin"),
    ("Köln", "koln"), ("Nguyễn", "nguyen"),
  ])
  func `The folded hash is the exact hash of the folded spelling`(spelling: String, folded: String) {
    #expect(UnitHash.folded(spelling) == UnitHash.exact(folded))
    #expect(UnitHash.folded(folded) == UnitHash.exact(folded))
  }

  @Test(arguments: [
    ("hoà", "hoá"), ("đa", "da"), ("ơ", "ô"), ("a", "ă"), ("nghiêng", "nghieng"), ("тест", "тесты"),
    ("a1", "a11"),
    ("abcdefghij", "abcdefghik"), ("一", "二"),
  ])
  func `Other spellings have other hashes`(a: String, b: String) {
    #expect(UnitHash.exact(a) != UnitHash.exact(b))
  }
}
