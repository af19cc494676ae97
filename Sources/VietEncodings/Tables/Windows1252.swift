/// Windows-1252 above ASCII (Microsoft's cp1252; the five unassigned bytes are 0).
///
/// Fonts of the legacy encodings kept these signs where they had no letter, and it is what a text becomes
/// when its encoding was not known.
enum Windows1252 {
  /// Code points of the bytes 0x80 to 0x9F.
  private static let signs: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
    0x017E,
    0x0178,
  ]

  /// The code point of a byte; `nil` for the five that have none.
  static func codePoint(_ byte: UInt8) -> UInt32? {
    guard byte >= 0x80, byte < 0xA0 else { return UInt32(byte) }
    let sign = signs[Int(byte) - 0x80]
    return sign == 0 ? nil : UInt32(sign)
  }

  /// The byte of a code point. C1 controls at the five unassigned places stand for those bytes, as many programs write them.
  static func byte(_ codePoint: UInt32) -> UInt8? {
    if codePoint < 0x80 || (0xA0...0xFF).contains(codePoint) { return UInt8(codePoint) }
    if let place = signs.firstIndex(where: { UInt32($0) == codePoint && $0 != 0 }) {
      return UInt8(0x80 + place)
    }
    if (0x80...0x9F).contains(codePoint), signs[Int(codePoint) - 0x80] == 0 { return UInt8(codePoint) }
    return nil
  }
}
