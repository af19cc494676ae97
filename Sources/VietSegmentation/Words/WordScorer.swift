internal import VietCore

/// Fills lattices with the scores of a model. Gives what ``WordLattice/score(_:_:)`` gives, which adds up weight by
/// weight.
///
/// Every loop is one without branches that data decides, so that many look-ups are under way at once: gaps that rows of
/// the word table cover are gathered first and then looked at, and the scores of words of several units, which only lists
/// and capitals decide, are read from tables.
package struct WordScorer: ~Copyable {
  private var capacity = 1
  /// Places of the covered gaps.
  private var covered: UnsafeMutablePointer<Int32>

  package init() { covered = .allocate(capacity: 1) }

  deinit { covered.deallocate() }

  /// Scores every gap and every word of the lattice. Complexity: O(*n*).
  mutating func score(_ lattice: inout WordLattice, _ facts: borrowing UnitFacts, _ model: WordModel) {
    if facts.count > capacity {
      covered.deallocate()
      capacity = max(facts.count, capacity * 2, 64)
      covered = .allocate(capacity: capacity)
    }
    scoreGaps(lattice.joining, facts, model.weights)
    scoreSpans(lattice.spans, facts, model.weights, model.spanScores)
  }

  private func scoreGaps(
    _ joining: UnsafeMutablePointer<Int32>, _ facts: borrowing UnitFacts, _ weights: UnsafePointer<Int8>
  ) {
    let gaps = max(0, facts.count &- 1)
    // Nearly nothing but loads: brings the lines of all pairs near while it goes.
    for i in 0..<gaps { joining[i] = Int32(weights[Int(facts.pairSlots[i])]) }
    var coveredCount = 0
    for i in 0..<gaps {
      var sum = joining[i]
      WordFeatures.visitBare(facts, i) { sum &+= Int32(weights[$0]) }
      joining[i] = sum
      covered[coveredCount] = Int32(truncatingIfNeeded: i)
      coveredCount &+= facts.covers(i)
    }
    for k in 0..<coveredCount {
      let i = Int(covered[k])
      var sum = joining[i]
      WordFeatures.visitCovered(facts, i) { sum &+= Int32(weights[$0]) }
      joining[i] = sum
    }
  }

  private func scoreSpans(
    _ spans: UnsafeMutablePointer<Int32>, _ facts: borrowing UnitFacts, _ weights: UnsafePointer<Int8>,
    _ scores: SpanScores
  ) {
    var span = spans
    let (capitals, rows) = (facts.capitals, facts.rows)
    for i in 0..<facts.count {
      let lists = rows[i]
      let one = Int(capitals[i])
      let two = one &* 3 &+ Int(capitals[i &+ 1])
      let three = two &* 3 &+ Int(capitals[i &+ 2])
      let four = three &* 3 &+ Int(capitals[i &+ 3])
      span[0] = Int32(weights[WordFeatures.wordSlot(facts, i)]) &+ scores.one(lists, one)
      span[1] = scores.two(lists, two)
      span[2] = scores.three(lists, three)
      span[3] = scores.four(lists, four)
      span[4] = scores.longer
      span += WordLattice.states
    }
  }
}

/// The scores of words as far as lists and capitals decide them: few enough to be summed up once a model.
final class SpanScores: Sendable {
  /// For words of one to four units: 128 scores, one for each set of lists, for each way to case the units.
  nonisolated(unsafe) private let table: UnsafeMutablePointer<Int16>
  /// Of words of five units and more.
  let longer: Int32

  init(_ weights: UnsafePointer<Int8>) {
    func sum(_ length: Int, _ lists: Int, _ cases: Int) -> Int16 {
      var sum: Int16 = 0
      WordFeatures.visitListed(length, lists: UInt64(lists), cases: UInt64(cases)) {
        sum &+= Int16(weights[$0])
      }
      return length == 1 ? sum : sum &+ Int16(weights[WordFeatures.caseSlot(length, cases: UInt64(cases))])
    }
    table = .allocate(capacity: (3 + 9 + 27 + 81) * 128)
    var place = 0
    var cases = 3
    for length in 1...4 {
      for i in 0..<cases * 128 { table[place + i] = sum(length, i & 127, i >> 7) }
      place += cases * 128
      cases *= 3
    }
    longer = Int32(sum(WordFeatures.lengths, 0, 0))
  }

  deinit { table.deallocate() }

  /// `lists` as in ``UnitFacts/rows``, `cases` the capitals of the units as digits of base three.
  @inline(__always)
  func one(_ lists: UInt32, _ cases: Int) -> Int32 { Int32(table[cases &* 128 &+ Int(lists & 0x7F)]) }

  @inline(__always)
  func two(_ lists: UInt32, _ cases: Int) -> Int32 {
    Int32(table[(3 &+ cases) &* 128 &+ Int((lists &>> 8) & 0x7F)])
  }

  @inline(__always)
  func three(_ lists: UInt32, _ cases: Int) -> Int32 {
    Int32(table[(12 &+ cases) &* 128 &+ Int((lists &>> 16) & 0x7F)])
  }

  @inline(__always)
  func four(_ lists: UInt32, _ cases: Int) -> Int32 {
    Int32(table[(39 &+ cases) &* 128 &+ Int((lists &>> 24) & 0x7F)])
  }
}
