internal import VietCore
internal import VietIndex

/// Gives the written query its meaning: fields from the schema, terms from the analyzer.
struct QueryLowering {
  private let analyzer: any Analyzing
  private let schema: Schema
  private let defaults: [Schema.Field]
  private let demandsMarks: Bool
  private(set) var diagnostics: [QueryDiagnostic]
  /// Words that stand side by side in the query.
  private(set) var runs: [NeighbouringWords] = []

  init(
    analyzer: any Analyzing, schema: Schema, defaults: [Schema.Field], demandsMarks: Bool,
    diagnostics: [QueryDiagnostic]
  ) {
    self.analyzer = analyzer
    self.schema = schema
    self.defaults = defaults
    self.demandsMarks = demandsMarks
    self.diagnostics = diagnostics
  }

  /// Where a part of the query stands.
  private struct Context {
    /// The fields that words are sought in.
    var fields: [Schema.Field]
    /// `id:` stands before it.
    var isID = false
    /// Typed marks are demanded: in a phrase, or after `-`.
    var isStrict = false
    /// Product of the boosts around it.
    var boost: Float = 1
  }

  mutating func lower(_ syntax: QuerySyntax) -> Query { lower(syntax, Context(fields: defaults)) ?? .nothing }

  /// Nothing where there is no term in it: that part of the query asks for nothing and demands nothing.
  private mutating func lower(_ syntax: QuerySyntax, _ context: Context) -> Query? {
    switch syntax {
    case .clauses(let clauses): return lower(clauses, context)
    case .boosted(let inner, let factor):
      var context = context
      context.boost *= factor
      return lower(inner, context).map { .boosted($0, by: factor) }
    case .everything: return .constant(.everything)
    case .field(let name, let inner):
      let text = String(decoding: name.bytes, as: UTF8.self)
      var context = context
      if let number = schema.number(of: text) {
        context.fields = [schema.fields[number]]
        context.isID = false
      } else {
        context.isID = true
      }
      return lower(inner, context)
    case .word(let text):
      if context.isID { return .id(text.bytes) }
      return anyField(context, text) { lowering, field in lowering.words(text.bytes, field, context) }
    case .quoted(let text, let slop):
      if context.isID { return .id(text.bytes) }
      var context = context
      context.isStrict = true
      return anyField(context, text) { lowering, field in lowering.phrase(text.bytes, slop, field, context) }
    case .prefix(let text):
      return anyField(context, text) { lowering, field in lowering.prefix(text.bytes, field, context) }
    case .fuzzy(let text, let distance):
      return anyField(context, text) { lowering, field in lowering.fuzzy(text.bytes, distance, field, context)
      }
    case .range(let low, let high, let includesLow, let includesHigh, let range):
      return self.range(low, high, includesLow, includesHigh, range, context)
    }
  }

  // MARK: - Clauses

  private mutating func lower(_ clauses: [QuerySyntax.Clause], _ context: Context) -> Query? {
    var must: [Query] = []
    var should: [Query] = []
    var mustNot: [Query] = []
    var i = 0
    while i < clauses.count {
      let clause = clauses[i]
      i += 1
      switch clause.occurrence {
      case .must: if let query = lower(clause.syntax, context) { must.append(query) }
      case .mustNot:
        var strict = context
        strict.isStrict = true
        if let query = lower(clause.syntax, strict) { mustNot.append(query) }
      case .should:
        // Words that follow one another are analysed together, so that words of several syllables are found; values
        // of other fields than text stand each for itself.
        let isText = !context.isID && context.fields.allSatisfy { $0.kind == .text }
        if isText, case .word(var text) = clause.syntax {
          while i < clauses.count, clauses[i].occurrence == .should, case .word(let next) = clauses[i].syntax
          {
            text.bytes.append(0x20)
            text.bytes += next.bytes
            text.range.upperBound = next.range.upperBound
            i += 1
          }
          if let query = lower(.word(text), context) { should.append(query) }
        } else if let query = lower(clause.syntax, context) {
          should.append(query)
        }
      }
    }
    if must.isEmpty && should.isEmpty {
      return mustNot.isEmpty ? nil : .boolean(must: [.constant(.everything)], mustNot: mustNot)
    }
    if mustNot.isEmpty && must.isEmpty { return .any(should) }
    return .boolean(must: must, should: should, mustNot: mustNot)
  }

