internal import VietKernels

/// Walks the live documents of one term in one source, with where their positions lie.
final class MergeCursor {
  private let docs: UnsafeMutablePointer<UInt32>
  private let sums: UnsafeMutablePointer<UInt32>
  private var list: PostingList?
  private var source: MergeSource?
  private var lengths: FieldLengths?
  private var keepsPositions = false
  private var block = 0
  private var index = 0
  private var parts = PostingList.Block()
  private var bit = 0

  /// The document's number in the result; ``MergeSource/dead`` at the end.
  private(set) var doc: UInt32 = MergeSource.dead
  private(set) var frequency: UInt32 = 0
  private(set) var positionsAt = 0
  private(set) var positionBits = 0
  private(set) var length: UInt32 = 0

  init() {
    docs = .allocate(capacity: PostingList.blockSize)
    sums = .allocate(capacity: PostingList.blockSize)
  }

  deinit {
    docs.deallocate()
    sums.deallocate()
  }

  var bytes: UnsafeRawPointer? { list?.bytes }

  func begin(_ list: PostingList, _ source: MergeSource, lengths: FieldLengths?, keepsPositions: Bool)
    throws(IndexError)
  {
    self.list = list
    self.source = source
    self.lengths = lengths
    self.keepsPositions = keepsPositions
    block = -1
    index = 0
    parts = PostingList.Block()
    try next()
  }

  /// Moves to the next live document.
  func next() throws(IndexError) {
    guard let list, let source else {
      doc = MergeSource.dead
      return
    }
    while true {
      if index == parts.count {
        block += 1
        if block == list.blocks {
          doc = MergeSource.dead
          return
        }
        guard list.decode(block, into: docs, &parts) else { throw damaged(source) }
        list.decodeSums(parts, into: sums)
        index = 0
        bit = parts.positions
      }
      let old = docs[index]
      frequency = index == 0 ? sums[0] &+ 1 : sums[index] &- sums[index - 1]
      length = lengths?[old] ?? 0
      positionsAt = bit
      positionBits = 0
      if keepsPositions {
        guard frequency <= length else { throw damaged(source) }
        positionBits = AscendingSet.bitCount(Int(frequency), Int(length))
        bit += positionBits
        guard bit <= parts.end else { throw damaged(source) }
      }
      index += 1
      let new = source.newNumbers[Int(old)]
      if new != MergeSource.dead {
        doc = new
        return
      }
    }
  }

  private func damaged(_ source: MergeSource) -> IndexError {
    .corrupt(source.segment.file, list!.bytes - source.segment.mapped.base, "a posting list is damaged")
  }
}
