import Testing
import VietCore
import VietIndex
import VietSearch
import VietTestSupport

#if canImport(Glibc)
  import Glibc
#endif

/// Whatever happens to the bytes of an index: `verify` finds it, and reading gives an answer or an error.
@Suite struct DamageTests {
  static let isLong = getenv("VIET_LONG_TESTS") != nil

  /// Asks everything of an index; the answers do not matter.
  static func useAll(_ storage: MemoryStorage) {
    guard let snapshot = try? Snapshot(storage),
      let searcher = try? Searcher(snapshot, analyzer: MarkedAnalyzer())
    else { return }
    let the = QueryTerm(field: "body", folded: Array("the".utf8))
    let by = QueryTerm(field: "body", folded: Array("by2".utf8), form: [0x31], match: .ranked)
    let queries: [Query] = [
      .term(the), .term(by), .any([.term(the), .term(by)]), .all([.term(the), .term(by)]),
      .phrase([.init(the, at: 0), .init(by, at: 1)], slop: 2),
      .phrase([.init(QueryTerm(field: "body", folded: Array("same".utf8)), at: 0), .init(the, at: 3)]),
      .prefix(field: "body", folded: [0x62]), .fuzzy(by, distance: 1),
      .range(field: "price", from: 3, to: 90),
      .id(Array("d7".utf8)), .everything,
      .refined(.any([.term(the), .term(by)]), by: [.init([.init(the, at: 0), .init(by, at: 1)])]),
    ]
    for query in queries {
      if let result = try? searcher.search(query, SearchOptions(facets: ["tags"])) {
        for hit in result.hits {
          var id = ByteBuffer()
          try? snapshot.id(of: hit.document, into: &id)
          try? snapshot.stored(hit.document) { _, _ in }
        }
      }
      _ = try? searcher.search(query, SearchOptions(sort: .init(field: "tags"), countsAll: true))
    }
    _ = try? snapshot.forEachTerm { _ in true }
  }

  static func isFound(_ storage: MemoryStorage) -> Bool {
    do throws(IndexError) { return !(try IndexCheck.verify(storage).isEmpty) } catch { return true }
  }

  @Test func aSoundIndexIsSound() throws {
    let storage = MemoryStorage(files: try SmallIndex.files())
    #expect(try IndexCheck.verify(storage).isEmpty)
    Self.useAll(storage)
    let repair = try IndexCheck.repair(storage)
    #expect(repair.commit == nil)
    #expect(repair.damages.isEmpty)
  }

  @Test func everyFlippedBitIsFound() throws {
    let files = try SmallIndex.files()
    var random = SeededGenerator(seed: 11)
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      var at = 0
      while at < bytes.count {
        for bit in Self.isLong ? Array(0..<8) : [random.below(8)] {
          var damaged = bytes
          damaged[at] ^= 1 << UInt8(bit)
          let storage = MemoryStorage(files: files.merging([name: damaged]) { $1 })
          #expect(Self.isFound(storage), "\(name) byte \(at) bit \(bit)")
          if bit == 0 || !Self.isLong { Self.useAll(storage) }
        }
        at += Self.isLong ? 1 : 1 + random.below(400)
      }
    }
  }

  @Test func everyTruncationIsFound() throws {
    let files = try SmallIndex.files()
    var random = SeededGenerator(seed: 12)
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      var length = 0
      while length < bytes.count {
        let storage = MemoryStorage(files: files.merging([name: Array(bytes.prefix(length))]) { $1 })
        #expect(Self.isFound(storage), "\(name) cut to \(length)")
        do throws(IndexError) {
          _ = try Snapshot(storage)
          Issue.record("\(name) cut to \(length) opens")
        } catch {
          #expect(error.code == .corrupt, "\(name) cut to \(length)")
        }
        length += Self.isLong ? 1 : 1 + random.below(400)
      }
      let storage = MemoryStorage(files: files.merging([name: bytes + [0]]) { $1 })
      #expect(Self.isFound(storage), "\(name) with a byte more")
    }
  }

  /// Checksums made to fit: what structure alone must catch, or survive.
  @Test func damageBehindAGoodChecksumNeverTraps() throws {
    let files = try SmallIndex.files()
    var random = SeededGenerator(seed: 13)
    for round in 0..<(Self.isLong ? 20_000 : 60) {
      for (name, bytes) in files where name.hasSuffix(".seg") {
        var damaged = bytes
        for _ in 0...random.below(3) {
          let at = 32 + random.below(bytes.count - 64)
          damaged[at] = random.below(3) == 0 ? UInt8.max : UInt8(random.below(256))
        }
        Self.useAll(MemoryStorage(files: files.merging([name: damaged]) { $1 }))
      }
      _ = round
    }
  }

  @Test func repairKeepsWhatCanBeRead() throws {
    let files = try SmallIndex.files()
    let whole = try SmallIndex.contents(try Snapshot(MemoryStorage(files: files)))
    for (name, bytes) in files where name.hasSuffix(".seg") {
      for at in stride(from: 40, to: bytes.count, by: bytes.count / 20) {
        var damaged = bytes
        damaged[at] ^= 0x10
        let storage = MemoryStorage(files: files.merging([name: damaged]) { $1 })
        guard Self.isFound(storage) else { continue }
        let repair = try IndexCheck.repair(storage)
        #expect(!repair.damages.isEmpty, "\(name) byte \(at)")
        #expect(
          try IndexCheck.verify(storage).filter { !$0.detail.contains("stored") }.isEmpty,
          "\(name) byte \(at)")
        let left = try SmallIndex.contents(try Snapshot(storage))
        #expect(left.count + repair.lostDocuments == whole.count, "\(name) byte \(at)")
        for (id, body) in left { #expect(whole[id] == body, "\(name) byte \(at) \(id)") }
        for id in repair.lostIDs { #expect(left[id] == nil, "\(name) byte \(at) \(id)") }
      }
    }
  }
}