  // MARK: - Words

  /// The query in each field of the context; what scores best counts.
  private mutating func anyField(
    _ context: Context, _ text: QuerySyntax.Text,
    _ make: (inout QueryLowering, Schema.Field) -> Query?
  ) -> Query? {
    if context.isID {
      note(text.range, "an id is sought as it is, whole (write id:\"…\")")
      return nil
    }
    if context.fields.isEmpty {
      note(text.range, "there is no text field to seek it in")
      return .nothing
    }
    var queries: [Query] = []
    for field in context.fields {
      if let query = make(&self, field) {
        queries.append(context.fields.count > 1 ? .boosted(query, by: field.boost) : query)
      }
    }
    return queries.isEmpty ? nil : .best(of: queries)
  }

  private mutating func words(_ text: [UInt8], _ field: Schema.Field, _ context: Context) -> Query? {
    switch field.kind {
    case .keyword: return .constant(.term(QueryTerm(field: field.name, folded: text)))
    case .number, .date:
      guard let value = number(text, field) else { return badValue(text, field) }
      return .range(field: field.name, from: value, to: value)
    case .text:
      let terms = analyze(text, for: .query)
      let way = reading(of: terms, isStrict: context.isStrict)
      let queries = alternatives(terms, field, way)
      if analyzer.weighsNeighbours, schema.hasPositions, !context.isStrict {
        let boost = context.boost * (context.fields.count > 1 ? field.boost : 1)
        runs.append(NeighbouringWords(places(terms, field, way), boost: boost))
      }
      return queries.isEmpty ? nil : .any(queries)
    }
  }

  private var strictly: MarkReading { demandsMarks ? .exact : .strict }

  private func reading(of terms: [AnalyzedTerm], isStrict: Bool) -> MarkReading {
    if isStrict || demandsMarks { return strictly }
    let single = terms.filter { $0.span == 1 }
    return single.count { !$0.form.isEmpty } * 2 >= max(1, single.count) ? .written : .lenient
  }

  /// What a word of several syllables counts beside its syllables; as much as neighbours do
  /// (``Similarity/neighbourShare``), found on questions and the paragraphs that answer them
  /// (`Benchmarks/Record/retrieval.md`).
  private static let wordBoost: Float = 0.3

  /// A query a place: spellings of one word are one term, of that and of synonyms of several words the best counts; a
  /// word of several syllables counts beside its syllables.
  private func alternatives(_ terms: [AnalyzedTerm], _ field: Schema.Field, _ way: MarkReading) -> [Query] {
    var result: [Query] = []
    var i = 0
    while i < terms.count {
      let first = i
      while i < terms.count, terms[i].position == terms[first].position { i += 1 }
      let here = terms[first..<i]
      for word in here where word.isWord {
        result.append(.boosted(.term(word.term(field.name, way)), by: Self.wordBoost))
      }
      var same = places(Array(here), field, way).map { Query.term($0.term) }
      same += here.filter(\.isRun).map { $0.query(field.name, way) }
      if !same.isEmpty { result.append(.best(of: same)) }
    }
    return result
  }

  /// The term of each place, counted from the first: what was typed, with its variants and synonyms of one word.
  private func places(_ terms: [AnalyzedTerm], _ field: Schema.Field, _ way: MarkReading)
    -> [Query.Placed]
  {
    var result: [Query.Placed] = []
    let single = terms.filter { $0.span == 1 && !$0.isRun }
    for term in single {
      let position = term.position - single[0].position
      if result.last?.position == position {
        result[result.count - 1].term.variants.append(.init(folded: term.folded, form: term.form))
      } else {
        result.append(Query.Placed(term.term(field.name, way), at: position))
      }
    }
    return result
  }

