public import VietKernels

/// The postings of one term in one segment, where they lie in the mapped file.
///
/// Reads whole blocks into memory of the caller's. What damaged bytes say is never trusted: a block that can't
/// be as it says is answered with `false`, numbers out of it stay below their bounds.
@frozen
@usableFromInline
package struct PostingList: @unchecked Sendable {
  @inlinable package static var blockSize: Int { 128 }

  @usableFromInline let base: UnsafeRawPointer
  @usableFromInline let length: Int
  /// Documents that have the term, deleted ones included.
  @usableFromInline package let documents: Int
  /// Blocks of 128 documents; one more with the rest may follow.
  @usableFromInline package let fullBlocks: Int
  /// Documents of the segment.
  @usableFromInline package let limit: UInt32
  @usableFromInline let skips: Int
  @usableFromInline let impacts: Int

  /// `nil` when the bytes can't hold so many documents.
  init?(base: UnsafeRawPointer, length: Int, documents: Int, limit: UInt32) {
    guard documents > 0, documents <= Int(limit) else { return nil }
    self.base = base
    self.length = length
    self.documents = documents
    self.limit = limit
    fullBlocks = documents / Self.blockSize
    let blocks = (documents + Self.blockSize - 1) / Self.blockSize
    let hasImpacts = documents >= PostingListEncoder.impactLimit
    skips = length - fullBlocks * 8 - (hasImpacts ? blocks : 0)
    guard skips >= 0 else { return nil }
    impacts = hasImpacts ? skips + fullBlocks * 8 : -1
  }

  @inlinable
  package var blocks: Int { (documents &+ Self.blockSize &- 1) / Self.blockSize }

  @inlinable
  @inline(__always)
  package func count(inBlock block: Int) -> Int {
    block < fullBlocks ? Self.blockSize : documents &- fullBlocks &* Self.blockSize
  }

  /// The last document of a full block; for the rest, the last of the segment.
  @inlinable
  @inline(__always)
  package func last(ofBlock block: Int) -> UInt32 {
    block < fullBlocks
      ? UInt32(littleEndian: base.loadUnaligned(fromByteOffset: skips &+ block &* 8, as: UInt32.self))
      : limit &- 1
  }

  /// What a posting of the block adds to a score at most, as ``Impact`` has it.
  @inlinable
  @inline(__always)
  package func impact(ofBlock block: Int) -> UInt8 {
    impacts < 0 ? 255 : base.load(fromByteOffset: impacts &+ block, as: UInt8.self)
  }

  /// The greatest impact of blocks `first...last`.
  @inlinable
  package func maxImpact(from first: Int, through last: Int) -> UInt8 {
    if impacts < 0 { return 255 }
    var result: UInt8 = 0
    var i = first
    while i <= last {
      result = max(result, base.load(fromByteOffset: impacts &+ i, as: UInt8.self))
      i &+= 1
    }
    return result
  }

  /// The first block at or after `block` whose last document is not before `doc`; ``blocks`` if there is none.
  /// Complexity: O(log of the distance).
  @inlinable
  package func block(holding doc: UInt32, from block: Int) -> Int {
    var low = block
    var step = 1
    while low &+ step <= fullBlocks && last(ofBlock: low &+ step &- 1) < doc {
      low &+= step
      step &<<= 1
    }
    var high = min(low &+ step &- 1, fullBlocks)
    while low < high {
      let middle = (low &+ high) &>> 1
      if last(ofBlock: middle) < doc { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// Where the parts of a block begin.
  @frozen
  @usableFromInline
  package struct Block {
    @usableFromInline package var count: Int = 0
    /// Sum of the frequencies.
    @usableFromInline package var sum: Int = 0
    @usableFromInline package var frequencies: Int = 0
    @usableFromInline package var positions: Int = 0
    /// One past the last bit of the block, from the start of the list.
    @usableFromInline package var end: Int = 0
    @inlinable package init() {}
  }

  /// Reads the documents of a block; `false` if the block is damaged.
  package func decode(_ block: Int, into docs: UnsafeMutablePointer<UInt32>, _ out: inout Block) -> Bool {
    let n = count(inBlock: block)
    var at = block == 0 ? 0 : Int(base.u32(skips &+ (block &- 1) &* 8 &+ 4))
    let first = block == 0 ? 0 : last(ofBlock: block &- 1) &+ 1
    let isFull = block < fullBlocks
    let end = isFull ? Int(base.u32(skips &+ block &* 8 &+ 4)) : skips
    guard at < end, end <= skips, let extra = Varint.read(base, &at, limit: end), extra < 1 << 32 else {
      return false
    }
    let lastDoc = last(ofBlock: block)
    guard lastDoc < limit, Int(lastDoc) &- Int(first) &+ 1 >= n else { return false }
    let sum = n &+ Int(extra)
    let coded = isFull ? n &- 1 : n
    let universe = Int(lastDoc &- first) &+ (isFull ? 0 : 1)
    let start = at &* 8
    out.count = n
    out.sum = sum
    out.frequencies = start &+ AscendingSet.bitCount(coded, universe)
    out.positions = out.frequencies &+ AscendingSet.bitCount(n &- 1, sum &- 1)
    out.end = end &* 8
    guard out.positions <= out.end else { return false }
    // The next block is likely the next to be read, and too far away for the processor to guess.
    Prefetch.read(base + end)
    AscendingSet.decode(base, bit: start, count: coded, base: first, below: universe, into: docs)
    if isFull { docs[n &- 1] = lastDoc }
    return true
  }

  /// Reads the running sums of the frequencies, each less one: `sums[i] - sums[i - 1]` is that of document `i`,
  /// `sums[0] + 1` that of the first.
  package func decodeSums(_ block: Block, into sums: UnsafeMutablePointer<UInt32>) {
    AscendingSet.decode(
      base, bit: block.frequencies, count: block.count &- 1, base: 0, below: block.sum &- 1, into: sums)
    sums[block.count &- 1] = UInt32(truncatingIfNeeded: block.sum &- 1)
  }

  /// Reads how often the term stands in each document of a block; `scratch` has room for as many numbers.
  package func decodeFrequencies(
    _ block: Block, into frequencies: UnsafeMutablePointer<UInt32>, scratch: UnsafeMutablePointer<UInt32>
  ) {
    decodeSums(block, into: scratch)
    frequencies[0] = scratch[0] &+ 1
    var i = 1
    while i < block.count {
      frequencies[i] = scratch[i] &- scratch[i &- 1]
      i &+= 1
    }
  }

  /// Bits that the positions of documents `from..<to` of a block take.
  @inlinable
  package static func positionBits(
    _ docs: UnsafePointer<UInt32>, _ frequencies: UnsafePointer<UInt32>, from: Int, to: Int,
    lengths: FieldLengths
  ) -> Int {
    var bits = 0
    var i = from
    while i < to {
      let n = Int(frequencies[i])
      let u = Int(lengths[docs[i]])
      if n <= 2 && n < u && u <= AscendingSet.pairLimit {
        // The two frequent cases, without a branch between them.
        let sets = n == 1 ? u : (u &* (u &- 1)) &>> 1
        bits &+= 64 &- ((sets &- 1) | 1).leadingZeroBitCount
      } else {
        bits &+= AscendingSet.bitCount(n, u)
      }
      i &+= 1
    }
    return bits
  }

  /// Reads the positions of a document found at bit `offset`; `false` if they can't lie there.
  @inlinable
  package func decodePositions(
    _ block: Block, at offset: Int, count: Int, length: UInt32, into out: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    guard count <= Int(length), offset &+ AscendingSet.bitCount(count, Int(length)) <= block.end else {
      return false
    }
    AscendingSet.decode(base, bit: offset, count: count, base: 0, below: Int(length), into: out)
    return true
  }

  /// The first byte, for copying positions bit by bit.
  var bytes: UnsafeRawPointer { base }
}
