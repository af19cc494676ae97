public import VietCore

/// Reads UTF-16 in parts of any size: a byte order mark decides, else little-endian.
public struct UTF16Decoder: Sendable {
  private enum Order { case unknown, little, big }

  private let invalid: InvalidUTF8Policy
  private var order = Order.unknown
  private var offset = 0
  private var firstByte: UInt8?
  private var highSurrogate: UInt16?

  public init(invalid: InvalidUTF8Policy = .strict) { self.invalid = invalid }

  /// Appends the UTF-8 of `bytes`; returns how many units were malformed. Complexity: O(*n*).
  ///
  /// - Throws: ``ConversionError`` with the offset from the first byte ever fed, under `.strict`.
  @discardableResult
  public mutating func decode(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, into output: inout ByteBuffer
  ) throws(ConversionError) -> Int {
    output.reserve(bytes.count * 3 / 2 + 8)
    var malformed = 0
    for byte in bytes {
      defer { offset += 1 }
      guard let first = firstByte else {
        firstByte = byte
        continue
      }
      firstByte = nil
      var unit = order == .big ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
      if order == .unknown {
        order = unit == 0xFFFE ? .big : .little
        if unit == 0xFFFE { unit = 0xFEFF }
        if unit == 0xFEFF { continue }
      }
      malformed += try add(unit, endingAt: offset + 1, to: &output)
    }
    guard isLast else { return malformed }
    if highSurrogate != nil {
      highSurrogate = nil
      malformed += try report("a surrogate without its pair", at: offset - 2, to: &output)
    }
    if firstByte != nil {
      firstByte = nil
      malformed += try report("the last unit has one byte only", at: offset - 1, to: &output)
    }
    return malformed
  }

  private mutating func add(
    _ unit: UInt16, endingAt end: Int, to output: inout ByteBuffer
  ) throws(ConversionError) -> Int {
    if let high = highSurrogate {
      highSurrogate = nil
      if unit & 0xFC00 == 0xDC00 {
        append(0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(unit & 0x3FF)), to: &output)
        return 0
      }
      return try report("a surrogate without its pair", at: end - 4, to: &output)
        + add(unit, endingAt: end, to: &output)
    }
    switch unit & 0xFC00 {
    case 0xD800:
      highSurrogate = unit
      return 0
    case 0xDC00: return try report("a surrogate without its pair", at: end - 2, to: &output)
    default:
      append(UInt32(unit), to: &output)
      return 0
    }
  }

  private func report(
    _ what: String, at offset: Int, to output: inout ByteBuffer
  ) throws(ConversionError) -> Int {
    if invalid == .strict { throw ConversionError(.invalidBytes, offset: offset, detail: what) }
    append(0xFFFD, to: &output)
    return 1
  }

  private func append(_ codePoint: UInt32, to output: inout ByteBuffer) {
    if codePoint < 0x10000 {
      output.append(PackedUTF8(codePoint))
      return
    }
    output.append(UInt8(0xF0 | codePoint >> 18))
    output.append(UInt8(0x80 | codePoint >> 12 & 0x3F))
    output.append(UInt8(0x80 | codePoint >> 6 & 0x3F))
    output.append(UInt8(0x80 | codePoint & 0x3F))
  }
}
