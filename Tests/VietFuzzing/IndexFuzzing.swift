internal import VietCore
internal import VietIndex
internal import VietKernels
internal import VietSearch
internal import VietTestSupport

/// A damaged index, its checksums made to fit or not: every question gets an answer or an error.
enum IndexFuzzing {
  private static let files: [String: [UInt8]] = {
    do { return try SmallIndex.files(documents: 40) } catch { fatalError("no index to damage: \(error)") }
  }()

  static func run(_ bytes: UnsafeRawBufferPointer) throws {
    var input = FuzzInput(bytes)
    let choice = input.byte()
    var damaged = files
    let names = files.keys.sorted()
    if choice & 1 == 0 {
      // Each three or four bytes change one of the index: file and place, then the value.
      while input.has(3) {
        let place = input.short()
        let name = names[place % names.count]
        let count = files[name]?.count ?? 0
        damaged[name]?[place / names.count % count] = UInt8(input.byte())
      }
    } else {
      // The bytes are a file, or the front of one.
      let name = input.pick(names)
      let rest = Array(input.rest)
      let whole = files[name] ?? []
      damaged[name] = choice & 2 == 0 ? rest : rest + whole.dropFirst(rest.count)
    }
    if choice & 4 == 0 { IndexSeal.seal(&damaged) }
    if choice & 8 != 0 {
      let name = names[(choice >> 4) % names.count]
      damaged[name] = damaged[name]?.dropLast(choice >> 4)
    }
    use(MemoryStorage(files: damaged), mends: choice & 16 != 0, writes: choice & 32 != 0)
  }

  private static func use(_ storage: MemoryStorage, mends: Bool, writes: Bool) {
    _ = try? IndexCheck.verify(storage)
    if let snapshot = try? Snapshot(storage) {
      try? snapshot.forEachTerm { _ in true }
      try? snapshot.forEachDocument { (doc: UInt32) throws(IndexError) in
        var id = ByteBuffer()
        try snapshot.id(of: doc, into: &id)
        try snapshot.stored(doc) { _, _ in }
      }
      try? ask(snapshot)
    }
    if mends { _ = try? IndexCheck.repair(storage) }
    if writes { try? write(storage) }
  }

  private static func write(_ storage: MemoryStorage) throws {
    var writer = try IndexWriter(
      opening: storage, analyzer: MarkedAnalyzer(), options: .init(memory: 16 << 20))
    try SmallIndex.add(38..<42, to: &writer)
    try writer.commit()
    try writer.compact()
    try writer.close()
  }

  private static func ask(_ snapshot: Snapshot) throws {
    let searcher = try Searcher(snapshot, analyzer: MarkedAnalyzer())
    let the = QueryTerm(field: "body", folded: Array("the".utf8))
    let by = QueryTerm(field: "body", folded: Array("by2".utf8), form: [0x31], match: .ranked)
    let queries: [Query] = [
      .term(by), .any([.term(the), .term(by)]), .all([.term(the), .term(by)]),
      .phrase([.init(the, at: 0), .init(by, at: 1)], slop: 2), .prefix(field: "body", folded: [0x62]),
      .fuzzy(by, distance: 1), .range(field: "price", from: 3, to: 40), .id(Array("d7".utf8)), .everything,
    ]
    for query in queries {
      let result = try? searcher.search(query, SearchOptions(facets: ["tags"], countsAll: true))
      for hit in result?.hits ?? [] { _ = try? searcher.explain(query, hit.document) }
      _ = try? searcher.search(query, SearchOptions(sort: .init(field: "tags")))
    }
  }
}

/// Makes the checksums of damaged files fit, so that the damage goes deeper; `OnDiskFormat.md` says where they lie.
enum IndexSeal {
  static func seal(_ files: inout [String: [UInt8]]) {
    for name in files.keys.sorted() where name.hasSuffix(".seg") {
      guard var file = files[name], file.count >= 72 else { continue }
      let old = Array(file[(file.count - 16)..<(file.count - 8)])
      put(hash(file[..<24]), in: &file, at: 24)
      let table = Int(file[file.count - 32]) | Int(file[file.count - 31]) << 8
      let start = file.count - 32 - table
      guard start >= 32 else { continue }
      put(hash(file[start..<(file.count - 16)]), in: &file, at: file.count - 16)
      let new = Array(file[(file.count - 16)..<(file.count - 8)])
      files[name] = file
      replace(old, with: new, in: &files)
    }
    if var commit = files["commit.vti"], commit.count >= 72 {
      put(hash(commit[..<(commit.count - 8)]), in: &commit, at: commit.count - 8)
      files["commit.vti"] = commit
    }
  }

  /// The commit names each segment's checksum.
  private static func replace(_ old: [UInt8], with new: [UInt8], in files: inout [String: [UInt8]]) {
    guard var commit = files["commit.vti"], commit.count >= 8 else { return }
    for at in 0...(commit.count - 8) where commit[at..<(at + 8)].elementsEqual(old) {
      commit.replaceSubrange(at..<(at + 8), with: new)
    }
    files["commit.vti"] = commit
  }

  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { XXHash64.hash($0) }
  }

  private static func put(_ value: UInt64, in file: inout [UInt8], at offset: Int) {
    for i in 0..<8 { file[offset + i] = UInt8(truncatingIfNeeded: value >> UInt64(8 * i)) }
  }
}
