import Testing
import VietCore
import VietIndex
import VietTestSupport

/// Random histories in which the disk fails at random calls, with and without the loss of what was not durable.
@Suite struct CrashHistoryTests {
  private static let schema = Schema(fields: [.init("body")])

  /// What an index should hold: the body of each id, as of the last commit and as of now.
  private struct Model {
    var committed: [String: String] = [:]
    var pending: [String: String] = [:]
    var operations = 0
    var crashes = 0
  }

  /// Operations until the storage fails or `limit` of the whole history is reached.
  private static func work(
    _ storage: FaultyStorage, _ model: inout Model, _ random: inout SeededGenerator, limit: Int, isNew: Bool
  ) throws(IndexError) {
    var writer =
      isNew
      ? try IndexWriter(creating: storage, schema: schema, analyzer: MarkedAnalyzer())
      : try IndexWriter(opening: storage, analyzer: MarkedAnalyzer())
    model.pending = model.committed
    var document = Document()
    while model.operations < limit {
      model.operations += 1
      var id = "d\(random.below(300))"
      switch random.below(40) {
      case 0..<26:
        let body = "v\(model.operations) \(random.pick(["ba'1", "ca", "ba"])) \(random.pick(["đi'2", "ma"]))"
        document.removeAll()
        document.setID(id)
        document.add(body, to: 0)
        try writer.add(document)
        model.pending[id] = "0=\(body);"
      case 26..<36:
        _ = try SmallIndex.delete(&id, from: &writer)
        model.pending[id] = nil
      default:
        if random.below(8) == 0 { try writer.compact() } else { try writer.commit() }
        model.committed = model.pending
      }
    }
    try writer.commit()
    model.committed = model.pending
    try writer.close()
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func afterEveryCrashTheIndexIsOneOfItsCommits(number: UInt64) throws {
    let seed = LongTests.seed(number)
    var random = SeededGenerator(seed: seed)
    let limit = LongTests.count(1_500, long: 10_000)
    var model = Model()
    var files: [String: [UInt8]] = [:]
    while model.operations < limit {
      let fault = random.pick(FaultyStorage.Fault.allCases)
      let storage = FaultyStorage(files: files, failsAt: 1 + random.below(120), fault: fault)
      let isNew = files["commit.vti"] == nil
      do throws(IndexError) { try Self.work(storage, &model, &random, limit: limit, isNew: isNew) } catch {
        model.crashes += 1
        #expect(error.code == .io, "seed \(seed) operation \(model.operations): \(error)")
      }
      files = random.below(2) == 0 ? storage.afterCrash : storage.files
      guard files["commit.vti"] != nil else {
        #expect(model.committed.isEmpty, "seed \(seed) operation \(model.operations): a commit is gone")
        files = [:]
        continue
      }
      let after = MemoryStorage(files: files)
      let contents = try SmallIndex.contents(try Snapshot(after))
      #expect(
        contents == model.committed || contents == model.pending,
        "seed \(seed) operation \(model.operations) \(fault): neither the last commit nor the next")
      #expect(try IndexCheck.verify(after).isEmpty, "seed \(seed) operation \(model.operations)")
      model.committed = contents
    }
    #expect(model.crashes > limit / 200)
    print("seed \(seed): \(model.operations) operations, \(model.crashes) crashes")
  }
}
