import VietTestSupport

/// Strings that try what the scanner could get wrong.
struct RandomText {
  var generator: SeededGenerator

  private static let pieces: [String] =
    [
      "a", "b", "Z", "đ", "Đ", "ế", "ơ", "ự", "Ằ", "ñ", "ü", "ß", "İ", "ſ", "ﬁ", "K", "0", "7", "٣", " ",
      "  ", "\t", "\n",
      "\r", "\r\n", "\u{B}", "\u{85}", "\u{2028}", "\u{A0}", "\u{3000}", ".", ",", "'", "’", ":", ";", "·",
      "_", "\"", "-",
      "/", "(", ")", "@", "#", "*", "€", "₫", "%", "\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{306}",
      "\u{309}",
      "\u{31B}", "\u{323}", "\u{308}", "\u{200D}", "\u{200B}", "\u{AD}", "\u{FEFF}", "\u{FE0F}", "\u{20E3}",
      "❤", "😀", "👩",
      "🏽", "🇻", "🇳", "א", "״", "ا", "д", "ї", "一", "国", "か", "カ", "ー", "ｶ", "한", "ᄒ", "ᅡ", "ก", "า", "ร", "ខ",
      "្", "ລ",
      "က", "ာ", "\u{0}", "\u{7F}", "\u{FFFD}", "\u{10FFFF}", "ở", "nghiêng", "tiếng", "Việt", "abcdefgh",
      "3.14", "𝒳", "ℌ", "①", "Ⅳ",
      "\u{E0061}",
    ]
  private static let malformed: [[UInt8]] = [
    [0x80], [0xC3], [0xE1, 0xBA], [0xF0, 0x9F, 0x98], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFF], [0xF5],
    [0xE1],
  ]

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// One string of up to `length` pieces; some hold malformed bytes.
  mutating func next(length: Int = 12) -> [UInt8] {
    var bytes: [UInt8] = []
    let isDirty = generator.below(8) == 0
    let isWild = generator.below(4) == 0
    for _ in 0..<generator.below(length) + 1 {
      if isDirty && generator.below(4) == 0 {
        bytes += generator.pick(Self.malformed)
      } else if isWild && generator.below(2) == 0 {
        let scalar = UInt32(generator.below(generator.below(2) == 0 ? 0x3000 : 0x11_0000))
        if let scalar = Unicode.Scalar(scalar) { bytes += Array(String(scalar).utf8) }
      } else {
        bytes += Array(generator.pick(Self.pieces).utf8)
      }
    }
    return bytes
  }
}
