internal import VietAnalysis
internal import VietCore
internal import VietIndex
internal import VietSearch

/// Queries of several kinds, made of words of the documents, each answered with its ten best.
enum SearchBench {
  /// Queries of one kind.
  private static let number = 200
  private static let rounds = 5

  /// `index` is a folder with an index of the documents of `text`.
  static func run(_ text: BenchText, index: String) throws -> [BenchReport.Measure] {
    let folder = IndexFolder(path: index)
    let snapshot = try folder.snapshot()
    let analyzer = try folder.analyzer(of: snapshot.schema)
    var queries = SearchQueries(text: text.bytes, seed: 1)
    do {
      let searcher = try Searcher(snapshot, analyzer: analyzer)
      let parser = QueryParser(analyzer: analyzer, schema: snapshot.schema, fields: nil)
      return try SearchQueries.Kind.allCases.map { kind in
        try measure(kind, queries.make(kind, number), parser, searcher)
      }
    } catch let error as IndexError { throw CommandError(error, folder: index) }
  }

  private static func measure(
    _ kind: SearchQueries.Kind, _ queries: [String], _ parser: QueryParser, _ searcher: Searcher
  ) throws -> BenchReport.Measure {
    let options = SearchOptions(limit: 10)
    var totals: [Double] = []
    var latencies: [Double] = []
    for round in 0...rounds {
      let start = Clock.processSeconds
      for text in queries {
        let begin = Clock.seconds
        _ = try searcher.search(parser.parse(text).query, options)
        // The first round fills caches.
        if round > 0 { latencies.append((Clock.seconds - begin) * 1e6) }
      }
      if round > 0 { totals.append(Clock.processSeconds - start) }
    }
    return BenchReport.Measure(
      verb: .search, name: kind.rawValue, bytes: 0, count: ("queries", queries.count),
      scores: [BenchReport.Score(engine: "viet", seconds: Samples(totals))], latency: Samples(latencies))
  }
}
