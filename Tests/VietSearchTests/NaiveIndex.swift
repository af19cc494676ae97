import VietIndex
import VietSearch

/// The dumbest index that could work: documents in a list, every query by reading all of them.
struct NaiveIndex {
  struct Entry {
    var id: String
    var body: [String]
    var title: [String]
    var price: Double?
    var tags: [String]
  }

  var entries: [Entry] = []

  mutating func add(_ entry: Entry) {
    delete(entry.id)
    entries.append(entry)
  }

  @discardableResult
  mutating func delete(_ id: String) -> Bool {
    guard let at = entries.firstIndex(where: { $0.id == id }) else { return false }
    entries.remove(at: at)
    return true
  }

  private static func split(_ token: String) -> (folded: String, form: String) {
    let parts = token.split(separator: "'", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
  }

  static func matches(_ token: String, _ term: QueryTerm) -> Bool {
    let (folded, form) = split(token)
    guard Array(folded.utf8) == term.folded else { return false }
    switch term.match {
    case .alike, .ranked, .plain: return true
    case .exact: return Array(form.utf8) == term.form
    case .adding: return term.form.allSatisfy { form.utf8.contains($0) }
    }
  }

  private static func tokens(_ entry: Entry, _ field: String) -> [String] {
    switch field {
    case "body": entry.body
    case "title": entry.title
    default: entry.tags
    }
  }

  private static func hasPhrase(_ tokens: [String], _ terms: [QueryTerm]) -> Bool {
    guard tokens.count >= terms.count else { return false }
    return (0...(tokens.count - terms.count)).contains { start in
      terms.indices.allSatisfy { matches(tokens[start + $0], terms[$0]) }
    }
  }

  static func holds(_ entry: Entry, _ query: Shape) -> Bool {
    switch query {
    case .term(let term): tokens(entry, term.field).contains { matches($0, term) }
    case .phrase(let terms): hasPhrase(tokens(entry, terms[0].field), terms)
    case .all(let parts): parts.allSatisfy { holds(entry, $0) }
    case .any(let parts): parts.contains { holds(entry, $0) }
    case .without(let a, let b): holds(entry, a) && !holds(entry, b)
    case .prefix(let field, let folded):
      tokens(entry, field).contains { split($0).folded.hasPrefix(folded) }
    case .range(let low, let high): entry.price.map { $0 >= low && $0 <= high } ?? false
    }
  }

  func find(_ query: Shape) -> Set<String> { Set(entries.filter { Self.holds($0, query) }.map(\.id)) }

  /// A query that both the naive index and the real one understand.
  indirect enum Shape {
    case term(QueryTerm)
    case phrase([QueryTerm])
    case all([Shape])
    case any([Shape])
    case without(Shape, Shape)
    case prefix(String, String)
    case range(Double, Double)

    var query: Query {
      switch self {
      case .term(let term): .term(term)
      case .phrase(let terms): .phrase(terms.enumerated().map { Query.Placed($0.element, at: $0.offset) })
      case .all(let parts): .all(parts.map(\.query))
      case .any(let parts): .any(parts.map(\.query))
      case .without(let a, let b): .excluding(b.query, from: a.query)
      case .prefix(let field, let folded): .prefix(field: field, folded: Array(folded.utf8))
      case .range(let low, let high): .range(field: "price", from: low, to: high)
      }
    }
  }
}
