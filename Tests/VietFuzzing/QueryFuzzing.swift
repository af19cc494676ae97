internal import VietAnalysis
internal import VietCore
internal import VietIndex
internal import VietSearch

/// Any text is a query; diagnostics lie in it; fast ranking equals scoring everything; highlights lie in the text.
enum QueryFuzzing {
  private struct Fixture: Sendable {
    let searcher: Searcher
    let parsers: [QueryParser]
    let highlighter: Highlighter
  }

  private static let bodies = [
    "Hà Nội là thủ đô của nước Việt Nam", "hoà bình và hòa giải", "đường sắt Bắc Nam, đường bộ",
    "người Việt ở Huế ăn bún bò", "ma má mà mả mã mạ", "tôi yêu tiếng nước tôi", "email a@b.vn 3.500 đ",
    "viet nam duong sat", "ba bốn năm sáu bảy tám chín mười", "quốc gia quốc tế quốc hội",
  ]

  private static let fixture: Fixture = {
    do {
      let analyzer = try Analyzer(AnalyzerDescription(.vi))
      let schema = Schema(
        fields: [.init("title", boost: 2), .init("body"), .init("price", .number), .init("tag", .keyword)],
        fingerprint: analyzer.fingerprint)
      let storage = MemoryStorage()
      var writer = try IndexWriter(creating: storage, schema: schema, analyzer: analyzer)
      var document = Document()
      for number in 0..<300 {
        document.removeAll()
        document.setID("d\(number)")
        document.add(bodies[number % bodies.count], to: 0)
        document.add(bodies[number * 7 % bodies.count] + " " + bodies[number % 3], to: 1)
        document.add(number % 2 == 0 ? "chẵn" : "lẻ", to: 3)
        try writer.add(document)
        if number == 200 { try writer.commit() }
      }
      try writer.commit()
      try writer.close()
      let snapshot = try Snapshot(storage)
      return Fixture(
        searcher: try Searcher(snapshot, analyzer: analyzer),
        parsers: [false, true].map { QueryParser(analyzer: analyzer, schema: schema, exactDiacritics: $0) },
        highlighter: Highlighter(analyzer: analyzer))
    } catch { fatalError("the fixture can't be built: \(error)") }
  }()

  static func run(_ bytes: UnsafeRawBufferPointer) throws {
    var input = FuzzInput(bytes)
    let parser = input.pick(fixture.parsers)
    let text = String(decoding: input.rest, as: UTF8.self)
    let (query, diagnostics) = parser.parse(text)
    for diagnostic in diagnostics {
      try demand(
        diagnostic.range.upperBound <= text.utf8.count, "a diagnostic lies in the query", "\(diagnostic)")
      try demand(!diagnostic.message.isEmpty, "a diagnostic says something")
    }
    do {
      let fast = try fixture.searcher.search(query, SearchOptions(limit: 5))
      let slow = try fixture.searcher.search(query, SearchOptions(limit: 5), prunes: false)
      try demand(fast.hits == slow.hits, "pruning changes no hit", "\(text) \(fast.hits) \(slow.hits)")
      if let hit = fast.hits.first {
        let value = try fixture.searcher.explain(query, hit.document).value
        try demand(value == hit.score, "the explanation is the score", "\(value) \(hit.score)")
      }
    } catch let error as IndexError {
      try demand(error.code == .badQuery, "a sound index gives no such error", "\(error)")
    }
    for body in bodies.prefix(2) {
      for range in try highlights(query, body) {
        try demand(range.upperBound <= body.utf8.count, "a highlight lies in the text")
      }
    }
  }

  private static func highlights(_ query: Query, _ body: String) throws -> [UTF8Range<Original>] {
    Array(body.utf8).withUnsafeBytes { fixture.highlighter.ranges(of: query, in: $0, field: "body") }
  }
}
