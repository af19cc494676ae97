internal import VietCore

/// Whole numbers as index files hold them: lowest byte first, at any alignment.
extension UnsafeRawPointer {
  @inline(__always)
  func u16(_ offset: Int) -> UInt16 {
    UInt16(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self))
  }
  @inline(__always)
  func u32(_ offset: Int) -> UInt32 {
    UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
  @inline(__always)
  func u64(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}

extension ByteBuffer {
  mutating func append(u16 value: UInt16) { withUnsafeBytes(of: value.littleEndian) { append($0) } }
  mutating func append(u32 value: UInt32) { withUnsafeBytes(of: value.littleEndian) { append($0) } }
  mutating func append(u64 value: UInt64) { withUnsafeBytes(of: value.littleEndian) { append($0) } }
}
