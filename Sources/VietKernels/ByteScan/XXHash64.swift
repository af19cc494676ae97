/// XXH64 (Collet), streaming: the checksum of index files. Finds every change of up to 64 bits in a row.
@frozen
public struct XXHash64: ~Copyable {
  @usableFromInline static let p1: UInt64 = 0x9E37_79B1_85EB_CA87
  @usableFromInline static let p2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  @usableFromInline static let p3: UInt64 = 0x1656_67B1_9E37_79F9
  @usableFromInline static let p4: UInt64 = 0x85EB_CA77_C2B2_AE63
  @usableFromInline static let p5: UInt64 = 0x27D4_EB2F_1656_67C5

  var a: UInt64
  var b: UInt64
  var c: UInt64
  var d: UInt64
  var tail: (UInt64, UInt64, UInt64, UInt64)
  var tailCount: Int
  var total: UInt64

  public init() {
    a = Self.p1 &+ Self.p2
    b = Self.p2
    c = 0
    d = 0 &- Self.p1
    tail = (0, 0, 0, 0)
    tailCount = 0
    total = 0
  }

  @inline(__always)
  private static func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x &<< n | x &>> (64 &- n) }

  @inline(__always)
  private static func round(_ state: UInt64, _ input: UInt64) -> UInt64 {
    rotate(state &+ input &* p2, 31) &* p1
  }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard var p = bytes.baseAddress else { return }
    var left = bytes.count
    total &+= UInt64(left)
    if tailCount > 0 {
      let take = min(32 &- tailCount, left)
      withUnsafeMutableBytes(of: &tail) {
        $0.baseAddress!.advanced(by: tailCount).copyMemory(from: p, byteCount: take)
      }
      tailCount &+= take
      p += take
      left &-= take
      guard tailCount == 32 else { return }
      stripe(tail.0.littleEndian, tail.1.littleEndian, tail.2.littleEndian, tail.3.littleEndian)
      tailCount = 0
    }
    while left >= 32 {
      stripe(
        UInt64(littleEndian: p.loadUnaligned(as: UInt64.self)),
        UInt64(littleEndian: p.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
        UInt64(littleEndian: p.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
        UInt64(littleEndian: p.loadUnaligned(fromByteOffset: 24, as: UInt64.self)))
      p += 32
      left &-= 32
    }
    if left > 0 {
      withUnsafeMutableBytes(of: &tail) { $0.baseAddress!.copyMemory(from: p, byteCount: left) }
      tailCount = left
    }
  }

  @inline(__always)
  private mutating func stripe(_ w: UInt64, _ x: UInt64, _ y: UInt64, _ z: UInt64) {
    a = Self.round(a, w)
    b = Self.round(b, x)
    c = Self.round(c, y)
    d = Self.round(d, z)
  }

  /// The checksum of all bytes so far.
  public func finish() -> UInt64 {
    var h: UInt64
    if total >= 32 {
      h =
        Self.rotate(a, 1) &+ Self.rotate(b, 7) &+ Self.rotate(c, 12) &+ Self.rotate(d, 18)
      for state in [a, b, c, d] { h = (h ^ Self.round(0, state)) &* Self.p1 &+ Self.p4 }
    } else {
      h = Self.p5
    }
    h &+= total
    withUnsafeBytes(of: tail) { bytes in
      var at = 0
      while at &+ 8 <= tailCount {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        h = Self.rotate(h ^ Self.round(0, word), 27) &* Self.p1 &+ Self.p4
        at &+= 8
      }
      if at &+ 4 <= tailCount {
        let word = UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
        h = Self.rotate(h ^ word &* Self.p1, 23) &* Self.p2 &+ Self.p3
        at &+= 4
      }
      while at < tailCount {
        h = Self.rotate(h ^ UInt64(bytes[at]) &* Self.p5, 11) &* Self.p1
        at &+= 1
      }
    }
    h ^= h &>> 33
    h = h &* Self.p2
    h ^= h &>> 29
    h = h &* Self.p3
    return h ^ h &>> 32
  }

  /// The checksum of `bytes`.
  public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = XXHash64()
    state.update(bytes)
    return state.finish()
  }
}
