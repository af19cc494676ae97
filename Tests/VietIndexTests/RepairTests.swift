import Testing
import VietIndex
import VietTestSupport

/// A repair with the analyzer gives up no document whose stored fields can be read.
@Suite struct RepairTests {
  private static let schema = Schema(fields: [.init("body"), .init("price", .number), .init("tag", .keyword)])

  private static func files() throws -> [String: [UInt8]] {
    let storage = MemoryStorage()
    var writer = try IndexWriter(creating: storage, schema: schema, analyzer: MarkedAnalyzer())
    var document = Document()
    for number in 0..<900 {
      document.removeAll()
      document.setID("d\(number)")
      document.add(
        "the same by\(number % 7)'1 \(number) " + String(repeating: "x\(number) ", count: 40), to: 0)
      var price = "\(number * 3)"
      price.withUTF8 { document.add(Double(number * 3), spelling: UnsafeRawBufferPointer($0), to: 1) }
      document.add(number % 5 == 0 ? "five" : "other", to: 2)
      try writer.add(document)
      if number == 700 { try writer.commit() }
    }
    var id = "d17"
    _ = try SmallIndex.delete(&id, from: &writer)
    try writer.commit()
    try writer.close()
    return storage.files
  }

  @Test func whatIsStoredIsKept() throws {
    let files = try Self.files()
    let whole = try SmallIndex.contents(try Snapshot(MemoryStorage(files: files)))
    #expect(whole.count == 899)
    var random = SeededGenerator(seed: 71)
    var rescued = 0
    for _ in 0..<LongTests.count(60, long: 2000) {
      var damaged = files
      let name = random.pick(["s1.seg", "s2.seg"])
      let at = 32 + random.below(files[name]!.count - 32)
      damaged[name]![at] ^= UInt8(1 + random.below(255))
      let storage = MemoryStorage(files: damaged)
      let repair = try IndexCheck.repair(storage, analyzer: MarkedAnalyzer())
      let note = "\(name) byte \(at)"
      #expect(!repair.damages.isEmpty, "\(note)")
      #expect(try IndexCheck.verify(storage).isEmpty, "\(note)")
      let left = try SmallIndex.contents(try Snapshot(storage))
      #expect(left.count + repair.lostDocuments == whole.count, "\(note)")
      for (id, body) in left { #expect(whole[id] == body, "\(note)") }
      for id in repair.lostIDs { #expect(whole[id] != nil && left[id] == nil, "\(note)") }
      if repair.lostDocuments == 0 { rescued += 1 }
    }
    #expect(rescued > 0)
  }

  @Test func anotherAnalyzerIsRefused() throws {
    let storage = MemoryStorage(files: try Self.files())
    #expect(throws: IndexError.self) {
      try IndexCheck.repair(storage, analyzer: MarkedAnalyzer(fingerprint: 4711))
    }
    #expect(try IndexCheck.repair(storage, analyzer: MarkedAnalyzer()).commit == nil)
  }
}
