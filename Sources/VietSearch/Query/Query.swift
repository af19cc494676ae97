/// A query as a tree. Made with static members, so that new kinds break nobody's `switch`.
public struct Query: Hashable, Sendable {
  /// A term and its place in a phrase, counted from the first.
  public struct Placed: Hashable, Sendable {
    public var term: QueryTerm
    public var position: Int
    public init(_ term: QueryTerm, at position: Int) {
      self.term = term
      self.position = position
    }
  }

  package indirect enum Node: Hashable, Sendable {
    case term(QueryTerm)
    case phrase([Placed], slop: Int)
    case prefix(field: String, folded: [UInt8], form: [UInt8])
    case fuzzy(QueryTerm, distance: Int)
    case range(field: String, from: Double, to: Double)
    case id([UInt8])
    case boolean(must: [Query], should: [Query], mustNot: [Query], filter: [Query])
    case best([Query])
    case boosted(Query, Float)
    case constant(Query)
    case refined(Query, [NeighbouringWords])
    case everything
    case nothing
  }

  package let node: Node

  package init(_ node: Node) { self.node = node }

  public static func term(_ term: QueryTerm) -> Query { Query(.term(term)) }

  /// Terms in this order at these distances, with up to `slop` positions of movement in all.
  public static func phrase(_ terms: [Placed], slop: Int = 0) -> Query {
    Query(.phrase(terms.sorted { $0.position < $1.position }, slop: max(0, slop)))
  }

  /// Terms whose folded form begins with `folded`, and whose spelling keeps the marks of `form` there; each match
  /// counts 1.
  public static func prefix(field: String, folded: [UInt8], form: [UInt8] = []) -> Query {
    Query(.prefix(field: field, folded: folded, form: form))
  }

  /// Terms whose folded form is at most `distance` (0...2) insertions, removals, replacements or swaps of
  /// neighbouring bytes away.
  public static func fuzzy(_ term: QueryTerm, distance: Int) -> Query {
    Query(.fuzzy(term, distance: min(max(distance, 0), 2)))
  }

  /// Documents with a value of the number or date field in `from...to`, each counting 1;
  /// infinities leave an end open, `nextUp`/`nextDown` of a bound leave it out.
  public static func range(field: String, from: Double, to: Double) -> Query {
    Query(.range(field: field, from: from, to: to))
  }

  /// The document of that id, counting 1.
  public static func id(_ id: [UInt8]) -> Query { Query(.id(id)) }

  /// Documents that match all; the scores are added.
  public static func all(_ queries: [Query]) -> Query {
    queries.count == 1
      ? queries[0] : Query(.boolean(must: queries, should: [], mustNot: [], filter: []))
  }

  /// Documents that match at least one; the scores of those that match are added.
  public static func any(_ queries: [Query]) -> Query {
    queries.count == 1
      ? queries[0] : Query(.boolean(must: [], should: queries, mustNot: [], filter: []))
  }

  /// Documents that match all of `must` and `filter` and none of `mustNot`, and one of `should` if there is
  /// neither a `must` nor a `filter`. `must` and `should` add to the score.
  public static func boolean(
    must: [Query] = [], should: [Query] = [], mustNot: [Query] = [], filter: [Query] = []
  ) -> Query {
    Query(.boolean(must: must, should: should, mustNot: mustNot, filter: filter))
  }

  /// Documents of `base` without those of `excluded`.
  public static func excluding(_ excluded: Query, from base: Query) -> Query {
    Query(.boolean(must: [base], should: [], mustNot: [excluded], filter: []))
  }

  /// Documents that match at least one; the best score counts, as when one word is sought in several fields.
  public static func best(of queries: [Query]) -> Query {
    queries.count == 1 ? queries[0] : Query(.best(queries))
  }

  public static func boosted(_ query: Query, by factor: Float) -> Query {
    factor == 1 ? query : Query(.boosted(query, factor))
  }

  /// Documents of `query`, each counting 1.
  public static func constant(_ query: Query) -> Query { Query(.constant(query)) }

  public static let everything = Query(.everything)
  public static let nothing = Query(.nothing)
}
