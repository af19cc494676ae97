internal import VietIndex
internal import VietKernels

/// A place in one posting list. Trivially copyable; its buffers belong to a ``CursorMemory``.
struct PostingCursor {
  /// The document of a cursor that has passed its last.
  static let end = UInt32.max

  let list: PostingList
  /// The documents of the block, then ``SortedIntersection/padding`` times ``end``.
  let docs: UnsafeMutablePointer<UInt32>
  /// Those of the documents, once ``loadFrequencies()`` was called.
  let frequencies: UnsafeMutablePointer<UInt32>
  private let scratch: UnsafeMutablePointer<UInt32>
  /// Where the positions of each document of the block begin, in bits from those of the first.
  private let offsets: UnsafeMutablePointer<UInt32>
  /// The document it stands at; ``end`` at the end.
  private(set) var doc: UInt32 = 0
  private(set) var block = -1
  private(set) var index = 0
  private(set) var parts = PostingList.Block()
  private var hasFrequencies = false
  private(set) var isDamaged = false
  private var offsetState = OffsetState.unknown
  // Without offsets: how far the lengths of the positions are summed up in this block.
  private var bitIndex = 0
  private var bit = 0

  init(_ list: PostingList, _ memory: CursorMemory) {
    self.list = list
    docs = memory.take(PostingList.blockSize + SortedIntersection.padding)
    frequencies = memory.take(PostingList.blockSize)
    offsets = memory.take(PostingList.blockSize + SetOffsets.step)
    scratch = memory.scratch
  }

  /// Moves to the first document; must be called before anything else.
  @inline(__always)
  mutating func start() { load(0) }

  /// Reads a block and stands at its first document.
  mutating func load(_ number: Int) {
    guard number < list.blocks else {
      doc = Self.end
      block = list.blocks
      return
    }
    guard list.decode(number, into: docs, &parts) else {
      isDamaged = true
      doc = Self.end
      block = list.blocks
      return
    }
    for i in 0..<SortedIntersection.padding { docs[parts.count &+ i] = Self.end }
    block = number
    index = 0
    hasFrequencies = false
    doc = docs[0]
  }

  @inline(__always)
  mutating func next() {
    if doc == Self.end { return }
    index &+= 1
    if index < parts.count { doc = docs[index] } else { load(block &+ 1) }
  }

  /// Moves to the first document that is not before `target`. Complexity: O(log of the distance).
  @inline(__always)
  mutating func advance(to target: UInt32) {
    if doc >= target { return }
    if docs[parts.count &- 1] < target {
      leave(for: target)
      if doc >= target { return }
    }
    seek(target)
  }

  /// Moves to the first document not before `target`, forward or back, from a place that may be none yet.
  @inline(__always)
  mutating func stand(at target: UInt32) {
    if block >= 0 && block < list.blocks && docs[0] <= target {
      if docs[index] > target { move(to: 0) }
      advance(to: target)
    } else {
      restart(at: target)
    }
  }

  private mutating func restart(at target: UInt32) {
    if block >= 0 && block < list.blocks && (block == 0 || list.last(ofBlock: block &- 1) < target) {
      move(to: 0)
      return
    }
    load(list.block(holding: target, from: 0))
    advance(to: target)
  }

  /// The place of the first document of the block, from the one it stands at on, that is not before `target`.
  func place(before target: UInt32) -> Int {
    if docs[parts.count &- 1] < target { return parts.count }
    var low = index
    var count = parts.count &- index
    while count > 0 {
      let half = count &>> 1
      if docs[low &+ half] < target {
        low &+= half &+ 1
        count &-= half &+ 1
      } else {
        count = half
      }
    }
    return low
  }

  private mutating func leave(for target: UInt32) {
    load(list.block(holding: target, from: block &+ 1))
    // A damaged block may hold less than it says; go on rather than search it.
    while doc < target && docs[parts.count &- 1] < target { load(block &+ 1) }
  }

  /// Within the block, whose last document is not before `target`.
  @inline(__always)
  private mutating func seek(_ target: UInt32) {
    var i = index &+ 1
    var left = 4
    while left > 0 {
      if i >= parts.count || docs[i] >= target {
        index = min(i, parts.count &- 1)
        doc = docs[index]
        return
      }
      i &+= 1
      left &-= 1
    }
    var low = i
    var count = parts.count &- i
    while count > 1 {
      let half = count &>> 1
      low = docs[low &+ half &- 1] < target ? low &+ half : low
      count &-= half
    }
    index = low
    doc = docs[low]
  }

