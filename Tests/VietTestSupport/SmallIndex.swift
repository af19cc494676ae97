internal import VietCore
public import VietIndex

/// Indexes that fit a test: few documents, all kinds of fields, frequent and rare terms.
public enum SmallIndex {
  public static let schema = Schema(
    fields: [
      .init("body"), .init("title", boost: 2), .init("price", .number),
      .init("tags", .keyword, isStored: false),
    ], settings: "small")

  /// Adds documents `range`; the text of each depends on its number only.
  public static func add(_ range: Range<Int>, to writer: inout IndexWriter, version: Int = 0)
    throws(IndexError)
  {
    var document = Document()
    for number in range {
      document.removeAll()
      document.setID("d\(number)")
      var body = "the same everywhere"
      for factor in 2...9 where (number + version) % factor == 0 { body += " by\(factor)'\(number % 3) the" }
      document.add(body, to: 0)
      if number % 2 == 0 { document.add("title \(number)", to: 1) }
      if number % 3 != 0 {
        var text = "\(number)"
        text.withUTF8 { document.add(Double(number), spelling: UnsafeRawBufferPointer($0), to: 2) }
      }
      document.add(number % 5 == 0 ? "five" : "other", to: 3)
      try writer.add(document)
    }
  }

  /// Files of an index of two segments with deletions.
  public static func files(documents: Int = 150) throws(IndexError) -> [String: [UInt8]] {
    let storage = MemoryStorage()
    var writer = try IndexWriter(creating: storage, schema: schema, analyzer: MarkedAnalyzer())
    try add(0..<documents, to: &writer)
    try writer.commit()
    try add((documents - 5)..<(documents + 10), to: &writer, version: 1)
    var id = "d3"
    _ = try delete(&id, from: &writer)
    try writer.commit()
    try writer.close()
    return storage.files
  }

  /// Deletes the document `id`.
  public static func delete(_ id: inout String, from writer: inout IndexWriter) throws(IndexError) -> Bool {
    let bytes = Array(id.utf8)
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
    defer { copy.deallocate() }
    copy.copyBytes(from: bytes)
    return try writer.delete(id: UnsafeRawBufferPointer(rebasing: copy[..<bytes.count]))
  }

  /// All ids and the stored body of each, as one text: equal for equal contents.
  public static func contents(_ snapshot: Snapshot) throws(IndexError) -> [String: String] {
    var result: [String: String] = [:]
    try snapshot.forEachDocument { (doc: UInt32) throws(IndexError) in
      var id = ByteBuffer()
      try snapshot.id(of: doc, into: &id)
      var body = ""
      try snapshot.stored(doc) { field, bytes in body += "\(field)=\(String(decoding: bytes, as: UTF8.self));"
      }
      result[id.string] = body
    }
    return result
  }
}
