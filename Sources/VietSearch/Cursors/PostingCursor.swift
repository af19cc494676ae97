internal import VietIndex

/// A place in one posting list. Trivially copyable; its buffers belong to a ``CursorMemory``.
struct PostingCursor {
  /// The document of a cursor that has passed its last.
  static let end = UInt32.max

  let list: PostingList
  let docs: UnsafeMutablePointer<UInt32>
  let sums: UnsafeMutablePointer<UInt32>
  /// The document it stands at; ``end`` at the end.
  private(set) var doc: UInt32 = 0
  private(set) var block = -1
  private(set) var index = 0
  private(set) var parts = PostingList.Block()
  private var hasSums = false
  private(set) var isDamaged = false
  // How far the lengths of the positions are summed up in this block.
  private var bitIndex = 0
  private var bit = 0

  init(_ list: PostingList, _ memory: CursorMemory) {
    self.list = list
    docs = memory.take(PostingList.blockSize)
    sums = memory.take(PostingList.blockSize)
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
    block = number
    index = 0
    hasSums = false
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

  /// Moves to place `place` of the block, or past its end.
  @inline(__always)
  mutating func move(to place: Int) {
    index = place
    if place < parts.count { doc = docs[place] } else { load(block &+ 1) }
  }

  /// How often the term stands in the document.
  @inline(__always)
  mutating func frequency() -> UInt32 {
    loadSums()
    return index == 0 ? sums[0] &+ 1 : sums[index] &- sums[index &- 1]
  }

  @inline(__always)
  mutating func loadSums() {
    if hasSums { return }
    list.decodeSums(parts, into: sums)
    hasSums = true
    bitIndex = 0
    bit = parts.positions
  }

  /// Appends the positions in the document, ascending, to `out`.
  mutating func positions(_ lengths: FieldLengths, into out: inout PositionBuffer) {
    let count = Int(frequency())
    bit += PostingList.positionBits(docs, sums, from: bitIndex, to: index, lengths: lengths)
    bitIndex = index
    let length = lengths[doc]
    guard count <= Int(length) else {
      isDamaged = true
      return
    }
    out.reserve(count)
    if list.decodePositions(parts, at: bit, count: count, length: length, into: out.base + out.count) {
      out.count += count
    } else {
      isDamaged = true
    }
  }
}

/// Memory of one query in one thread; given back at once.
final class CursorMemory {
  private var pieces: [UnsafeMutablePointer<UInt32>] = []
  private var used = 0
  private static let pieceSize = 1 << 13

  func take(_ count: Int) -> UnsafeMutablePointer<UInt32> {
    if pieces.isEmpty || used + count > Self.pieceSize {
      pieces.append(.allocate(capacity: Self.pieceSize))
      used = 0
    }
    defer { used += count }
    return pieces[pieces.count - 1] + used
  }

  deinit { for piece in pieces { piece.deallocate() } }
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
