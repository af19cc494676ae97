import Testing
import VietAnalysis
import VietCore
import VietIndex
import VietTestSupport

@testable import VietSearch

@Suite struct QueryParserTests {
  static let schema = Schema(fields: [
    Schema.Field("title", .text, boost: 2), Schema.Field("body"), Schema.Field("kind", .keyword),
    Schema.Field("price", .number), Schema.Field("day", .date),
  ])

  static func parse(
    _ text: String, fields: [String]? = ["body"], _ name: AnalyzerName = .viSyllable, exact: Bool = false
  ) throws -> (query: Query, diagnostics: [QueryDiagnostic]) {
    QueryParser(
      analyzer: try Analyzer(AnalyzerDescription(name)), schema: schema, fields: fields,
      exactDiacritics: exact
    ).parse(text)
  }

  static func query(_ text: String, exact: Bool = false) throws -> String {
    show(try parse(text, exact: exact).query)
  }

  /// A query in a short notation.
  static func show(_ query: Query) -> String {
    func word(_ term: QueryTerm) -> String {
      let mark = ["", "'", "!", "+", "."][Int(term.match.rawValue)]
      return (term.field == "body" ? "" : term.field + ":") + String(decoding: term.folded, as: UTF8.self)
        + mark
    }
    func list(_ name: String, _ queries: [Query]) -> String {
      queries.isEmpty ? "" : "\(name)(\(queries.map(show).joined(separator: " ")))"
    }
    switch query.node {
    case .term(let term): return word(term)
    case .phrase(let placed, let slop):
      return "\"" + placed.map { "\(word($0.term))@\($0.position)" }.joined(separator: " ") + "\"~\(slop)"
    case .prefix(let field, let folded, _):
      return "\(field == "body" ? "" : field + ":")\(String(decoding: folded, as: UTF8.self))*"
    case .fuzzy(let term, let distance): return "\(word(term))~\(distance)"
    case .range(let field, let from, let to): return "\(field):[\(from) \(to)]"
    case .id(let id): return "id:\(String(decoding: id, as: UTF8.self))"
    case .boolean(let must, let should, let mustNot, let filter):
      return "{"
        + [list("must", must), list("should", should), list("not", mustNot), list("filter", filter)]
        .filter { !$0.isEmpty }.joined(separator: " ") + "}"
    case .best(let queries): return list("best", queries)
    case .boosted(let query, let factor): return "\(show(query))^\(factor)"
    case .constant(let query): return "=\(show(query))"
    case .refined(let query, _): return show(query)
    case .everything: return "*"
    case .nothing: return "nothing"
    }
  }

  @Test(arguments: [
    ("viet", "viet"), ("viet nam", "{should(viet nam)}"), ("viet OR nam", "{should(viet nam)}"),
    ("viet AND nam", "{must(viet nam)}"), ("a b AND c", "{should(a {must(b c)})}"),
    ("+viet nam", "{must(viet) should(nam)}"), ("viet -nam", "{should(viet) not(nam)}"),
    ("viet NOT nam", "{should(viet) not(nam)}"), ("viet AND NOT nam", "{must(viet) not(nam)}"),
    ("-nam", "{must(=*) not(nam)}"), ("NOT NOT nam", "nam"), ("!nam a", "{should(a) not(nam)}"),
    ("(a b) AND c", "{must({should(a b)} c)}"), ("((a))", "a"), ("()", "nothing"), ("", "nothing"),
    ("   ", "nothing"),
    ("\"viet nam\"", "\"viet@0 nam@1\"~0"), ("\"viet nam\"~3", "\"viet@0 nam@1\"~3"), ("\"viet\"", "viet"),
    ("“viet nam”", "\"viet@0 nam@1\"~0"), ("vie*", "vie*"), ("*", "=*"), ("viet~", "viet~1"),
    ("viet~2", "viet~2"),
    ("viet~9", "viet~2"), ("viet^2.5", "viet^2.5"), ("(a b)^3", "{should(a b)}^3.0"),
    ("\"a b\"~2^2", "\"a@0 b@1\"~2^2.0"),
    ("a^0", "a"), ("kind:báo", "=kind:báo"), ("kind:(a OR b)", "{should(=kind:a =kind:b)}"),
    ("price:(1 2)", "{should(price:[1.0 1.0] price:[2.0 2.0])}"), ("title:viet", "title:viet"),
    ("title:(a b)", "{should(title:a title:b)}"),
    ("price:10", "price:[10.0 10.0]"), ("price:[10 TO 20]", "price:[10.0 20.0]"),
    ("price:[* TO 20]", "price:[-inf 20.0]"),
    ("price:>=5", "price:[5.0 inf]"), ("day:[1970-01-02 TO *]", "day:[86400.0 inf]"),
    ("id:a/b-1", "id:a/b-1"),
    ("id:\"a b\"", "id:a b"), ("title:\"a b\"", "\"title:a@0 title:b@1\"~0"), ("\\+a", "a"), ("a\\*", "a"),
    ("c++", "c"), ("https://vnexpress.net/x", "{should(https vnexpress.net x)}"), ("8:30", "{should(8 30)}"),
    ("- a", "a"), ("a AND", "a"), ("OR a", "a"), ("AND", "nothing"), ("a) b", "{should(a b)}"),
    ("(a b", "{should(a b)}"),
    ("\"a b", "\"a@0 b@1\"~0"), ("title:", "nothing"), ("!!!", "nothing"), ("?", "nothing"),
  ])
  func syntax(_ text: String, _ expected: String) throws {
    #expect(try Self.query(text) == expected, "\(text)")
  }

