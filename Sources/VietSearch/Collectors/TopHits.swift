/// The best documents so far: a heap with the worst on top.
///
/// Of equal scores the document that was added earlier is better.
struct TopHits {
  struct Entry {
    var score: Float
    var ordinal: UInt64
    var doc: UInt32

    @inline(__always)
    func isWorse(than other: Entry) -> Bool {
      score != other.score ? score < other.score : ordinal > other.ordinal
    }
  }

  private var heap: [Entry] = []
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
    heap.reserveCapacity(min(limit, 1 << 16))
  }

  /// Scores not above this can't enter; documents of later ordinals with just this can't either.
  var threshold: Float { limit == 0 ? .infinity : heap.count < limit ? -1 : heap[0].score }

  mutating func insert(_ entry: Entry) {
    if heap.count < limit {
      heap.append(entry)
      var i = heap.count - 1
      while i > 0 {
        let parent = (i - 1) / 2
        guard heap[i].isWorse(than: heap[parent]) else { break }
        heap.swapAt(i, parent)
        i = parent
      }
      return
    }
    guard limit > 0, heap[0].isWorse(than: entry) else { return }
    heap[0] = entry
    var i = 0
    while true {
      var worst = i
      let left = 2 * i + 1
      if left < heap.count && heap[left].isWorse(than: heap[worst]) { worst = left }
      if left + 1 < heap.count && heap[left + 1].isWorse(than: heap[worst]) { worst = left + 1 }
      if worst == i { break }
      heap.swapAt(i, worst)
      i = worst
    }
  }

  /// Best first.
  func sorted() -> [Entry] { heap.sorted { $1.isWorse(than: $0) } }
}
