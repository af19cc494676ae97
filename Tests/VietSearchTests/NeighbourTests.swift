import Testing
import VietCore
import VietIndex
import VietTestSupport

@testable import VietSearch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Neighbours of the query that are neighbours in a document.
@Suite struct NeighbourTests {
  static let words = ["a", "b", "c", "d", "e"]

  static func index(_ bodies: [String], commits: Int) throws -> Searcher {
    let storage = MemoryStorage()
    var writer = try IndexWriter(
      creating: storage, schema: Schema(fields: [.init("body")]), analyzer: MarkedAnalyzer())
    var document = Document()
    for (i, body) in bodies.enumerated() {
      document.removeAll()
      document.setID("\(i)")
      document.add(body, to: 0)
      try writer.add(document)
      if commits > 1, (i + 1) % (bodies.count / commits) == 0 { try writer.commit() }
    }
    try writer.commit()
    try writer.close()
    return try Searcher(try Snapshot(storage), analyzer: MarkedAnalyzer())
  }

  static func query(_ words: [String]) -> Query {
    let terms = words.map { QueryTerm(field: "body", folded: Array($0.utf8)) }
    return .refined(
      .any(terms.map { .term($0) }),
      by: [NeighbouringWords(terms.enumerated().map { .init($0.element, at: $0.offset) })])
  }

  /// Scores by the formulas, from the text alone.
  static func naive(_ words: [String], _ bodies: [[String]]) -> [(id: String, score: Double)] {
    let average = Double(bodies.reduce(0) { $0 + $1.count }) / Double(bodies.count)
    func weight(_ word: String) -> Double {
      let n = Double(bodies.count { $0.contains(word) })
      return log(1 + (Double(bodies.count) - n + 0.5) / (n + 0.5))
    }
    func part(_ tf: Int, _ body: [String]) -> Double {
      Double(tf) / (Double(tf) + 1.2 * (0.25 + 0.75 * Double(body.count) / average))
    }
    var scored: [(index: Int, score: Double)] = []
    for (i, body) in bodies.enumerated() {
      let sum = words.reduce(0.0) { sum, word in sum + weight(word) * part(body.count { $0 == word }, body) }
      if sum > 0 { scored.append((i, sum)) }
    }
    func better(_ a: (index: Int, score: Double), _ b: (index: Int, score: Double)) -> Bool {
      Float(a.score) != Float(b.score) ? a.score > b.score : a.index < b.index
    }
    scored.sort(by: better)
    for k in scored.indices.prefix(NeighbourScorer.depth) {
      let body = bodies[scored[k].index]
      for length in 2...3 where words.count >= length {
        for first in 0...(words.count - length) {
          let run = Array(words[first..<first + length])
          let count =
            body.count < length
            ? 0 : (0...(body.count - length)).count { Array(body[$0..<$0 + length]) == run }
          scored[k].score +=
            Double(Similarity.neighbourShare) * run.reduce(0) { $0 + weight($1) } * part(count, body)
        }
      }
    }
    let best = scored.prefix(NeighbourScorer.depth).sorted(by: better)
    return (best + scored.dropFirst(best.count)).map { ("\($0.index)", $0.score) }
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func scoresAreThoseOfTheFormulas(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bodies = (0..<150).map { _ in
      (0..<(1 + random.below(30))).map { _ in random.pick(Self.words + ["x"]) }
    }
    for commits in [1, 3] {
      let searcher = try Self.index(bodies.map { $0.joined(separator: " ") }, commits: commits)
      for _ in 0..<20 {
        let words = (0..<(2 + random.below(3))).map { _ in random.pick(Self.words) }
        let expected = Self.naive(words, bodies)
        let query = Self.query(words)
        let all = try searcher.search(query, SearchOptions(limit: 500, countsAll: true))
        #expect(all.total == expected.count, "seed \(seed) \(words)")
        for (hit, naive) in zip(all.hits, expected) {
          #expect(abs(Double(hit.score) - naive.score) < 1e-4, "seed \(seed) \(words)")
        }
        // Any page is a part of the one order, whether the rest was left out or not.
        for (offset, limit) in [(0, 1), (0, 10), (5, 10), (30, 10), (100, 40)] {
          let page = try searcher.search(query, SearchOptions(limit: limit, offset: offset))
          let slow = try searcher.search(query, SearchOptions(limit: limit, offset: offset), prunes: false)
          #expect(page.hits == slow.hits, "seed \(seed) \(words) from \(offset)")
          #expect(
            page.hits == Array(all.hits.dropFirst(offset).prefix(limit)),
            "seed \(seed) \(words) from \(offset)")
        }
        if let hit = all.hits.first {
          #expect(try searcher.explain(query, hit.document).value == hit.score, "seed \(seed) \(words)")
        }
      }
    }
  }

  @Test func aFilterTakesNothingFromTheOrder() throws {
    var random = SeededGenerator(seed: 9)
    let bodies = (0..<100).map { _ in (0..<20).map { _ in random.pick(Self.words) }.joined(separator: " ") }
    let searcher = try Self.index(bodies, commits: 1)
    let query = Self.query(["a", "b", "c"])
    let whole = try searcher.search(query, SearchOptions(limit: 200)).hits
    let filtered = try searcher.search(query.filtered(by: .everything), SearchOptions(limit: 200)).hits
    #expect(whole == filtered)
    #expect(whole != (try searcher.search(query.rankedParts.base, SearchOptions(limit: 200)).hits))
  }
}
