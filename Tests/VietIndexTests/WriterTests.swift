import Testing
import VietCore
import VietIndex
import VietTestSupport

@Suite struct WriterTests {
  static func writer(_ storage: any Storage) throws(IndexError) -> IndexWriter {
    try IndexWriter(creating: storage, schema: SmallIndex.schema, analyzer: MarkedAnalyzer())
  }

  static func build(_ storage: any Storage) throws {
    var writer = try writer(storage)
    try SmallIndex.add(0..<500, to: &writer)
    try writer.commit()
    try SmallIndex.add(200..<700, to: &writer, version: 3)
    try writer.compact()
    try writer.close()
  }

  @Test func sameInputSameBytes() throws {
    let one = MemoryStorage()
    let two = MemoryStorage()
    try Self.build(one)
    try Self.build(two)
    #expect(one.files == two.files)
  }

  @Test func anEmptyIndexOpens() throws {
    let storage = MemoryStorage()
    var writer = try Self.writer(storage)
    let commit = try writer.commit()
    #expect(commit.documents == 0)
    #expect(commit.generation == 1)
    try writer.close()
    #expect(try Snapshot(storage).documentLimit == 0)
    #expect(try IndexCheck.verify(storage).isEmpty)
  }

  @Test func aSecondWriterIsRefused() throws {
    let storage = MemoryStorage()
    var writer = try Self.writer(storage)
    try writer.commit()
    do {
      let second = try IndexWriter(opening: storage, analyzer: MarkedAnalyzer())
      try second.close()
      Issue.record("two writers at once")
    } catch {
      #expect(error.code == .locked)
    }
    try writer.close()
    let third = try IndexWriter(opening: storage, analyzer: MarkedAnalyzer())
    try third.close()
  }

  @Test func anotherAnalyzerIsRefused() throws {
    let storage = MemoryStorage()
    var writer = try Self.writer(storage)
    try writer.commit()
    try writer.close()
    do {
      let second = try IndexWriter(opening: storage, analyzer: MarkedAnalyzer(fingerprint: 1))
      try second.close()
      Issue.record("a writer with another analyzer")
    } catch {
      #expect(error.code == .mismatch)
    }
  }

  @Test func nothingIsSeenWithoutACommit() throws {
    let storage = MemoryStorage()
    var writer = try Self.writer(storage)
    try SmallIndex.add(0..<10, to: &writer)
    try writer.commit()
    let before = try SmallIndex.contents(try Snapshot(storage))
    try SmallIndex.add(5..<20, to: &writer, version: 1)
    #expect(try SmallIndex.contents(try Snapshot(storage)) == before)
    try writer.close()
    #expect(try SmallIndex.contents(try Snapshot(storage)) == before)
  }

  @Test func snapshotsKeepTheirCommit() throws {
    let storage = MemoryStorage()
    var writer = try Self.writer(storage)
    try SmallIndex.add(0..<300, to: &writer)
    try writer.commit()
    let snapshot = try Snapshot(storage)
    let before = try SmallIndex.contents(snapshot)
    try SmallIndex.add(0..<300, to: &writer, version: 1)
    try writer.compact()
    #expect(try SmallIndex.contents(snapshot) == before)
    #expect(try SmallIndex.contents(try Snapshot(storage)) != before)
    try writer.close()
  }

  @Test func theLaterOfEqualIdsWins() throws {
    let storage = MemoryStorage()
    var writer = try Self.writer(storage)
    try SmallIndex.add(0..<50, to: &writer)
    try SmallIndex.add(20..<30, to: &writer, version: 1)
    let commit = try writer.commit()
    #expect(commit.documents == 50)
    #expect(commit.duplicates == 10)
    let mixed = try SmallIndex.contents(try Snapshot(storage))
    let other = MemoryStorage()
    var second = try Self.writer(other)
    try SmallIndex.add(0..<20, to: &second)
    try SmallIndex.add(20..<30, to: &second, version: 1)
    try SmallIndex.add(30..<50, to: &second)
    try second.commit()
    #expect(try SmallIndex.contents(try Snapshot(other)) == mixed)
    try writer.close()
    try second.close()
  }

