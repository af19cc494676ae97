import SystemPackage
import VietIndex
import VietSearch
import VietText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Asks each query once a pass, in one order, and prints a line for each: best time in ns, hits, scores of the top 10.
enum EngineSearch {
  static func run(_ path: FilePath, _ file: String, passes: Int, _ analyzer: Analyzer) throws {
    let snapshot = try Snapshot(FileStorage(path))
    let searcher = try Searcher(snapshot, analyzer: analyzer)
    let parser = QueryParser(analyzer: analyzer, schema: snapshot.schema)
    let queries = lines(file).map { query($0, parser, analyzer.description.name == .whitespace) }
    var best = [UInt64](repeating: .max, count: queries.count)
    for _ in 0..<passes {
      for (i, query) in queries.enumerated() {
        let start = now()
        let result = try searcher.search(query)
        best[i] = min(best[i], now() - start)
        if result.hits.count > 10 { fail("more than asked for") }
      }
    }
    for (i, query) in queries.enumerated() {
      let scores = try searcher.search(query).hits.map { "\($0.score)" }
      print("\(best[i])\t\(try searcher.count(query))\t\(scores.joined(separator: " "))")
    }
  }

  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private static func lines(_ path: String) -> [[String]] {
    guard let file = fopen(path, "r") else { fail("can't read \(path)") }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    var result: [[String]] = []
    while case let length = getline(&line, &capacity, file), length > 0 {
      let bytes = UnsafeRawBufferPointer(start: line, count: length - 1)
      result.append(String(decoding: bytes, as: UTF8.self).split(separator: "\t").map(String.init))
    }
    free(line)
    return result
  }

  /// Terms of `whitespace` are what they are; for other analyzers the query goes through the parser.
  private static func query(_ parts: [String], _ parser: QueryParser, _ isWhitespace: Bool) -> Query {
    let words = parts.dropFirst()
    guard isWhitespace else {
      let text =
        switch parts[0] {
        case "and": words.map { "+" + $0 }.joined(separator: " ")
        case "phrase": "\"" + words.joined(separator: " ") + "\""
        default: words.joined(separator: " ")
        }
      return parser.parse(text).query
    }
    let terms = words.map { QueryTerm(field: "text", folded: Array($0.utf8)) }
    switch parts[0] {
    case "and": return .all(terms.map(Query.term))
    case "phrase": return .phrase(terms.enumerated().map { .init($0.element, at: $0.offset) })
    default: return .any(terms.map(Query.term))
    }
  }
}