  /// Reads the block if it is not the one at hand; `false` if it is damaged.
  @inline(__always)
  mutating func isLoaded(_ number: Int) -> Bool {
    if block != number { load(number) }
    return block == number
  }

  /// Moves to place `place` of the block, or past its end.
  @inline(__always)
  mutating func move(to place: Int) {
    index = place
    if place < parts.count { doc = docs[place] } else { load(block &+ 1) }
  }

  /// How often the term stands in the document.
  @inline(__always)
  mutating func frequency() -> UInt32 {
    loadFrequencies()
    return frequencies[index]
  }

  @inline(__always)
  mutating func loadFrequencies() {
    if hasFrequencies { return }
    list.decodeFrequencies(parts, into: frequencies, scratch: scratch)
    hasFrequencies = true
    offsetState = .unknown
    bitIndex = 0
    bit = parts.positions
  }

  /// The number of the block that holds the first document not before `doc`, wherever the cursor stands.
  func block(of doc: UInt32) -> Int {
    let isAhead = block > 0 && block < list.blocks && list.last(ofBlock: block &- 1) < doc
    return list.block(holding: doc, from: isAhead ? block : 0)
  }

  /// Appends the positions in the document, ascending, to `out`.
  mutating func positions(_ lengths: FieldLengths, into out: inout PositionBuffer) {
    let count = Int(frequency())
    guard count <= Int(lengths[doc]) else {
      isDamaged = true
      return
    }
    out.reserve(count)
    out.count += positions(lengths, into: out.base + out.count)
  }

  /// Writes the positions in the document, ascending, to `out`, which has room for as many numbers as the document is
  /// long, and returns how many there are.
  mutating func positions(_ lengths: FieldLengths, into out: UnsafeMutablePointer<UInt32>) -> Int {
    let count = Int(frequency())
    let length = lengths[doc]
    if list.decodePositions(parts, at: positionBit(lengths), count: count, length: length, into: out) {
      return count
    }
    isDamaged = true
    return 0
  }

  /// Where the positions in the document begin; frequencies are loaded.
  @inline(__always)
  private mutating func positionBit(_ lengths: FieldLengths) -> Int {
    if offsetState == .unknown { measure(lengths) }
    if offsetState == .known { return parts.positions &+ Int(offsets[index]) }
    if index < bitIndex {
      bitIndex = 0
      bit = parts.positions
    }
    bit += PostingList.positionBits(docs, frequencies, from: bitIndex, to: index, lengths: lengths)
    bitIndex = index
    return bit
  }

  /// Finds all offsets of the block at once, if there is a way.
  private mutating func measure(_ lengths: FieldLengths) {
    offsetState = .none
    if lengths.isWide { return }
    let count = (parts.count &+ SetOffsets.step &- 1) & ~(SetOffsets.step &- 1)
    for i in 0..<parts.count { scratch[i] = lengths[docs[i]] }
    for i in parts.count..<count {
      scratch[i] = 0
      frequencies[i] = 0
    }
    if SetOffsets.find(frequencies, below: scratch, count: count, into: offsets) { offsetState = .known }
  }

  /// Whether the offsets of the block were found.
  private enum OffsetState { case unknown, known, none }
}

/// Memory of one query in one thread; given back at once.
final class CursorMemory {
  private var pieces: [UnsafeMutablePointer<UInt32>] = []
  private var used = 0
  private static let pieceSize = 1 << 13
  /// A block of numbers for whoever needs it for a moment.
  let scratch = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockSize)

  func take(_ count: Int) -> UnsafeMutablePointer<UInt32> {
    if pieces.isEmpty || used + count > Self.pieceSize {
      pieces.append(.allocate(capacity: Self.pieceSize))
      used = 0
    }
    defer { used += count }
    return pieces[pieces.count - 1] + used
  }

  deinit {
    for piece in pieces { piece.deallocate() }
    scratch.deallocate()
  }
}

/// A growable run of positions.
struct PositionBuffer: ~Copyable {
  private(set) var base: UnsafeMutablePointer<UInt32> = .allocate(capacity: 256)
  private var capacity = 256
  var count = 0

  deinit { base.deallocate() }

  mutating func reserve(_ additional: Int) {
    guard capacity - count < additional else { return }
    capacity = max(count + additional, capacity * 2)
    let bigger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    bigger.update(from: base, count: count)
    base.deallocate()
    base = bigger
  }

  func array() -> [UInt32] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
