/// Walks over the terms of several segments, of which those at the least term are met together.
///
/// A heap: a merge of hundreds of segments compares each term with a few others and not with all.
struct TermWalks {
  private var heap: [TermWalk] = []

  /// Adds a walk, unless it is at its end. Complexity: O(log walks) comparisons.
  mutating func insert(_ walk: TermWalk) {
    guard walk.isLive else { return }
    heap.append(walk)
    var i = heap.count - 1
    while i > 0, case let parent = (i - 1) / 2, heap[i].compare(heap[parent]) < 0 {
      heap.swapAt(i, parent)
      i = parent
    }
  }

  /// Moves all walks at the least term into `walks`; `false` at the end.
  mutating func takeLeast(into walks: inout [TermWalk]) -> Bool {
    walks.removeAll(keepingCapacity: true)
    while let first = heap.first, walks.isEmpty || first.compare(walks[0]) == 0 {
      walks.append(first)
      let last = heap.removeLast()
      if heap.isEmpty { break }
      heap[0] = last
      sink()
    }
    return !walks.isEmpty
  }

  private mutating func sink() {
    var i = 0
    while true {
      var least = i
      for child in 2 * i + 1...2 * i + 2
      where child < heap.count && heap[child].compare(heap[least]) < 0 { least = child }
      if least == i { return }
      heap.swapAt(i, least)
      i = least
    }
  }
}