  private mutating func phrase(_ text: [UInt8], _ slop: Int, _ field: Schema.Field, _ context: Context)
    -> Query?
  {
    guard field.kind == .text else { return words(text, field, context) }
    let terms = analyze(text, for: .query).filter { $0.span == 1 }
    guard let first = terms.first else { return nil }
    if terms.allSatisfy({ $0.position == first.position }) {
      return .any(alternatives(terms, field, strictly))
    }
    return .phrase(places(terms, field, strictly), slop: slop)
  }

  private mutating func prefix(_ text: [UInt8], _ field: Schema.Field, _ context: Context) -> Query? {
    switch field.kind {
    case .keyword: return .prefix(field: field.name, folded: text)
    case .number, .date:
      note(
        UTF8Range(0, 0),
        "\(field.name) holds numbers, which have no beginnings (write \(field.name):[LOW TO HIGH])")
      return .nothing
    case .text:
      let terms = analyze(text, for: .prefixQuery).filter { $0.span == 1 }
      guard let last = terms.last else { return nil }
      let demanded = context.isStrict || demandsMarks ? last.form : []
      let prefix = Query.prefix(field: field.name, folded: last.folded, form: demanded)
      let before = terms.dropLast().map { Query.term($0.term(field.name, demandsMarks ? .exact : .lenient)) }
      return before.isEmpty ? prefix : .all(before + [prefix])
    }
  }

  private mutating func fuzzy(
    _ text: [UInt8], _ distance: Int, _ field: Schema.Field, _ context: Context
  ) -> Query? {
    switch field.kind {
    case .keyword: return .fuzzy(QueryTerm(field: field.name, folded: text), distance: distance)
    case .number, .date: return words(text, field, context)
    case .text:
      let terms = analyze(text, for: .query).filter { $0.span == 1 }
      let queries = terms.map {
        Query.fuzzy($0.term(field.name, .lenient), distance: distance)
      }
      return queries.isEmpty ? nil : .all(queries)
    }
  }

  // MARK: - Numbers and dates

  private mutating func range(
    _ low: QuerySyntax.Text?, _ high: QuerySyntax.Text?, _ includesLow: Bool, _ includesHigh: Bool,
    _ range: UTF8Range<Original>, _ context: Context
  ) -> Query? {
    guard context.fields.count == 1, !context.isID, let field = context.fields.first,
      field.kind == .number || field.kind == .date
    else {
      note(range, "only number and date fields have ranges (it finds nothing)")
      return .nothing
    }
    var from = -Double.infinity
    var to = Double.infinity
    if let low {
      guard let value = number(low.bytes, field) else { return badValue(low.bytes, field, low.range) }
      from = includesLow ? value : value.nextUp
    }
    if let high {
      guard let value = number(high.bytes, field) else { return badValue(high.bytes, field, high.range) }
      to = includesHigh ? value : value.nextDown
    }
    return .range(field: field.name, from: from, to: to)
  }

  private func number(_ text: [UInt8], _ field: Schema.Field) -> Double? {
    let value = field.kind == .date ? ISODate.seconds(text) : Double(String(decoding: text, as: UTF8.self))
    return value.flatMap { $0.isNaN ? nil : $0 }
  }

  private mutating func badValue(
    _ text: [UInt8], _ field: Schema.Field, _ range: UTF8Range<Original> = UTF8Range(0, 0)
  ) -> Query {
    let kind = field.kind == .date ? "date (write 2024-05-17)" : "number"
    note(
      range,
      "\(String(decoding: text, as: UTF8.self)) is no \(kind), which \(field.name) holds (it finds nothing)")
    return .nothing
  }

  // MARK: - Analysis

  private func analyze(_ text: [UInt8], for purpose: AnalysisPurpose) -> [AnalyzedTerm] {
    var batch = TermBatch()
    text.withUnsafeBytes { analyzer.analyze($0, for: purpose, into: &batch) }
    return (0..<batch.count).map { AnalyzedTerm(batch.entries[$0], in: batch) }
  }

  private mutating func note(_ range: UTF8Range<Original>, _ message: String) {
    let diagnostic = QueryDiagnostic(range, message)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}