  @Test func buildersInAnyNumberGiveTheSameDocuments() throws {
    var contents: [[String: String]] = []
    for count in 1...4 {
      let storage = MemoryStorage()
      var writer = try IndexWriter(
        creating: storage, schema: SmallIndex.schema, analyzer: MarkedAnalyzer(),
        options: .init(threads: count))
      let builders = (0..<count).map { _ in writer.makeBuilder() }
      var document = Document()
      for number in 0..<200 {
        document.removeAll()
        document.setID("d\(number % 170)")
        document.add("body \(number)", to: 0)
        try builders[number / 7 % count].add(document, ordinal: UInt64(number))
      }
      let commit = try writer.commit()
      #expect(commit.documents == 170)
      #expect(commit.duplicates == 30)
      contents.append(try SmallIndex.contents(try Snapshot(storage)))
      try writer.close()
    }
    #expect(Set(contents.map { $0.sorted { $0.key < $1.key }.description }).count == 1)
  }

  @Test func anotherIndexIsAddedWithItsFieldsByName() throws {
    let storage = MemoryStorage()
    var writer = try Self.writer(storage)
    try SmallIndex.add(0..<60, to: &writer)
    try writer.commit()
    let other = MemoryStorage()
    var second = try IndexWriter(
      creating: other, schema: Schema(fields: [.init("tags", .keyword), .init("extra"), .init("body")]),
      analyzer: MarkedAnalyzer())
    var document = Document()
    document.setID("d5")
    document.add("green", to: 0)
    document.add("more", to: 1)
    document.add("the other body", to: 2)
    try second.add(document)
    try second.commit()
    try second.close()
    try writer.add(contentsOf: try Snapshot(other))
    let commit = try writer.compact()
    #expect(commit.documents == 60)
    #expect(commit.segments == 1)
    #expect(try IndexCheck.verify(storage).isEmpty)
    let snapshot = try Snapshot(storage)
    #expect(snapshot.schema.fields.map(\.name) == ["body", "title", "price", "tags", "extra"])
    #expect(try SmallIndex.contents(snapshot)["d5"] == "3=green;4=more;0=the other body;")
    try writer.close()
  }

  /// Fewer segments than a merge takes, or the commit would show one again.
  @Test func aFullMemoryMakesSegments() throws {
    let storage = MemoryStorage()
    var writer = try IndexWriter(
      creating: storage, schema: Schema(fields: [.init("body", isStored: false)]), analyzer: MarkedAnalyzer(),
      options: .init(memory: 1))
    var document = Document()
    var random = SeededGenerator(seed: 5)
    for number in 0..<250 {
      document.removeAll()
      document.setID("d\(number)")
      document.add((0..<300).map { _ in "t\(random.next() % 1_000_000)" }.joined(separator: " "), to: 0)
      try writer.add(document)
    }
    let commit = try writer.commit()
    #expect(commit.segments > 1 && commit.segments < 8, "\(commit.segments) segments")
    #expect(commit.documents == 250)
    #expect(try IndexCheck.verify(storage).isEmpty)
    try writer.close()
  }

  @Test func filesOnDiskEqualFilesInMemory() throws {
    let folder = try TemporaryFolder()
    try Self.build(try FileStorage(folder.path, create: true))
    let memory = MemoryStorage()
    try Self.build(memory)
    let storage = try FileStorage(folder.path)
    var names = try storage.list().sorted()
    names.removeAll { $0 == "write.lock" }
    #expect(names == memory.files.keys.sorted())
    for name in names { #expect(try storage.map(name).withBytes { Array($0) } == memory.files[name]) }
  }
}
