import Testing
import VietCore
import VietIndex
import VietSearch
import VietTestSupport

/// Random additions, replacements, deletions, commits and merges against the naive index.
@Suite struct RandomHistoryTests {
  static let letters = ["a", "ba", "ca", "da", "e", "ga", "ho", "i", "ka", "lo", "ma", "no", "qu", "ru"]
  static let forms = ["", "'1", "'2", "'12", "'3"]

  static func token(_ random: inout SeededGenerator) -> String {
    // Skewed, so that some terms are in nearly all documents.
    let i = min(random.below(letters.count), random.below(letters.count))
    return letters[i] + forms[min(random.below(forms.count), random.below(forms.count))]
  }

  static func entry(_ id: String, _ random: inout SeededGenerator) -> NaiveIndex.Entry {
    NaiveIndex.Entry(
      id: id, body: (0..<random.below(30)).map { _ in token(&random) },
      title: (0..<random.below(5)).map { _ in token(&random) },
      price: random.below(4) == 0 ? nil : Double(random.below(50)),
      tags: (0..<random.below(3)).map { _ in ["red", "green", "blue"][random.below(3)] })
  }

  static func term(_ random: inout SeededGenerator, exact: Bool = false) -> QueryTerm {
    let parts = token(&random).split(separator: "'", omittingEmptySubsequences: false)
    let form = parts.count > 1 ? Array(parts[1].utf8) : []
    let match: QueryTerm.Match =
      exact
      ? random.pick([.alike, .exact, .adding]) : random.pick([.alike, .ranked, .exact, .adding, .plain])
    return QueryTerm(
      field: random.pick(["body", "body", "title"]), folded: Array(parts[0].utf8), form: form, match: match)
  }

  static func shape(_ random: inout SeededGenerator, depth: Int = 2) -> NaiveIndex.Shape {
    switch random.below(depth > 0 ? 9 : 4) {
    case 0, 1: .term(term(&random))
    case 2:
      .phrase(
        (0..<(2 + random.below(2))).map { _ in
          var part = term(&random, exact: true)
          part.field = "body"
          return part
        })
    case 3: random.below(2) == 0 ? .prefix("body", random.pick(["a", "b", "m", "q"])) : .range(5, 25)
    case 4, 5: .any((0..<(1 + random.below(4))).map { _ in shape(&random, depth: depth - 1) })
    case 6, 7: .all((0..<(1 + random.below(3))).map { _ in shape(&random, depth: depth - 1) })
    default: .without(shape(&random, depth: depth - 1), shape(&random, depth: depth - 1))
    }
  }

  static let schema = Schema(fields: [
    .init("body"), .init("title", boost: 2), .init("price", .number), .init("tags", .keyword),
  ])

  static func fill(_ document: inout Document, _ entry: NaiveIndex.Entry) {
    document.removeAll()
    document.setID(entry.id)
    document.add(entry.body.joined(separator: " "), to: 0)
    if !entry.title.isEmpty { document.add(entry.title.joined(separator: " "), to: 1) }
    if let price = entry.price {
      var text = "\(price)"
      text.withUTF8 { document.add(price, spelling: UnsafeRawBufferPointer($0), to: 2) }
    }
    for tag in entry.tags { document.add(tag, to: 3) }
  }

  static func ids(_ snapshot: Snapshot, _ hits: [Hit]) throws -> [String] {
    try hits.map { hit in
      var buffer = ByteBuffer()
      try snapshot.id(of: hit.document, into: &buffer)
      return buffer.string
    }
  }

  static func check(
    _ storage: any Storage, _ naive: NaiveIndex, _ random: inout SeededGenerator, _ note: String
  )
    throws
  {
    let snapshot = try Snapshot(storage)
    #expect(snapshot.commit.documents == naive.entries.count, "\(note)")
    let searcher = try Searcher(snapshot, analyzer: MarkedAnalyzer())
    for _ in 0..<25 {
      let shape = shape(&random)
      let query = shape.query
      let all = try searcher.search(query, SearchOptions(limit: 1_000, countsAll: true))
      #expect(all.isTotalExact)
      #expect(all.total == all.hits.count)
      let found = try ids(snapshot, all.hits)
      #expect(Set(found) == naive.find(shape), "\(note) \(query)")
      #expect(Set(found).count == found.count, "\(note) \(query)")
      for limit in [1, 3, 10] {
        let fast = try searcher.search(query, SearchOptions(limit: limit))
        let slow = try searcher.search(query, SearchOptions(limit: limit), prunes: false)
        #expect(fast.hits == slow.hits, "\(note) limit \(limit) \(query)")
        #expect(fast.hits == Array(all.hits.prefix(limit)), "\(note) limit \(limit) \(query)")
        #expect(fast.total <= all.total)
      }
      if let hit = all.hits.first {
        #expect(try searcher.explain(query, hit.document).value == hit.score, "\(note) \(query)")
      }
    }
    for entry in naive.entries.prefix(20) {
      let doc = try #require(
        try Array(entry.id.utf8).withUnsafeBytes { try snapshot.document(id: $0) }, "\(note) \(entry.id)")
      var body = ""
      try snapshot.stored(doc) { field, bytes in
        if field == 0 { body = String(decoding: bytes, as: UTF8.self) }
      }
      #expect(body == entry.body.joined(separator: " "), "\(note) \(entry.id)")
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func equalsTheNaiveIndex(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var naive = NaiveIndex()
    let storage = MemoryStorage()
    var document = Document()
    var steps = 0
    var writer = try IndexWriter(creating: storage, schema: Self.schema, analyzer: MarkedAnalyzer())
    try writer.commit()
    for _ in 0..<8 {
      for _ in 0..<(1 + random.below(seed % 2 == 0 ? 20 : 150)) {
        let id = "d\(random.below(600))"
        if random.below(6) == 0 {
          let expected = naive.delete(id)
          let found = try Array(id.utf8).withUnsafeBytes { try writer.delete(id: $0) }
          #expect(found == expected, "seed \(seed) step \(steps) \(id)")
        } else {
          let entry = Self.entry(id, &random)
          naive.add(entry)
          Self.fill(&document, entry)
          try writer.add(document)
        }
        steps += 1
      }
      if random.below(6) == 0 { try writer.compact() } else { try writer.commit() }
      try Self.check(storage, naive, &random, "seed \(seed) step \(steps)")
    }
    try writer.close()
  }
}
