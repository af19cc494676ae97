internal import VietCore

/// Numbers in base 128, lowest digits first, the high bit set on all bytes but the last (LEB128).
enum Varint {
  @inline(__always)
  static func append(_ value: UInt64, to buffer: inout ByteBuffer) {
    buffer.reserve(10)
    var rest = value
    while rest >= 0x80 {
      buffer.base[buffer.count] = UInt8(truncatingIfNeeded: rest) | 0x80
      buffer.count &+= 1
      rest &>>= 7
    }
    buffer.base[buffer.count] = UInt8(truncatingIfNeeded: rest)
    buffer.count &+= 1
  }

  /// Bytes that a number takes.
  static func size(_ value: UInt64) -> Int { max(1, (70 - value.leadingZeroBitCount) / 7) }

  /// Reads at `offset` and moves it on; `nil` when the number does not end before `limit` or is too long.
  @inline(__always)
  static func read(_ base: UnsafeRawPointer, _ offset: inout Int, limit: Int) -> UInt64? {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while offset < limit && shift < 64 {
      let byte = base.load(fromByteOffset: offset, as: UInt8.self)
      offset &+= 1
      result |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 { return result }
      shift &+= 7
    }
    return nil
  }
}
