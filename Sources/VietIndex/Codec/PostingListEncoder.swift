internal import VietCore
internal import VietKernels

/// Writes one posting list after another: what a term's documents are, how often and where it stands in them.
///
/// The list's bytes are drawn in `OnDiskFormat.md`; `PostingList` reads them.
struct PostingListEncoder: ~Copyable {
  static let blockSize = PostingList.blockSize
  /// Lists shorter than this carry no impacts.
  static let impactLimit = 32

  private let docs: UnsafeMutablePointer<UInt32>
  private let sums: UnsafeMutablePointer<UInt32>
  private var inBlock = 0
  private var sum: UInt32 = 0
  private var blockImpact: Float = 0
  /// The last document of the block before, plus one.
  private var base: UInt32 = 0
  private var start = 0

  private var positions = BitWriter()
  private var bits = BitWriter()
  private var skips = ByteBuffer()
  private var impacts = ByteBuffer()
  /// Documents of the list so far.
  private(set) var documentCount = 0

  init() {
    docs = .allocate(capacity: Self.blockSize)
    sums = .allocate(capacity: Self.blockSize)
  }

  deinit {
    docs.deallocate()
    sums.deallocate()
  }

  mutating func begin(at offset: Int) {
    inBlock = 0
    sum = 0
    blockImpact = 0
    base = 0
    start = offset
    positions.removeAll()
    skips.removeAll()
    impacts.removeAll()
    documentCount = 0
  }

  /// Adds a document with its positions, ascending and below `length`.
  @inline(__always)
  mutating func add(
    _ doc: UInt32, frequency: UInt32, positions values: UnsafePointer<UInt32>, length: UInt32, impact: Float,
    keepsPositions: Bool, to out: inout ByteBuffer
  ) throws(IndexError) {
    if keepsPositions {
      AscendingSet.encode(values, count: Int(frequency), base: 0, below: Int(length), into: &positions)
    }
    try note(doc, frequency, impact, &out)
  }

  /// Adds a document whose positions are `count` bits at bit `offset` of another list.
  mutating func add(
    _ doc: UInt32, frequency: UInt32, bits source: UnsafeRawPointer, at offset: Int, count: Int,
    impact: Float, to out: inout ByteBuffer
  ) throws(IndexError) {
    if count > 0 { positions.copy(source, bit: offset, count: count) }
    try note(doc, frequency, impact, &out)
  }

  @inline(__always)
  private mutating func note(
    _ doc: UInt32, _ frequency: UInt32, _ impact: Float, _ out: inout ByteBuffer
  ) throws(IndexError) {
    docs[inBlock] = doc
    sum &+= frequency
    sums[inBlock] = sum &- 1
    blockImpact = max(blockImpact, impact)
    inBlock &+= 1
    documentCount &+= 1
    if inBlock == Self.blockSize { try endBlock(&out) }
  }

  private mutating func endBlock(_ out: inout ByteBuffer) throws(IndexError) {
    let last = docs[Self.blockSize - 1]
    write(docCount: Self.blockSize - 1, below: Int(last &- base), &out)
    base = last &+ 1
    guard out.count - start <= Int(UInt32.max) else {
      throw IndexError(.tooLarge, "the postings of one term exceed 4 GiB (split the index)")
    }
    skips.reserve(8)
    withUnsafeBytes(of: last.littleEndian) { skips.append($0) }
    withUnsafeBytes(of: UInt32(out.count - start).littleEndian) { skips.append($0) }
    impacts.append(Impact.rounded(blockImpact))
    inBlock = 0
    sum = 0
    blockImpact = 0
    positions.removeAll()
  }

  private mutating func write(docCount: Int, below universe: Int, _ out: inout ByteBuffer) {
    Varint.append(UInt64(sum) - UInt64(inBlock), to: &out)
    bits.removeAll()
    AscendingSet.encode(docs, count: docCount, base: base, below: universe, into: &bits)
    AscendingSet.encode(sums, count: inBlock - 1, base: 0, below: Int(sum) - 1, into: &bits)
    let positionBits = positions.bitCount
    if positionBits > 0 {
      positions.align()
      // The copy reads whole words.
      positions.reserve(bits: 64)
      positions.withBytes { bits.copy($0.baseAddress!, bit: 0, count: positionBits) }
    }
    bits.align()
    bits.withBytes { out.append($0) }
  }

  /// Ends the list; documents of the segment are `0..<limit`.
  mutating func finish(limit: UInt32, to out: inout ByteBuffer) {
    if inBlock > 0 {
      write(docCount: inBlock, below: Int(limit &- base), &out)
      impacts.append(Impact.rounded(blockImpact))
    }
    skips.withBytes { out.append($0) }
    if documentCount >= Self.impactLimit { impacts.withBytes { out.append($0) } }
  }
}
