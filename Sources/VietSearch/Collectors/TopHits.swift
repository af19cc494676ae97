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
  let limit: Int

  init(limit: Int) {
    self.limit = limit
    heap.reserveCapacity(min(limit, 1 << 16))
  }

  /// Known to lie below the score of enough documents, some of which may not have been met yet.
  private var floor: Float = -1

  /// Says that as many documents as are wanted reach `score`.
  mutating func expect(atLeast score: Float) { floor = max(floor, score.nextDown) }

  /// Scores not above this can't enter; documents of later ordinals with just this can't either.
  var threshold: Float {
    limit == 0 ? .infinity : heap.count < limit ? floor : max(floor, heap[0].score)
  }

  /// What a score must be above to enter; where documents of earlier ordinals may follow, what it must not be below.
  @inline(__always)
  func bar(_ allowsEarlier: Bool) -> Double { Double(allowsEarlier ? threshold.nextDown : threshold) }

  var isFull: Bool { heap.count == limit }

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
