import Testing
import VietCore
import VietIndex
import VietSearch
import VietTestSupport

/// Several indexes searched as one answer as one index of all their documents does.
@Suite struct ShardTests {
  static func build(_ range: Range<Int>, fields: [Schema.Field]) throws -> MemoryStorage {
    let storage = MemoryStorage()
    var writer = try IndexWriter(
      creating: storage, schema: Schema(fields: fields), analyzer: MarkedAnalyzer())
    var document = Document()
    func number(_ name: String) -> Int { fields.firstIndex { $0.name == name } ?? 0 }
    for i in range {
      document.removeAll()
      document.setID("d\(i)")
      document.add("the same every \(i % 7) by\(i % 3)'\(i % 2) end", to: number("body"))
      if i % 2 == 0 { document.add("title \(i % 5)", to: number("title")) }
      var text = "\(i)"
      text.withUTF8 { document.add(Double(i), spelling: UnsafeRawBufferPointer($0), to: number("price")) }
      document.add(i % 4 == 0 ? "four" : "other", to: number("tags"))
      try writer.add(document)
      if i % 40 == 39 { try writer.commit() }
    }
    try writer.commit()
    try writer.close()
    return storage
  }

  static let fields: [Schema.Field] = [
    .init("body"), .init("title", boost: 2), .init("price", .number), .init("tags", .keyword),
  ]

  static func answers(_ snapshot: Snapshot) throws -> [String] {
    let searcher = try Searcher(snapshot, analyzer: MarkedAnalyzer())
    let by = QueryTerm(field: "body", folded: Array("by1".utf8), form: [0x31], match: .ranked)
    let title = QueryTerm(field: "title", folded: Array("2".utf8))
    let every = QueryTerm(field: "body", folded: Array("every".utf8))
    let three = QueryTerm(field: "body", folded: Array("3".utf8))
    let queries: [Query] = [
      .term(by), .any([.term(by), .term(title)]), .all([.term(by), .term(title)]),
      .phrase([.init(every, at: 0), .init(three, at: 1)]), .prefix(field: "title", folded: [0x33]),
      .fuzzy(by, distance: 1), .range(field: "price", from: 20, to: 70), .id(Array("d17".utf8)),
      .term(QueryTerm(field: "tags", folded: Array("four".utf8))),
      .refined(.any([.term(every), .term(three)]), by: [.init([.init(every, at: 0), .init(three, at: 1)])]),
    ]
    var answers: [String] = []
    for query in queries {
      for sort in [nil, SearchOptions.Sort(field: "price", isDescending: true)] {
        let result = try searcher.search(
          query, SearchOptions(limit: 30, sort: sort, facets: sort == nil ? [] : ["tags"]))
        var lines: [String] = []
        for hit in result.hits {
          var id = ByteBuffer()
          try snapshot.id(of: hit.document, into: &id)
          var stored: [String] = []
          try snapshot.stored(hit.document) { field, value in
            stored.append("\(snapshot.schema.fields[field].name)=\(String(decoding: value, as: UTF8.self))")
          }
          lines.append("\(id.string) \(hit.score) \(stored.sorted())")
        }
        let facets = (result.facets["tags"] ?? []).map { "\($0.value) \($0.count)" }
        answers.append("\(lines) \(facets)")
      }
    }
    return answers
  }

  @Test func shardsAnswerAsOneIndex() throws {
    let whole = try Self.answers(try Snapshot(try Self.build(0..<120, fields: Self.fields)))
    #expect(whole.allSatisfy { $0.contains("d") })
    let orders = [
      Self.fields, Self.fields.reversed(), [Self.fields[2], Self.fields[0], Self.fields[3], Self.fields[1]],
    ]
    var shards: [(String, any Storage)] = []
    for (i, order) in orders.enumerated() {
      shards.append(("s\(i)", try Self.build(i * 40..<(i + 1) * 40, fields: order)))
    }
    let snapshot = try Snapshot(shards: shards)
    #expect(snapshot.commit.documents == 120)
    #expect(try Self.answers(snapshot) == whole)
  }

  @Test func aShardLacksAField() throws {
    let snapshot = try Snapshot(shards: [
      ("a", try Self.build(0..<40, fields: Self.fields)),
      ("b", try SmallIndexOfOneField.build()),
    ])
    let searcher = try Searcher(snapshot, analyzer: MarkedAnalyzer())
    let price = try searcher.count(.range(field: "price", from: 0, to: 1_000))
    #expect(price == 40)
    #expect(try searcher.count(.term(QueryTerm(field: "body", folded: Array("only".utf8)))) == 1)
  }

  enum SmallIndexOfOneField {
    static func build() throws -> MemoryStorage {
      let storage = MemoryStorage()
      var writer = try IndexWriter(
        creating: storage, schema: Schema(fields: [.init("extra"), .init("body")]), analyzer: MarkedAnalyzer()
      )
      var document = Document()
      document.setID("x")
      document.add("only here", to: 1)
      try writer.add(document)
      try writer.commit()
      try writer.close()
      return storage
    }
  }

  @Test func shardsThatDoNotGoTogetherAreRefused() throws {
    let one = try Self.build(0..<10, fields: Self.fields)
    let storage = MemoryStorage()
    var writer = try IndexWriter(
      creating: storage, schema: Schema(fields: [.init("body", .number)]), analyzer: MarkedAnalyzer())
    try writer.commit()
    try writer.close()
    do throws(IndexError) {
      _ = try Snapshot(shards: [("one", one), ("two", storage)])
      Issue.record("fields of different kinds were put together")
    } catch {
      #expect(error.code == .mismatch && error.file == "two" && error.detail.contains("body"))
    }
    do throws(IndexError) {
      _ = try Snapshot(shards: [("one", one), ("two", MemoryStorage())])
      Issue.record("a shard without an index was taken")
    } catch { #expect(error.code == .missing) }
  }
}
