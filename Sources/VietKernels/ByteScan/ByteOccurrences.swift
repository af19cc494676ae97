/// How often a byte occurs.
public enum ByteOccurrences {
  /// Returns how many of `bytes` are `byte`. Complexity: O(*n*), 32 bytes a step.
  public static func count(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let wanted = SIMD32<UInt8>(repeating: byte)
    var total = 0
    var i = 0
    while i &+ 32 <= bytes.count {
      // A match is all ones, which is minus one: at most 255 of them before a lane runs over.
      var lanes = SIMD32<UInt8>(repeating: 0)
      let end = min(bytes.count &- 31, i &+ 32 &* 255)
      while i < end {
        let block = base.loadUnaligned(fromByteOffset: i, as: SIMD32<UInt8>.self)
        lanes = lanes &- unsafeBitCast(block .== wanted, to: SIMD32<UInt8>.self)
        i &+= 32
      }
      for lane in 0..<32 { total &+= Int(lanes[lane]) }
    }
    while i < bytes.count {
      if bytes[i] == byte { total &+= 1 }
      i &+= 1
    }
    return total
  }

  /// The truth that the fast variant is tested against.
  package static func scalar(_ byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
    bytes.reduce(0) { $1 == byte ? $0 + 1 : $0 }
  }
}
