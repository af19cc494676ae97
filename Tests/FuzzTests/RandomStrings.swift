import VietTestSupport

/// Short byte strings of what hurts: Vietnamese composed and not, marks in any order, other scripts, syntax of every
/// reader, cut and malformed UTF-8.
struct RandomStrings {
  var random: SeededGenerator

  private static let letters = Array("aăâeêioôơuưyđbcdghklmnpqrstvxAĂÂEÊIOÔƠUƯYĐ".unicodeScalars).map(
    String.init)
  private static let marks = [
    "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}", "\u{302}", "\u{306}", "\u{31B}", "\u{308}",
    "\u{345}", "\u{591}", "\u{3099}", "\u{F71}", "\u{FE0F}", "\u{200D}",
  ]
  private static let words = [
    "tiếng", "Việt", "hoà", "hòa", "thúy", "qủa", "tóan", "khuỷu", "HÀ NỘI", "TP.HCM", "3.500đ", "a@b.vn",
    "https://x.vn/?a=b", "12:30", "25/11/2026", "TiÕng ViÖt", "Tiáº¿ng", "Tie^'ng", "tieesng", "tie61ng",
    "c++",
  ]
  private static let signs = Array(" \t\n\r\"'\\.,;:!?()[]{}<>+-*/~^=@#_&|%$0123456789".unicodeScalars).map(
    String.init)
  private static let odd = [
    "\u{AC00}", "\u{1112}", "\u{1161}", "\u{11AB}", "ﬁ", "①", "ﷺ", "\u{1D15E}", "ก", "า", "ខ", "日", "カ", "🇻",
    "👩",
    "\u{AD}", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{A0}", "ʼ", "а", "ο", "Ð", "ǎ", "ı", "\u{0}", "\u{FFFD}",
  ]
  private static let malformed: [[UInt8]] = [
    [0x80], [0xC3], [0xE1, 0xBA], [0xF0, 0x9F, 0x98], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFF], [0xF4, 0x90],
  ]

  /// Three bytes of choices for the target, then up to `length` pieces.
  mutating func next(length: Int = 14) -> [UInt8] {
    var bytes = (0..<3).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let isDirty = random.below(8) == 0
    for _ in 0..<1 + random.below(length) {
      switch random.below(isDirty ? 14 : 12) {
      case 0..<4: bytes += random.pick(Self.letters).utf8
      case 4..<7: bytes += random.pick(Self.marks).utf8
      case 7..<9: bytes += random.pick(Self.signs).utf8
      case 9: bytes += random.pick(Self.words).utf8
      case 10: bytes += random.pick(Self.odd).utf8
      case 11:
        let value = UInt32(random.below(random.below(2) == 0 ? 0x3000 : 0x11_0000))
        if let scalar = Unicode.Scalar(value) { bytes += String(scalar).utf8 }
      case 12: bytes += random.pick(Self.malformed)
      default: bytes.append(UInt8(truncatingIfNeeded: random.next()))
      }
    }
    return bytes
  }
}
