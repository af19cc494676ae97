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
  /// Bytes of a slot: 2 or 3.
  let planes: Int

  /// `bytes` has `buckets × planes × 32` bytes.
  init(_ base: UnsafeRawPointer, buckets: Int, planes: Int) {
    self.base = base
    self.buckets = UInt64(buckets)
    self.planes = planes
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

  /// Asks memory for the bucket of a row, ahead of ``forEach(_:_:)``.
  @inline(__always)
  func bringNear(_ row: Row) {
    let bucket = base + row.bucket &* (planes &* Self.width)
    viet_prefetch_line(bucket)
    // Three planes lie on two lines.
    if planes == 3 { viet_prefetch_line(bucket + 64) }
  }

  /// Calls `body` with the candidate and the rest of the payload of each slot of a row: the high four bits of the first
  /// payload byte, and the second payload byte (0 if there are two planes only).
  @inline(__always)
  func forEach(_ row: Row, _ body: (_ candidate: Int, _ nibble: Int, _ byte: UInt8) -> Void) {
    let bucket = base + row.bucket &* (planes &* Self.width)
    let wanted = SIMD16<UInt8>(repeating: row.fingerprint)
    var half = 0
    while half < 2 {
      let block = bucket.loadUnaligned(fromByteOffset: half &* 16, as: SIMD16<UInt8>.self)
      let found = unsafeBitCast(block .== wanted, to: SIMD2<UInt64>.self)
      if found[0] | found[1] != 0 {
        var word = 0
        while word < 2 {
          var bits = word == 0 ? found[0] : found[1]
          while bits != 0 {
            let shift = bits.trailingZeroBitCount & ~7
            let slot = half &* 16 &+ word &* 8 &+ shift &>> 3
            let payload = bucket.load(fromByteOffset: Self.width &+ slot, as: UInt8.self)
            let more = planes == 3 ? bucket.load(fromByteOffset: 2 &* Self.width &+ slot, as: UInt8.self) : 0
            body(Int((payload & 15) ^ row.salt), Int(payload &>> 4), more)
            bits &= ~(0xFF &<< UInt64(shift))
          }
          word &+= 1
        }
      }
      half &+= 1
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
