public import VietCore
public import VietIndex

/// Answers queries over one snapshot; immutable, for any number of threads.
public struct Searcher: Sendable {
  public let snapshot: Snapshot

  /// Throws `mismatch` when the index was built with another analyzer.
  public init(_ snapshot: Snapshot, analyzer: any Analyzing) throws(IndexError) {
    self.snapshot = snapshot
  }

  /// Throws `corrupt` when a damaged part is read, `badQuery` when the schema can't answer.
  public func search(_ query: Query, _ options: SearchOptions = SearchOptions()) throws(IndexError)
    -> SearchResult
  {
    throw IndexError(.io, "not written yet")
  }

  /// Documents that match. Complexity: that of reading all postings of the query.
  public func count(_ query: Query) throws(IndexError) -> Int {
    throw IndexError(.io, "not written yet")
  }

  /// How the score of `document` comes about; value 0 if it does not match.
  public func explain(_ query: Query, _ document: UInt32) throws(IndexError) -> Explanation {
    throw IndexError(.io, "not written yet")
  }
}
