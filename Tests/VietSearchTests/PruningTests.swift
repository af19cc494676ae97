import Testing
import VietCore
import VietIndex
import VietSearch
import VietTestSupport

/// The best of lists of many blocks, found with pruning, equal those of scoring every document.
@Suite struct PruningTests {
  private static let words = 60

  /// Skewed from terms of nearly all documents to rare ones, with marks.
  private static func token(_ random: inout SeededGenerator) -> String {
    let rank = random.below(words) * random.below(words) * random.below(words) / (words * words)
    return "w\(rank)" + RandomHistoryTests.forms[min(random.below(5), random.below(5), random.below(5))]
  }

  private static func index(_ documents: Int, _ random: inout SeededGenerator) throws -> MemoryStorage {
    let storage = MemoryStorage()
    var writer = try IndexWriter(
      creating: storage, schema: Schema(fields: [.init("body", isStored: false)]), analyzer: MarkedAnalyzer())
    var document = Document()
    for i in 0..<documents {
      document.removeAll()
      document.setID("\(i)")
      // Stretches of long documents and of short ones, so that blocks differ.
      let length = (i / 500) % 2 == 0 ? 1 + random.below(8) : 5 + random.below(40)
      document.add((0..<length).map { _ in token(&random) }.joined(separator: " "), to: 0)
      try writer.add(document)
      // Replaces some of before, and leaves a second segment.
      if i == documents * 3 / 4 { try writer.commit() }
    }
    for i in stride(from: 7, to: documents, by: 13) {
      try Array("\(i)".utf8).withUnsafeBytes { _ = try writer.delete(id: $0) }
    }
    try writer.commit()
    try writer.close()
    return storage
  }

  private static func term(_ random: inout SeededGenerator, _ matches: [QueryTerm.Match]) -> QueryTerm {
    let parts = token(&random).split(separator: "'")
    return QueryTerm(
      field: "body", folded: Array(parts[0].utf8), form: parts.count > 1 ? Array(parts[1].utf8) : [],
      match: random.pick(matches))
  }

  private static func query(_ random: inout SeededGenerator) -> Query {
    switch random.below(4) {
    case 0: return .term(term(&random, [.alike, .ranked, .exact, .adding]))
    case 1:
      return .all(
        (0..<(2 + random.below(3))).map { _ in .term(term(&random, [.alike, .ranked, .exact, .adding])) })
    case 2:
      return .any(
        (0..<(2 + random.below(3))).map { _ in .term(term(&random, [.alike, .ranked, .exact, .adding])) })
    default:
      return .phrase(
        (0..<(2 + random.below(2))).map { .init(term(&random, [.exact, .exact, .alike, .adding]), at: $0) })
    }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func equalsScoringAll(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let storage = try Self.index(LongTests.count(3_000, long: 60_000), &random)
    let searcher = try Searcher(Snapshot(storage), analyzer: MarkedAnalyzer())
    for _ in 0..<LongTests.count(120, long: 5_000) {
      let query = Self.query(&random)
      let limit = random.pick([1, 10, 10, 100])
      let fast = try searcher.search(query, SearchOptions(limit: limit))
      let slow = try searcher.search(query, SearchOptions(limit: limit), prunes: false)
      #expect(fast.hits == slow.hits, "seed \(seed) limit \(limit) \(query)")
    }
  }
}
