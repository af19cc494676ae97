/// One way to cut a sentence into words.
public struct WordReading: Hashable, Sendable {
  /// For the gap after each unit whether a word goes on across it; the last is `false`.
  public let joins: [Bool]
  /// The model's score, in natural logarithms: of two readings of one sentence, the one whose score is higher by *d* is
  /// *e* to the power of *d* times as probable.
  public let score: Double
}

extension WordSegmenter {
  /// Returns up to `limit` ways to cut a sentence into words, the most probable first. The first is what
  /// ``joinWords(_:_:into:)`` finds, or as good.
  ///
  /// The list Viterbi search (Seshadri & Sundberg 1994): each state of the lattice keeps its `limit` best paths.
  /// Complexity: O(*n* · *limit* · log *limit*) in the number of units, and that much memory.
  public func readings(
    of units: UnsafeBufferPointer<TextUnit>, limit: Int, _ scratch: inout WordScratch
  ) -> [WordReading] {
    guard limit > 0 else { return [] }
    var readings: [(joins: [Bool], score: Int)] = [([], 0)]
    forEachStretch(units, &scratch) { lattice, _ in
      let more = ReadingSearch.best(limit, lattice)
      let pairs = readings.indices.flatMap { a in more.indices.map { (a, $0) } }
        .map { (first: $0, second: $1, score: readings[$0].score + more[$1].score) }
        .sorted { ($1.score, $0.first, $0.second) < ($0.score, $1.first, $1.second) }
      readings = pairs.prefix(limit).map { (readings[$0.first].joins + more[$0.second].joins, $0.score) }
    }
    return readings.map { WordReading(joins: $0.joins, score: Double($0.score) * Double(model.scale)) }
  }

  /// Returns for the gap after each unit how probable a word across it is, from 0 to 1, over all ways to cut the sentence;
  /// the last is 0. What the lexicon holds is certain.
  ///
  /// The forward-backward algorithm over the lattice. Complexity: O(*n*) in the number of units.
  public func joinProbabilities(
    of units: UnsafeBufferPointer<TextUnit>, _ scratch: inout WordScratch
  ) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(units.count)
    let scale = Double(model.scale)
    var posteriors = WordPosteriors()
    forEachStretch(units, &scratch) { lattice, count in
      if count > 1 {
        posteriors.reset(count)
        for i in 0..<count - 1 {
          posteriors.joining[i] = WordPosteriors.exponential(Double(lattice.joining[i]) * scale)
        }
        for i in 0..<count * WordLattice.states {
          posteriors.spans[i] = WordPosteriors.exponential(Double(lattice.spans[i]) * scale)
        }
        posteriors.run(lattice.constraints)
        for i in 0..<count - 1 { result.append(posteriors.joined[i]) }
      }
      result.append(0)
    }
    return result
  }

  /// Visits the scored lattices of a sentence, with the number of units of each.
  private func forEachStretch(
    _ units: UnsafeBufferPointer<TextUnit>, _ scratch: inout WordScratch,
    _ body: (borrowing WordLattice, Int) -> Void
  ) {
    for start in stride(from: 0, to: units.count, by: Self.longestStretch) {
      let end = min(start + Self.longestStretch, units.count)
      prepare(UnsafeBufferPointer(rebasing: units[start..<end]), &scratch)
      body(scratch.lattice, end - start)
    }
  }
}

/// The best paths of one lattice.
enum ReadingSearch {
  /// A path up to a unit: its score, and which path to the unit before it goes on.
  private struct Path {
    var score: Int
    /// State at the unit before.
    var state: Int
    /// Its place among the paths of that state.
    var rank: Int
  }

  /// Up to `limit` paths, the best first; of equal ones the one whose last words are shorter.
  static func best(_ limit: Int, _ lattice: borrowing WordLattice) -> [(joins: [Bool], score: Int)] {
    let states = WordLattice.states
    let count = lattice.count
    guard count > 0 else { return [([], 0)] }
    var paths = [[[Path]]](repeating: [[Path]](repeating: [], count: states), count: count)
    paths[0][0] = [Path(score: 0, state: 0, rank: 0)]
    func ended(_ i: Int) -> [Path] {
      (0..<min(states, i + 1)).flatMap { s in
        paths[i][s].indices.map { rank in
          Path(
            score: paths[i][s][rank].score + Int(lattice.span(endingAt: i, s + 1)), state: s, rank: rank)
        }
      }
    }
    func bestOnes(_ paths: [Path]) -> [Path] {
      Array(paths.sorted { ($1.score, $0.state, $0.rank) < ($0.score, $1.state, $1.rank) }.prefix(limit))
    }
    for i in 0..<count - 1 {
      let constraint = lattice.constraints[i]
      if constraint != .joined { paths[i + 1][0] = bestOnes(ended(i)) }
      if constraint == .split { continue }
      let join = Int(lattice.joining[i])
      for s in 0..<states {
        let to = min(s + 1, states - 1)
        paths[i + 1][to] += paths[i][s].indices.map { rank in
          Path(score: paths[i][s][rank].score + join, state: s, rank: rank)
        }
      }
      paths[i + 1][states - 1] = bestOnes(paths[i + 1][states - 1])
    }
    return bestOnes(ended(count - 1)).map { last in
      var joins = [Bool](repeating: false, count: count)
      var (state, rank) = (last.state, last.rank)
      for i in stride(from: count - 1, to: 0, by: -1) {
        joins[i - 1] = state > 0
        let before = paths[i][state][rank]
        (state, rank) = (before.state, before.rank)
      }
      return (joins, last.score)
    }
  }
}
