internal import VietCore

/// The UTF-8 of one code point of at most three bytes in a word: bytes from the lowest up, length in bits 24–25.
///
/// A decoder stores the word whole and moves on by the length: no branch a byte.
struct PackedUTF8: Hashable, Sendable {
  let word: UInt32

  /// No code point.
  static let none = PackedUTF8(word: 0)

  private init(word: UInt32) { self.word = word }

  /// - Precondition: `codePoint` is below U+10000 and no surrogate.
  init(_ codePoint: UInt32) {
    switch codePoint {
    case ..<0x80: word = codePoint | 1 << 24
    case ..<0x800: word = (0xC0 | codePoint >> 6) | (0x80 | codePoint & 0x3F) << 8 | 2 << 24
    default:
      word =
        (0xE0 | codePoint >> 12) | (0x80 | codePoint >> 6 & 0x3F) << 8 | (0x80 | codePoint & 0x3F) << 16 | 3
        << 24
    }
  }

  /// Length in bytes; 0 for ``none``.
  var length: Int { Int(word >> 24 & 3) }
}

extension ByteBuffer {
  /// Appends the bytes of one code point.
  mutating func append(_ packed: PackedUTF8) {
    for i in 0..<packed.length { append(UInt8(truncatingIfNeeded: packed.word >> (8 * UInt32(i)))) }
  }
}
