import Testing
import VietIndex
import VietTestSupport

/// Merges in the background change nothing but the number of segments.
@Suite struct MergeTests {
  /// Commits a few documents at a time, replaces and deletes some; returns what should be there and the files.
  private static func history(seed: UInt64, threads: Int) throws -> (
    [String: String], files: [String: [UInt8]]
  ) {
    var random = SeededGenerator(seed: seed)
    let storage = MemoryStorage()
    var writer = try IndexWriter(
      creating: storage, schema: SmallIndex.schema, analyzer: MarkedAnalyzer(),
      options: .init(threads: threads))
    var all: Set<Int> = []
    for round in 0..<60 {
      let first = random.below(300)
      try SmallIndex.add(first..<(first + 8), to: &writer)
      all.formUnion(first..<(first + 8))
      try writer.commit()
      if round % 3 == 0, let gone = all.sorted().randomElement(using: &random) {
        var id = "d\(gone)"
        #expect(try SmallIndex.delete(&id, from: &writer), "seed \(seed) round \(round)")
        all.remove(gone)
      }
      if round % 10 == 9 {
        try writer.commit()
        let snapshot = try Snapshot(storage)
        #expect(Set(try SmallIndex.contents(snapshot).keys) == Set(all.map { "d\($0)" }), "seed \(seed)")
        if threads == 1 { #expect(snapshot.commit.segments < 20, "seed \(seed) round \(round)") }
      }
    }
    try writer.commit()
    try writer.close()
    #expect(try IndexCheck.verify(storage).isEmpty, "seed \(seed)")
    let snapshot = try Snapshot(storage)
    #expect(snapshot.commit.segments < 16, "seed \(seed)")
    return (try SmallIndex.contents(snapshot), storage.files)
  }

  @Test(arguments: [5, 6] as [UInt64])
  func sameHistorySameBytes(seed: UInt64) throws {
    let first = try Self.history(seed: seed, threads: 1)
    let second = try Self.history(seed: seed, threads: 1)
    #expect(first.files == second.files, "seed \(seed)")
    #expect(try Self.history(seed: seed, threads: 2).0 == first.0, "seed \(seed)")
  }

  /// A segment of which nothing is left goes from the commit while it is merged; its documents stay deleted, and when
  /// nothing at all is left of what is merged, other merges follow.
  @Test(arguments: [1, 8]) func deletedWhileMerged(segments: Int) throws {
    let storage = HeldStorage()
    var writer = try IndexWriter(
      creating: storage, schema: SmallIndex.schema, analyzer: MarkedAnalyzer(), options: .init(threads: 2))
    for round in 0..<8 {
      try SmallIndex.add((round * 4)..<(round * 4 + 4), to: &writer)
      try writer.commit()
    }
    for number in 0..<(segments * 4) {
      var id = "d\(number)"
      #expect(try SmallIndex.delete(&id, from: &writer))
    }
    try SmallIndex.add(1000..<1001, to: &writer)
    try writer.commit()
    storage.letGo()
    try writer.settle()
    let left = Set((segments * 4..<32).map { "d\($0)" } + ["d1000"])
    #expect(Set(try SmallIndex.contents(try Snapshot(storage)).keys) == left)
    for round in 0..<9 {
      try SmallIndex.add((2000 + round)..<(2001 + round), to: &writer)
      try writer.commit()
    }
    #expect(try writer.settle().segments < 8)
    try writer.close()
    #expect(try IndexCheck.verify(storage).isEmpty)
    #expect(try SmallIndex.contents(try Snapshot(storage)).count == left.count + 9)
  }

  /// Whoever has no next commit merges before it ends.
  @Test func aSettledWriterHasFewSegments() throws {
    let storage = MemoryStorage()
    func write(threads: Int) throws -> Commit {
      var writer = try IndexWriter(
        creating: storage, schema: SmallIndex.schema, analyzer: MarkedAnalyzer(),
        options: .init(threads: threads, replacesExisting: true))
      for round in 0..<20 {
        try SmallIndex.add((round * 10)..<(round * 10 + 10), to: &writer)
        if round < 19 { try writer.commit() }
      }
      return try writer.settle()
    }
    for threads in 1...2 {
      let commit = try write(threads: threads)
      #expect(commit.documents == 200)
      #expect(commit.segments < 8)
      #expect(try Snapshot(storage).commit == commit)
      #expect(try IndexCheck.verify(storage).isEmpty)
    }
  }

  /// A writer that is let go stops its merge, and the next one sweeps what it left.
  @Test func aDroppedWriterLeavesTheCommit() throws {
    let storage = MemoryStorage()
    func write() throws {
      var writer = try IndexWriter(creating: storage, schema: SmallIndex.schema, analyzer: MarkedAnalyzer())
      for round in 0..<8 {
        try SmallIndex.add((round * 10)..<(round * 10 + 10), to: &writer)
        try writer.commit()
      }
    }
    try write()
    #expect(try Snapshot(storage).commit.documents == 80)
    let writer = try IndexWriter(opening: storage, analyzer: MarkedAnalyzer())
    try writer.close()
    #expect(try IndexCheck.verify(storage).isEmpty)
    #expect(storage.files.keys.filter { $0.hasSuffix(".seg") }.count == 8)
  }
}
