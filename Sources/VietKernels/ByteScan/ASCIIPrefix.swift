/// How far a run of bytes is plain ASCII.
public enum ASCIIPrefix {
  /// Returns the length in bytes of the longest prefix below 0x80. Complexity: O(*n*), 16 bytes a step.
  public static func length(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var i = 0
    while i &+ 16 <= bytes.count {
      let block = base.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
      let high = unsafeBitCast(block .>= SIMD16<UInt8>(repeating: 0x80), to: SIMD2<UInt64>.self)
      if (high[0] | high[1]) != 0 { break }
      i &+= 16
    }
    return i + scalar(UnsafeRawBufferPointer(rebasing: bytes[i...]))
  }

  /// The truth that the fast variant is tested against.
  package static func scalar(_ bytes: UnsafeRawBufferPointer) -> Int {
    for i in bytes.indices where bytes[i] >= 0x80 { return i }
    return bytes.count
  }
}
