public import VietCore

/// Writes UTF-16, little-endian, with a byte order mark before the first part.
public struct UTF16Encoder: Sendable {
  private var hasStarted = false

  public init() {}

  /// A second and later part of a text: no byte order mark.
  public static var continuing: UTF16Encoder {
    var encoder = UTF16Encoder()
    encoder.hasStarted = true
    return encoder
  }

  /// Appends the units of `text`, UTF-8 cut between code points. Complexity: O(*n*).
  ///
  /// - Throws: ``ConversionError`` with the offset in `text` where it is not UTF-8.
  public mutating func encode(
    _ text: UnsafeRawBufferPointer, into output: inout ByteBuffer
  ) throws(ConversionError) {
    output.reserve(text.count * 2 + 2)
    if !hasStarted { append(0xFEFF, to: &output) }
    hasStarted = true
    var reader = UTF8Reader(text)
    while !reader.isAtEnd {
      let start = reader.offset
      guard let codePoint = reader.next() else {
        throw ConversionError(
          .invalidBytes, offset: start, detail: "byte \(byteName(text[start])) is not UTF-8")
      }
      if codePoint < 0x10000 {
        append(UInt16(codePoint), to: &output)
      } else {
        let rest = codePoint - 0x10000
        append(UInt16(0xD800 | rest >> 10), to: &output)
        append(UInt16(0xDC00 | rest & 0x3FF), to: &output)
      }
    }
  }

  private func append(_ unit: UInt16, to output: inout ByteBuffer) {
    output.append(UInt8(unit & 0xFF))
    output.append(UInt8(unit >> 8))
  }
}
