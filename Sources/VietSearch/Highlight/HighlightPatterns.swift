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
    case .prefix(let name, let folded, let form):
      if name == field { patterns.append(.one(TermTest(prefix: folded, form: form))) }
    case .fuzzy(let term, let distance):
      if term.field == field { patterns.append(.one(TermTest(term, distance: distance))) }
    case .boolean(let must, let should, _, let filter):
      for query in must { collect(query) }
      for query in should { collect(query) }
      for query in filter { collect(query) }
    case .best(let queries): for query in queries { collect(query) }
    case .boosted(let query, _), .constant(let query), .refined(let query, _): collect(query)
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
  private let variants: [QueryTerm.Spelling]

  init(_ term: QueryTerm) {
    kind = .term
    folded = term.folded
    form = term.form
    match = term.match
    variants = term.variants
  }

  init(_ term: QueryTerm, distance: Int) {
    kind = .fuzzy(distance)
    folded = term.folded
    form = term.form
    match = .alike
    variants = []
  }

  init(prefix: [UInt8], form: [UInt8]) {
    kind = .prefix
    folded = prefix
    self.form = form
    match = .alike
    variants = []
  }

  func matches(_ entry: TermBatch.Entry, in batch: borrowing TermBatch, _ analyzer: any Analyzing) -> Bool {
    let start = batch.keys.base + Int(entry.keyStart)
    let found = UnsafeRawBufferPointer(start: start, count: Int(entry.foldedLength))
    switch kind {
    case .prefix:
      guard found.starts(with: folded) else { return false }
      let code = UnsafeRawBufferPointer(
        start: start + found.count + 1, count: min(Int(entry.formLength), folded.count))
      return form.isEmpty || Self.adds(code, to: form, folded, analyzer)
    case .fuzzy(let limit):
      var measure = EditDistance(folded, limit: limit)
      return measure.distance(to: found) != nil
    case .term: break
    }
    let code = UnsafeRawBufferPointer(start: start + found.count + 1, count: Int(entry.formLength))
    if found.elementsEqual(folded) {
      switch match {
      case .alike, .ranked, .plain: return true
      case .exact: if code.elementsEqual(form) { return true }
      case .adding: if Self.adds(code, to: form, folded, analyzer) { return true }
      }
    }
    return variants.contains { variant in
      guard found.elementsEqual(variant.folded) else { return false }
      return match == .exact
        ? code.elementsEqual(variant.form) : Self.adds(code, to: variant.form, variant.folded, analyzer)
    }
  }

  private static func adds(
    _ code: UnsafeRawBufferPointer, to form: [UInt8], _ folded: [UInt8], _ analyzer: any Analyzing
  ) -> Bool {
    form.withUnsafeBytes { typed in
      folded.withUnsafeBytes { analyzer.relation(of: code, toTyped: typed, folded: $0) } <= .adds
    }
  }
}
