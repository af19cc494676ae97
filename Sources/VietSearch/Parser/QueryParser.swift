public import VietCore
public import VietIndex

/// Makes a query of what a user typed. Lenient: any text gives a query, and diagnostics say what was not understood.
///
/// - Words side by side: any of them, ranked. `+must`, `-not`, `AND`, `OR`, `NOT`, parentheses.
/// - `"exact phrase"`, `"near phrase"~3`, `prefix*`, `fuzzy~1`, `word^2.5`, `field:word`, `field:[10 TO 20]`,
///   `field:>=10`, `id:name`, `*` for all. A backslash takes the meaning from the byte behind it.
/// - Marks: a word with marks finds all that folds alike, the exact spelling first; in phrases and after `-` the
///   typed marks are demanded. A word without marks finds all.
public struct QueryParser: Sendable {
  private let analyzer: any Analyzing
  private let schema: Schema
  private let fields: [Schema.Field]
  private let demandsMarks: Bool

  /// `fields` are the names that words without a field are sought in, by default all text fields;
  /// `exactDiacritics` makes a word with marks match that spelling only, everywhere.
  public init(
    analyzer: any Analyzing, schema: Schema, fields: [String]? = nil, exactDiacritics: Bool = false
  ) {
    self.analyzer = analyzer
    self.schema = schema
    self.fields =
      fields.map { names in names.compactMap { name in schema.fields.first { $0.name == name } } }
      ?? schema.fields.filter { $0.kind == .text }
    demandsMarks = exactDiacritics
  }

  /// Always returns a query; each problem is a diagnostic with its range in the query text.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public func parse(_ text: String) -> (query: Query, diagnostics: [QueryDiagnostic]) {
    let names = Set(schema.fields.map(\.name) + ["id"])
    var parser = QuerySyntaxParser(Array(text.utf8)) { names.contains(String(decoding: $0, as: UTF8.self)) }
    let syntax = parser.parse()
    var lowering = QueryLowering(
      analyzer: analyzer, schema: schema, defaults: fields, demandsMarks: demandsMarks,
      diagnostics: parser.diagnostics)
    let query = lowering.lower(syntax)
    return (.refined(query, by: lowering.runs), lowering.diagnostics)
  }
}
