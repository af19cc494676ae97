internal import CVietKernels

/// Codes `n` strictly ascending numbers below `u` in a number of bits that `n` and `u` alone decide.
///
/// All parts of a posting list are such sets: documents of a block, sums of frequencies, positions in a
/// document. Because nothing but the bits is stored and the length is known beforehand, any set in a row of
/// them can be reached without decoding those before it.
///
/// - No number, or all of them: no bits.
/// - One: the number in just as many bits as `u - 1` needs.
/// - Two, `a < b`: the number `b(b - 1)/2 + a` of the pair.
/// - More: Elias–Fano (Elias 1974, Fano 1971) over the numbers less their index, so that with no low bits the
///   high part is the plain bitmap of the set. Low parts of `l` bits come first, then the unary high parts.
public enum AscendingSet {
  /// Largest universe whose pairs are numbered.
  @inlinable public static var pairLimit: Int { 1 << 20 }

  @inlinable
  @inline(__always)
  static func bitWidth(_ x: Int) -> Int { 64 &- x.leadingZeroBitCount }

  /// Low bits for `n >= 2` numbers of which each is less than `v` once its index is taken off.
  @inlinable
  @inline(__always)
  static func lowBits(_ n: Int, _ v: Int) -> Int {
    var l = n.leadingZeroBitCount &- v.leadingZeroBitCount
    if l <= 0 { l = 0 } else if n &<< l > v { l &-= 1 }
    // One more low bit where that is shorter.
    let high = (v &- 1) &>> l
    return n < high &- (high &>> 1) ? l &+ 1 : l
  }

  /// Bits that `n` numbers below `u` take; `0 <= n <= u`. Complexity: O(1).
  @inlinable
  @inline(__always)
  public static func bitCount(_ n: Int, _ u: Int) -> Int {
    if n <= 0 || n >= u { return 0 }
    if n == 1 { return bitWidth(u &- 1) }
    if n == 2 && u <= pairLimit { return bitWidth((u &* (u &- 1)) &>> 1 &- 1) }
    let v = u &- n &+ 1
    let l = lowBits(n, v)
    return n &* l &+ n &+ ((v &- 1) &>> l)
  }

  /// Appends `n` numbers, each `values[i] - base`, to `writer`.
  public static func encode(
    _ values: UnsafePointer<UInt32>, count n: Int, base: UInt32, below u: Int, into writer: inout BitWriter
  ) {
    if n <= 0 || n >= u { return }
    if n == 1 {
      writer.reserve(bits: 64)
      writer.put(UInt64(values[0] &- base), bitWidth(u &- 1))
      return
    }
    if n == 2 && u <= pairLimit {
      let a = Int(values[0] &- base)
      let b = Int(values[1] &- base)
      writer.reserve(bits: 64)
      writer.put(
        UInt64(truncatingIfNeeded: (b &* (b &- 1)) &>> 1 &+ a), bitWidth((u &* (u &- 1)) &>> 1 &- 1))
      return
    }
    let v = u &- n &+ 1
    let l = lowBits(n, v)
    let total = n &* l &+ n &+ ((v &- 1) &>> l)
    writer.reserve(bits: total)
    if l > 0 {
      let mask = (UInt32(1) &<< UInt32(l)) &- 1
      for i in 0..<n {
        writer.put(UInt64((values[i] &- base &- UInt32(truncatingIfNeeded: i)) & mask), l)
      }
    }
    var last = 0
    for i in 0..<n {
      let high = Int((values[i] &- base &- UInt32(truncatingIfNeeded: i)) &>> UInt32(l))
      writer.putUnary(high &- last)
      last = high
    }
    let rest = ((v &- 1) &>> l) &- last
    if rest > 0 {
      var left = rest
      while left > 48 {
        writer.put(0, 48)
        left &-= 48
      }
      writer.put(0, left)
    }
  }

  /// Reads `n` numbers below `u` from bit `offset` of `bytes`, adds `base` to each, and writes them to `out`.
  ///
  /// Whatever the bits are, exactly `n` numbers below `u` (plus `base`) come out, and no byte is read further
  /// than 32 past the set's last. Complexity: O(n + words of the high part).
  @inlinable
  public static func decode(
    _ bytes: UnsafeRawPointer, bit offset: Int, count n: Int, base: UInt32, below u: Int,
    into out: UnsafeMutablePointer<UInt32>
  ) {
    if n <= 0 { return }
    if n >= u {
      for i in 0..<n { out[i] = base &+ UInt32(truncatingIfNeeded: min(i, max(u &- 1, 0))) }
      return
    }
    if n == 1 {
      let width = bitWidth(u &- 1)
      let x = loadBits(bytes, offset) & ((1 &<< UInt64(width)) &- 1)
      out[0] = base &+ UInt32(truncatingIfNeeded: min(x, UInt64(u &- 1)))
      return
    }
    if n == 2 && u <= pairLimit {
      decodePair(bytes, bit: offset, base: base, below: u, into: out)
      return
    }
    decodeMany(bytes, bit: offset, count: n, base: base, below: u, into: out)
  }

