public import VietCore
public import VietIndex

/// Answers queries over one snapshot; immutable, for any number of threads.
public struct Searcher: Sendable {
  public let snapshot: Snapshot
  let analyzer: any Analyzing

  /// Throws `mismatch` when the index was built with another analyzer.
  public init(_ snapshot: Snapshot, analyzer: any Analyzing) throws(IndexError) {
    guard snapshot.schema.fingerprint == analyzer.fingerprint else {
      throw IndexError(
        .mismatch,
        "the index was built with another analyzer or another version of its data (rebuild it, or use that one)"
      )
    }
    self.snapshot = snapshot
    self.analyzer = analyzer
  }

  /// Throws `corrupt` when a damaged part is read, `badQuery` when the schema can't answer.
  public func search(_ query: Query, _ options: SearchOptions = SearchOptions()) throws(IndexError)
    -> SearchResult
  {
    try search(query, options, prunes: true)
  }

  /// Documents that match. Complexity: that of reading all postings of the query.
  public func count(_ query: Query) throws(IndexError) -> Int {
    try search(query, SearchOptions(limit: 0, countsAll: true)).total
  }

  /// With `prunes` false every matching document is scored: the reference that the fast ways must equal.
  package func search(_ query: Query, _ options: SearchOptions, prunes: Bool) throws(IndexError)
    -> SearchResult
  {
    let preparation = Preparation(snapshot, analyzer)
    let planner = Planner(preparation: preparation)
    let (query, runs) = query.rankedParts
    var collection = try Collection(snapshot, options, depth: runs.isEmpty ? 0 : NeighbourScorer.depth)
    // In the order of the input, so that of equal scores the first found stays.
    let order = snapshot.parts.indices.sorted {
      snapshot.parts[$0].firstOrdinal < snapshot.parts[$1].firstOrdinal
    }
    for part in order {
      try collection.collect(query, part, planner, prunes: prunes)
    }
    let refinement = runs.isEmpty ? nil : Refinement(runs: runs, planner: planner)
    // Lists point into the mapped segments.
    let result = try withExtendedLifetime(snapshot) { () throws(IndexError) in
      try collection.result(refinement)
    }
    if preparation.isDamaged { throw Self.damage() }
    return result
  }

  static func damage() -> IndexError {
    IndexError(.corrupt, "a damaged part of the index was read (run verify, then verify --repair)")
  }
}
