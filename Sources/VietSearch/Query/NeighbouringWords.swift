/// Words that follow one another in a query: a document where they do so, too, is more likely to be meant.
public struct NeighbouringWords: Hashable, Sendable {
  /// The words with their places, in order; of one field.
  public var words: [Query.Placed]
  /// Multiplies what they add.
  public var boost: Float

  public init(_ words: [Query.Placed], boost: Float = 1) {
    self.words = words.sorted { $0.position < $1.position }
    self.boost = boost
  }
}

extension Query {
  /// The documents of `base`, of which the best few gain a score where neighbours of the query are neighbours.
  ///
  /// Positions are read for those few only. As nothing is taken away from a score, the few stay before all others,
  /// and any page of the answer is a part of one and the same order. Counts at the root of a query only; elsewhere
  /// it is `base`.
  public static func refined(_ base: Query, by runs: [NeighbouringWords]) -> Query {
    let runs = runs.filter { $0.words.count > 1 }
    return runs.isEmpty ? base : Query(.refined(base, runs))
  }

  /// The documents of this query that `filter` finds as well; their scores stay.
  public func filtered(by filter: Query) -> Query {
    let (base, runs) = rankedParts
    return .refined(.boolean(must: [base], filter: [filter]), by: runs)
  }

  /// What finds and ranks, and what refines the best.
  var rankedParts: (base: Query, runs: [NeighbouringWords]) {
    if case .refined(let base, let runs) = node { return (base, runs) }
    return (self, [])
  }
}