  @inlinable
  @inline(__always)
  static func decodePair(
    _ bytes: UnsafeRawPointer, bit offset: Int, base: UInt32, below u: Int,
    into out: UnsafeMutablePointer<UInt32>
  ) {
    let pairs = (u &* (u &- 1)) &>> 1
    let width = bitWidth(pairs &- 1)
    let x = min(Int(loadBits(bytes, offset) & ((1 &<< UInt64(width)) &- 1)), pairs &- 1)
    // The root may be off by one in the last place.
    var b = Int((1 + Double(8 &* x &+ 1).squareRoot()) * 0.5)
    if (b &* (b &- 1)) &>> 1 > x { b &-= 1 } else if (b &* (b &+ 1)) &>> 1 <= x { b &+= 1 }
    let a = x &- (b &* (b &- 1)) &>> 1
    out[0] = base &+ UInt32(truncatingIfNeeded: a)
    out[1] = base &+ UInt32(truncatingIfNeeded: b)
  }

  @usableFromInline
  static func decodeMany(
    _ bytes: UnsafeRawPointer, bit offset: Int, count n: Int, base: UInt32, below u: Int,
    into out: UnsafeMutablePointer<UInt32>
  ) {
    let v = u &- n &+ 1
    let l = lowBits(n, v)
    let highBits = n &+ ((v &- 1) &>> l)
    if n >= kernelLimit
      && viet_ascending_set_decode(
        bytes.assumingMemoryBound(to: UInt8.self), offset, n, l, highBits, base,
        UInt32(truncatingIfNeeded: v &- 1), out) != 0
    {
      return
    }
    decodeEach(bytes, bit: offset, count: n, base: base, below: u, into: out)
  }

  /// From so many numbers on a kernel may be worth its call.
  static var kernelLimit: Int { 4 }

  /// One number after the other: the truth that kernels are tested against.
  package static func decodeEach(
    _ bytes: UnsafeRawPointer, bit offset: Int, count n: Int, base: UInt32, below u: Int,
    into out: UnsafeMutablePointer<UInt32>
  ) {
    let v = u &- n &+ 1
    let l = lowBits(n, v)
    let highStart = offset &+ n &* l
    let highBits = n &+ ((v &- 1) &>> l)
    var i = 0
    var read = 0
    if l == 0 {
      // The high part is the bitmap of the set.
      while i < n && read < highBits {
        let wide = highBits &- read
        var word = loadBits(bytes, highStart &+ read) & 0xFF_FFFF_FFFF_FFFF
        if wide < 56 { word &= (1 &<< UInt64(wide)) &- 1 }
        while word != 0 && i < n {
          let high = read &+ word.trailingZeroBitCount &- i
          out[i] = base &+ UInt32(truncatingIfNeeded: min(high, v &- 1) &+ i)
          word &= word &- 1
          i &+= 1
        }
        read &+= 56
      }
    } else {
      let mask = (UInt64(1) &<< UInt64(l)) &- 1
      let top = v &- 1
      var low = offset
      while i < n && read < highBits {
        let wide = highBits &- read
        var word = loadBits(bytes, highStart &+ read) & 0xFF_FFFF_FFFF_FFFF
        if wide < 56 { word &= (1 &<< UInt64(wide)) &- 1 }
        while word != 0 && i < n {
          let high = read &+ word.trailingZeroBitCount &- i
          word &= word &- 1
          let value = high &<< l | Int(truncatingIfNeeded: loadBits(bytes, low) & mask)
          out[i] = base &+ UInt32(truncatingIfNeeded: min(value, top) &+ i)
          low &+= l
          i &+= 1
        }
        read &+= 56
      }
    }
    // Too few ones: damaged. What comes out still lies below `u`.
    while i < n {
      out[i] = base &+ UInt32(truncatingIfNeeded: u &- n &+ i)
      i &+= 1
    }
  }
}
