import Testing
import VietCore
import VietIndex
import VietSearch
import VietTestSupport

/// Readers open, search and keep snapshots while a writer adds, replaces, deletes, commits and merges. Run it under the
/// thread sanitizer: `swift test --sanitize=thread --filter ReadersDuringWritesTests`.
@Suite struct ReadersDuringWritesTests {
  static func add(_ round: Int, to writer: inout IndexWriter) throws(IndexError) {
    var document = Document()
    for number in 0..<60 {
      document.removeAll()
      document.setID("d\(number)")
      document.add("the same in round\(round) number\(number)", to: 0)
      try writer.add(document)
    }
  }

  static func write(_ storage: any Storage, rounds: Int, _ done: Monitor<Int>) throws(IndexError) {
    var writer = try IndexWriter(opening: storage, analyzer: MarkedAnalyzer())
    for round in 1...rounds {
      // Every document carries the round, so that a reader can tell whether it sees one commit.
      try add(round, to: &writer)
      if round % 5 == 0 { try writer.compact() } else { try writer.commit() }
      done.update { $0 = round }
    }
    try writer.close()
  }

  static func read(_ storage: any Storage, _ done: Monitor<Int>, rounds: Int) throws {
    let same = Query.term(QueryTerm(field: "body", folded: Array("same".utf8)))
    var kept: [(searcher: Searcher, round: Int)] = []
    while true {
      let before = done.update { $0 }
      let searcher = try Searcher(try Snapshot(storage), analyzer: MarkedAnalyzer())
      #expect(try searcher.count(same) == 60)
      var seen: Set<Int> = []
      for round in max(1, before)...min(before + 2, rounds) {
        let term = Query.term(QueryTerm(field: "body", folded: Array("round\(round)".utf8)))
        let found = try searcher.search(term, SearchOptions(limit: 100)).hits.count
        #expect(found == 0 || found == 60, "round \(round)")
        if found == 60 { seen.insert(round) }
      }
      #expect(seen.count <= 1)
      if let round = seen.first, kept.count < 4 { kept.append((searcher, round)) }
      for (searcher, round) in kept {
        let term = Query.term(QueryTerm(field: "body", folded: Array("round\(round)".utf8)))
        #expect(try searcher.count(term) == 60, "a kept snapshot lost round \(round)")
      }
      if before == rounds { return }
    }
  }

  static func start(_ storage: any Storage) throws(IndexError) {
    var writer = try IndexWriter(
      creating: storage, schema: Schema(fields: [.init("body")]), analyzer: MarkedAnalyzer())
    try add(0, to: &writer)
    try writer.commit()
    try writer.close()
  }

  @Test(arguments: [false, true]) func readersSeeOneCommitAtATime(onDisk: Bool) async throws {
    let folder = try TemporaryFolder()
    let storage: any Storage = onDisk ? try FileStorage(folder.path, create: true) : MemoryStorage()
    try Self.start(storage)
    let done = Monitor(0)
    let rounds = LongTests.count(7, long: 400)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try Self.write(storage, rounds: rounds, done) }
      for _ in 0..<3 { group.addTask { try Self.read(storage, done, rounds: rounds) } }
      try await group.waitForAll()
    }
    #expect(try IndexCheck.verify(storage).isEmpty)
  }
}
