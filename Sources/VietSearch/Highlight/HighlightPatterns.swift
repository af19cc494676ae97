internal import VietCore

/// What of a query can be seen in a text: its terms and phrases, without what it excludes.
struct HighlightPatterns {
  enum Pattern {
    case one(TermTest)
    case phrase([(test: TermTest, position: Int)], slop: Int)
  }

  private let field: String
  private(set) var patterns: [Pattern] = []

  init(field: String) { self.field = field }

  var isEmpty: Bool { patterns.isEmpty }

  mutating func collect(_ query: Query) {
    switch query.node {
    case .term(let term): if term.field == field { patterns.append(.one(TermTest(term))) }
    case .phrase(let placed, let slop):
      guard placed.first?.term.field == field else { return }
      patterns.append(.phrase(placed.map { (TermTest($0.term), $0.position) }, slop: slop))
    case .prefix(let name, let folded):
      if name == field { patterns.append(.one(TermTest(prefix: folded))) }
    case .fuzzy(let term, let distance):
      if term.field == field { patterns.append(.one(TermTest(term, distance: distance))) }
    case .boolean(let must, let should, _, let filter):
      for query in must { collect(query) }
      for query in should { collect(query) }
      for query in filter { collect(query) }
    case .best(let queries): for query in queries { collect(query) }
    case .boosted(let query, _), .constant(let query): collect(query)
    case .range, .id, .everything, .nothing: break
    }
  }
}

/// Whether a token of the text is one that the query asks for.
struct TermTest {
  private enum Kind { case term, prefix, fuzzy(Int) }

  private let kind: Kind
  private let folded: [UInt8]
  private let form: [UInt8]
  private let match: QueryTerm.Match

  init(_ term: QueryTerm) {
    kind = .term
    folded = term.folded
    form = term.form
    match = term.match
  }

  init(_ term: QueryTerm, distance: Int) {
    kind = .fuzzy(distance)
    folded = term.folded
    form = term.form
    match = .alike
  }

  init(prefix: [UInt8]) {
    kind = .prefix
    folded = prefix
    form = []
    match = .alike
  }

  func matches(_ entry: TermBatch.Entry, in batch: borrowing TermBatch, _ analyzer: any Analyzing) -> Bool {
    let start = batch.keys.base + Int(entry.keyStart)
    let found = UnsafeRawBufferPointer(start: start, count: Int(entry.foldedLength))
    switch kind {
    case .prefix: return found.starts(with: folded)
    case .fuzzy(let distance): return EditDistance.isWithin(distance, folded, Array(found))
    case .term: break
    }
    guard found.elementsEqual(folded) else { return false }
    let code = UnsafeRawBufferPointer(start: start + found.count + 1, count: Int(entry.formLength))
    switch match {
    case .alike, .ranked: return true
    case .exact: return code.elementsEqual(form)
    case .adding:
      return form.withUnsafeBytes { typed in
        folded.withUnsafeBytes { analyzer.relation(of: code, toTyped: typed, folded: $0) } <= .adds
      }
    }
  }
}

/// Insertions, removals, replacements and swaps of neighbours between two runs of bytes (optimal string alignment).
enum EditDistance {
  static func isWithin(_ limit: Int, _ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard abs(a.count - b.count) <= limit else { return false }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var row = last
    for i in 0..<a.count {
      row[0] = i + 1
      for k in 0..<b.count {
        var best = min(last[k] + (a[i] == b[k] ? 0 : 1), last[k + 1] + 1, row[k] + 1)
        if i > 0, k > 0, a[i] == b[k - 1], a[i - 1] == b[k] { best = min(best, beforeLast[k - 1] + 1) }
        row[k + 1] = best
      }
      if (row.min() ?? 0) > limit { return false }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[b.count] <= limit
  }
}
