/// Appends fields of bits, lowest first, to memory that it owns and reuses.
///
/// The bytes equal those of one little-endian number whose lowest bits were written first.
@frozen
public struct BitWriter: ~Copyable {
  @usableFromInline var base: UnsafeMutableRawPointer
  @usableFromInline var capacity: Int
  @usableFromInline var byteCount: Int
  @usableFromInline var pending: UInt64
  @usableFromInline var pendingBits: Int

  public init(capacity: Int = 1 << 12) {
    self.capacity = max(capacity, 64)
    base = .allocate(byteCount: self.capacity, alignment: 8)
    byteCount = 0
    pending = 0
    pendingBits = 0
  }

  deinit { base.deallocate() }

  /// Bits written since the last ``removeAll()``.
  @inlinable public var bitCount: Int { byteCount &* 8 &+ pendingBits }

  @inlinable public mutating func removeAll() {
    byteCount = 0
    pending = 0
    pendingBits = 0
  }

  /// Makes room for `bits` more, so that ``put(_:_:)`` needs no check.
  @inlinable public mutating func reserve(bits: Int) {
    if capacity &- byteCount < bits >> 3 &+ 32 { grow(bits >> 3 + 32) }
  }

  @usableFromInline mutating func grow(_ additional: Int) {
    let wanted = max(byteCount + additional, capacity * 2)
    let bigger = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 8)
    bigger.copyMemory(from: base, byteCount: byteCount)
    base.deallocate()
    base = bigger
    capacity = wanted
  }

  /// Appends the lowest `bits` (at most 56) of `value`, whose other bits must be 0. Room must be reserved.
  @inlinable public mutating func put(_ value: UInt64, _ bits: Int) {
    pending |= value &<< UInt64(truncatingIfNeeded: pendingBits)
    base.storeBytes(of: pending.littleEndian, toByteOffset: byteCount, as: UInt64.self)
    let total = pendingBits &+ bits
    byteCount &+= total &>> 3
    // At most 7 + 56 bits: never a shift by a whole word.
    pending = pending &>> UInt64(truncatingIfNeeded: total & ~7)
    pendingBits = total & 7
  }

  /// Appends `zeros` zero bits and a one. Room must be reserved.
  @inlinable public mutating func putUnary(_ zeros: Int) {
    var left = zeros
    while left > 48 {
      put(0, 48)
      left &-= 48
    }
    put(1 &<< UInt64(truncatingIfNeeded: left), left &+ 1)
  }

  /// Appends `count` bits found at bit `offset` of `source`, of which 8 bytes past the end must be readable.
  public mutating func copy(_ source: UnsafeRawPointer, bit offset: Int, count: Int) {
    reserve(bits: count)
    var at = offset
    var left = count
    while left > 48 {
      put(loadBits(source, at) & 0xFFFF_FFFF_FFFF, 48)
      at &+= 48
      left &-= 48
    }
    if left > 0 { put(loadBits(source, at) & ((1 &<< UInt64(left)) &- 1), left) }
  }

  /// Fills the last byte with zero bits.
  public mutating func align() {
    if pendingBits > 0 {
      reserve(bits: 8)
      put(0, 8 &- pendingBits)
    }
  }

  /// Calls `body` with the whole bytes written; call ``align()`` first.
  public func withBytes<E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> Void) throws(E) {
    try body(UnsafeRawBufferPointer(start: base, count: byteCount))
  }
}

/// At least 57 bits from bit `offset` on, lowest first. 8 bytes from there must be readable.
@inlinable
@inline(__always)
public func loadBits(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
  UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset &>> 3, as: UInt64.self))
    &>> UInt64(truncatingIfNeeded: offset & 7)
}