  @Test func marksAreRankedInWordsAndDemandedInPhrases() throws {
    #expect(try Self.query("việt") == "viet'")
    // Beside a word with marks one without is more likely meant so; most of the words decide.
    #expect(try Self.query("việt nam") == "{should(viet' nam.)}")
    #expect(try Self.query("việt nam ta") == "{should(viet' nam ta)}")
    #expect(try Self.query("nam") == "nam")
    #expect(try Self.query("\"việt nam\"") == "\"viet+@0 nam@1\"~0")
    #expect(try Self.query("nam -việt") == "{should(nam) not(viet+)}")
    #expect(try Self.query("nam -(việt hoà)") == "{should(nam) not({should(viet+ hoa+)})}")
    #expect(try Self.query("việt nam", exact: true) == "{should(viet! nam)}")
    #expect(try Self.parse("hoà").query == Self.parse("hòa").query)
    #expect(try Self.parse("kỹ").query != Self.parse("ky").query)
  }

  @Test func severalFieldsTakeTheBest() throws {
    let query = try Self.parse("viet", fields: nil).query
    #expect(Self.show(query) == "best(title:viet^2.0 viet)")
  }

  @Test(arguments: [
    "(a", "a)", "\"a", "a AND", "price:abc", "body:[1 TO 2]", "price:[1 2]", "day:[x TO y]", "a^0",
    "price:ab*", "+)", "nosuch:a",
  ])
  func problemsAreSaid(_ text: String) throws {
    let diagnostics = try Self.parse(text).diagnostics
    #expect(!diagnostics.isEmpty, "\(text)")
    for diagnostic in diagnostics { #expect(diagnostic.range.upperBound <= text.utf8.count, "\(text)") }
  }

  @Test func nestingDoesNotOverflow() throws {
    for text in [
      String(repeating: "(", count: 200_000),
      String(repeating: "(", count: 100_000) + "a" + String(repeating: ")", count: 100_000),
      String(repeating: "-", count: 100_000) + "a", String(repeating: "NOT ", count: 100_000) + "a",
      String(repeating: "a AND ", count: 3_000), String(repeating: "title:", count: 50_000),
      String(repeating: "+(", count: 100_000),
    ] { _ = try Self.parse(text) }
  }

  @Test func anyTextGivesAQuery() throws {
    let seed: UInt64 = 101
    var g = SeededGenerator(seed: seed)
    let pieces = [
      "a", "việt", " ", " ", "(", ")", "\"", "+", "-", "!", "~", "^", "*", ":", "[", "]", "{", "}", "title:",
      "price:", "id:", "AND", " OR ", "NOT ", " TO ", "\\", "1", "2.5", ">", "<=", "“", "”", "😀", "day:",
    ]
    for round in 0..<5000 {
      let text = (0..<g.below(16)).map { _ in g.pick(pieces) }.joined()
      for name in [AnalyzerName.viSyllable, .whitespace] {
        let result = try Self.parse(text, fields: nil, name)
        for diagnostic in result.diagnostics {
          #expect(diagnostic.range.upperBound <= text.utf8.count, "seed \(seed) round \(round): \(text)")
        }
      }
    }
  }

  @Test(arguments: [
    ("1970-01-01", 0.0), ("1970-01-01T00:00:01Z", 1), ("2000-03-01", 951_868_800),
    ("2024-02-29T12:30:15.5+07:00", 1_709_184_615.5),
    ("2024", 1_704_067_200), ("1969-12-31T23:59:59Z", -1), ("1704067200", 1_704_067_200),
  ])
  func dates(_ text: String, _ seconds: Double) { #expect(ISODate.seconds(text.utf8) == seconds) }

  @Test(arguments: [
    "", "2024-13", "2023-02-29", "2024-01-01T25:00", "x", "2024-01-01Tx", "2024-1-1", "2024-01-01 ",
  ])
  func noDates(_ text: String) { #expect(ISODate.seconds(text.utf8) == nil) }
}
