internal import CVietKernels

/// Values by row and candidate, in buckets of 32 slots: what holds millions of n-grams in a few bytes each.
///
/// A row is what a state of the search asks about the next syllable: the last one or two tokens and the bare syllable. All
/// slots of a row lie in one bucket, so that one look gives the values of all its candidates. A slot is a byte of fingerprint
/// (0: empty) and one or two bytes of payload, each byte in a plane of its own. Nothing is chained and nothing moved: what
/// finds its bucket full is left out, so the builder puts in first what matters most. A row that isn't there is taken for
/// another one about once in ten looks; the candidate is stored mixed with the hash, so such a slot names a candidate
/// at random.
/// Sendable because the bytes never change while the model that owns them lives.
package struct RowBuckets: @unchecked Sendable {
  /// Slots of a bucket.
  package static let width = 32

  let base: UnsafeRawPointer
  let buckets: UInt64
  /// `base` has `buckets × planes × 32` bytes.
  init(_ base: UnsafeRawPointer, buckets: Int) {
    self.base = base
    self.buckets = UInt64(buckets)
  }

  /// A row's place, fingerprint, and what its candidates are mixed with.
  package struct Row {
    package var bucket: Int
    package var fingerprint: UInt8
    package var salt: UInt8

    @inline(__always)
    package init(_ hash: UInt64, buckets: UInt64) {
      bucket = Int(truncatingIfNeeded: ((hash &>> 32) &* buckets) &>> 32)
      let byte = UInt8(truncatingIfNeeded: hash)
      fingerprint = byte == 0 ? 1 : byte
      salt = UInt8(truncatingIfNeeded: hash &>> 8) & 15
    }
  }

  /// The hash of a row: up to two tokens of the past (0xFFFF for none), and the group of the next token.
  @inline(__always)
  package static func hash(_ before: UInt16, _ last: UInt16, _ group: UInt16) -> UInt64 {
    let key = UInt64(before) &<< 32 | UInt64(last) &<< 16 | UInt64(group)
    return RowHash.mix(RowHash.mix(key &+ 0x9E37_79B9_7F4A_7C15) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// Where a row lies: up to two tokens of the past (0xFFFF for none), and the group of the next token.
  @inline(__always)
  func row(_ before: UInt16, _ last: UInt16, _ group: UInt16) -> Row {
    Row(Self.hash(before, last, group), buckets: buckets)
  }

  /// Asks memory for the bucket of a row, ahead of ``forEach(_:_:)`` or ``forEachCost(_:_:)``.
  @inline(__always)
  func bringNear(_ row: Row) { viet_prefetch_line(base + row.bucket &* (2 &* Self.width)) }

  /// As ``bringNear(_:)``; three planes lie on two lines of memory.
  @inline(__always)
  func bringCostsNear(_ row: Row) {
    let bucket = base + row.bucket &* (3 &* Self.width)
    viet_prefetch_line(bucket)
    viet_prefetch_line(bucket + 64)
  }

  /// Calls `body` with the candidate and the rest of the payload, four bits, of each slot of a row of a table of two planes.
  @inline(__always)
  func forEach(_ row: Row, _ body: (_ candidate: Int, _ nibble: Int) -> Void) {
    let bucket = base + row.bucket &* (2 &* Self.width)
    Self.forEachSlot(of: row, in: bucket) { slot in
      let payload = bucket.load(fromByteOffset: Self.width &+ slot, as: UInt8.self)
      body(Int((payload & 15) ^ row.salt), Int(payload &>> 4))
    }
  }

  /// As ``forEach(_:_:)`` for a table of three planes, with the second byte of the payload.
  @inline(__always)
  func forEachCost(_ row: Row, _ body: (_ candidate: Int, _ nibble: Int, _ byte: UInt8) -> Void) {
    let bucket = base + row.bucket &* (3 &* Self.width)
    Self.forEachSlot(of: row, in: bucket) { slot in
      let payload = bucket.load(fromByteOffset: Self.width &+ slot, as: UInt8.self)
      let byte = bucket.load(fromByteOffset: 2 &* Self.width &+ slot, as: UInt8.self)
      body(Int((payload & 15) ^ row.salt), Int(payload &>> 4), byte)
    }
  }

  @inline(__always)
  private static func forEachSlot(of row: Row, in bucket: UnsafeRawPointer, _ body: (Int) -> Void) {
    let wanted = SIMD16<UInt8>(repeating: row.fingerprint)
    let low = bucket.loadUnaligned(as: SIMD16<UInt8>.self) .== wanted
    let high = bucket.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self) .== wanted
    let either = unsafeBitCast(low .| high, to: SIMD2<UInt64>.self)
    guard either[0] | either[1] != 0 else { return }
    let halves = (unsafeBitCast(low, to: SIMD2<UInt64>.self), unsafeBitCast(high, to: SIMD2<UInt64>.self))
    var start = 0
    while start < width {
      let half = start < 16 ? halves.0 : halves.1
      var bits = start & 8 == 0 ? half[0] : half[1]
      while bits != 0 {
        let shift = bits.trailingZeroBitCount & ~7
        body(start &+ shift &>> 3)
        bits &= ~(0xFF &<< UInt64(shift))
      }
      start &+= 8
    }
  }
}

extension RowBuckets {
  /// Fills buckets; the first come stay.
  package struct Builder {
    package private(set) var bytes: [UInt8]
    private let buckets: UInt64
    private let planes: Int
    /// Slots that found no room.
    package private(set) var leftOut = 0

    package init(buckets: Int, planes: Int) {
      self.buckets = UInt64(buckets)
      self.planes = planes
      bytes = [UInt8](repeating: 0, count: buckets * planes * RowBuckets.width)
    }

    /// Puts a slot in; says whether there was room. `candidate` and `nibble` are below 16.
    package mutating func insert(_ hash: UInt64, candidate: Int, nibble: Int, byte: UInt8 = 0) -> Bool {
      let row = Row(hash, buckets: buckets)
      let start = row.bucket * planes * RowBuckets.width
      for slot in start..<start + RowBuckets.width where bytes[slot] == 0 {
        bytes[slot] = row.fingerprint
        bytes[slot + RowBuckets.width] = UInt8(candidate) ^ row.salt | UInt8(nibble) << 4
        if planes == 3 { bytes[slot + 2 * RowBuckets.width] = byte }
        return true
      }
      leftOut += 1
      return false
    }
  }
}
