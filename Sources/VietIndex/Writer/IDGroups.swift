/// Walks the documents of several segments by the hashes of their ids, all of one hash at a time.
///
/// A merge of the orders that the segments keep, over a binary heap: finding what is double in many segments costs as
/// much as reading their ids once, where a search in each for every document would grow with their number. In damaged
/// segments documents may be left out of their group; the walk ends all the same.
struct IDGroups: ~Copyable {
  /// A document of the segment with that number.
  struct Member {
    let segment: Int
    let doc: UInt32
  }

  private struct Head {
    var hash: UInt64
    var segment: Int
    /// Where in the order of its segment.
    var place: Int
  }

  private let columns: [IDColumn]
  private var heap: [Head] = []

  /// Complexity: O(segments · log segments).
  init(_ columns: [IDColumn]) {
    self.columns = columns
    for (segment, column) in columns.enumerated() where column.count > 0 {
      heap.append(Head(hash: column.hash(atPlace: 0), segment: segment, place: 0))
      rise(from: heap.count - 1)
    }
  }

  /// Puts the documents of the next hash into `group`; `false` at the end. Complexity: O(log segments) a document.
  mutating func next(into group: inout [Member]) -> Bool {
    group.removeAll(keepingCapacity: true)
    guard let hash = heap.first?.hash else { return false }
    while let head = heap.first, head.hash == hash {
      let column = columns[head.segment]
      group.append(Member(segment: head.segment, doc: UInt32(column.document(atPlace: head.place))))
      let place = head.place + 1
      if place < column.count {
        heap[0].place = place
        heap[0].hash = column.hash(atPlace: place)
      } else {
        let last = heap.removeLast()
        if heap.isEmpty { break }
        heap[0] = last
      }
      sink()
    }
    return true
  }

  private mutating func rise(from start: Int) {
    var i = start
    while i > 0, case let parent = (i - 1) / 2, heap[i].hash < heap[parent].hash {
      heap.swapAt(i, parent)
      i = parent
    }
  }

  private mutating func sink() {
    var i = 0
    while true {
      var least = i
      for child in 2 * i + 1...2 * i + 2 where child < heap.count && heap[child].hash < heap[least].hash {
        least = child
      }
      if least == i { return }
      heap.swapAt(i, least)
      i = least
    }
  }
}
