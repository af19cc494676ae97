/// What to bring back for a query.
public struct SearchOptions: Hashable, Sendable {
  /// Order by the value of a field instead of by score; documents without a value come last.
  public struct Sort: Hashable, Sendable {
    public var field: String
    public var isDescending: Bool
    public init(field: String, isDescending: Bool = false) {
      self.field = field
      self.isDescending = isDescending
    }
  }

  /// Hits to bring back.
  public var limit: Int
  /// Hits to leave out at the top.
  public var offset: Int
  public var sort: Sort?
  /// Keyword fields whose values are counted over all matching documents.
  public var facets: [String]
  /// Values of a facet to bring back, the most frequent first.
  public var facetLimit: Int
  /// Whether ``SearchResult/total`` must be exact; else ranking may skip what can't reach the top.
  public var countsAll: Bool

  public init(
    limit: Int = 10, offset: Int = 0, sort: Sort? = nil, facets: [String] = [], facetLimit: Int = 100,
    countsAll: Bool = false
  ) {
    self.limit = limit
    self.offset = offset
    self.sort = sort
    self.facets = facets
    self.facetLimit = facetLimit
    self.countsAll = countsAll
  }
}

/// What a search found.
public struct SearchResult: Hashable, Sendable {
  /// One value of a facet and the matching documents that have it.
  public struct FacetCount: Hashable, Sendable {
    public var value: String
    public var count: Int
  }

  /// Best first; ties in the order in which the documents were added.
  public var hits: [Hit]
  /// Matching documents; a lower bound unless ``isTotalExact``.
  public var total: Int
  public var isTotalExact: Bool
  /// By the name of the field.
  public var facets: [String: [FacetCount]]
}
