// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVietText
internal import SystemPackage
internal import VietAnalysis
internal import VietCore
internal import VietIndex
internal import VietKernels
internal import VietSearch

/// What a `viet_index_writer` is. One thread at a time.
private final class WriterHandle: @unchecked Sendable {
  /// Nothing once it was closed.
  private var writer: IndexWriter?
  private var document = Document()
  private var sound = ByteBuffer()
  private var isOpen = false
  /// Kinds of the fields, as far as they were asked for.
  private var kinds: [Schema.Kind] = []

  init(_ writer: consuming IndexWriter) {
    kinds = writer.schema.fields.map(\.kind)
    self.writer = consume writer
  }

  func use<R>(_ body: (inout IndexWriter) throws(IndexError) -> R) throws(Failure) -> R {
    try translating { () throws(IndexError) in try body(&writer!) }
  }

  func field(_ field: Schema.Field) throws(Failure) -> Int {
    let (number, schema) = try use { writer throws(IndexError) in (try writer.field(field), writer.schema) }
    kinds = schema.fields.map(\.kind)
    return number
  }

  func begin(_ id: UnsafeRawBufferPointer) throws(Failure) {
    guard (1...65_535).contains(id.count) else {
      throw Failure(.invalidArgument, "an id has 1 to 65535 bytes, not \(id.count)")
    }
    document.removeAll()
    document.setID(id)
    isOpen = true
  }

  func add(_ field: Int, _ value: UnsafeRawBufferPointer) throws(Failure) {
    guard isOpen else { throw Failure(.invalidArgument, "no document was begun") }
    guard kinds.indices.contains(field) else { throw Failure(.notFound, "there is no field \(field)") }
    let text = mended(value)
    switch kinds[field] {
    case .text, .keyword: document.add(text, to: field)
    case .number:
      guard let number = Double(String(decoding: text, as: UTF8.self)), !number.isNaN else {
        throw Failure(.invalidArgument, "'\(String(decoding: text.prefix(40), as: UTF8.self))' is no number")
      }
      document.add(number, spelling: text, to: field)
    case .date:
      guard let seconds = ISODate.seconds(text) else {
        throw Failure(
          .invalidArgument, "'\(String(decoding: text.prefix(40), as: UTF8.self))' is no ISO date")
      }
      document.add(seconds, spelling: text, to: field)
    }
  }

  private func mended(_ value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    if UTF8Validation.isValid(value) { return value }
    sound.removeAll()
    MalformedUTF8.replace(value, into: &sound)
    return UnsafeRawBufferPointer(start: sound.base, count: sound.count)
  }

  func end() throws(Failure) {
    guard isOpen else { throw Failure(.invalidArgument, "no document was begun") }
    isOpen = false
    try translating { () throws(IndexError) in try writer!.add(document) }
  }

  func close() { if let writer = writer.take() { try? writer.close() } }

  deinit { close() }
}

private func path(_ text: UnsafePointer<CChar>?) throws(Failure) -> FilePath {
  guard let text, text[0] != 0 else { throw Failure(.invalidArgument, "the path is empty") }
  return FilePath(String(cString: text))
}

private func storage(_ text: UnsafePointer<CChar>?, create: Bool = false) throws(Failure) -> FileStorage {
  let path = try path(text)
  return try translating { () throws(IndexError) in
    try FileStorage(path, create: create)
  }
}

extension IndexWriter.Options {
  /// Takes `memory=` out of the list.
  fileprivate static func from(_ list: inout OptionList) throws(Failure) -> IndexWriter.Options {
    let memory = try list.number("memory", 16 << 20...1 << 40, isSize: true) ?? 64 << 20
    return IndexWriter.Options(memory: memory, threads: 1)
  }
}

@c @implementation
public func viet_index_writer_create(
  _ folder: UnsafePointer<CChar>?, _ analyzerHandle: OpaquePointer?, _ options: UnsafePointer<CChar>?,
  _ writer: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    guard let writer else { throw Failure.missing("the place for the handle") }
    var list = OptionList(options)
    var settings = try IndexWriter.Options.from(&list)
    let hasPositions = try !list.flag("no-positions")
    settings.replacesExisting = try list.flag("overwrite")
    try list.expectEnd()
    let chosen =
      if analyzerHandle == nil { try analyzer(AnalyzerDescription(.vi)) } else {
        try object(analyzerHandle, as: AnalyzerHandle.self, "analyzer").analyzer
      }
    let storage = try storage(folder, create: true)
    writer.pointee = retain(
      try translating { () throws(IndexError) in
        guard try storage.list().allSatisfy(FileNames.isOurs) else {
          throw IndexError(.exists, "the folder isn't empty and is no index (name another folder)")
        }
        let schema = Schema(hasPositions: hasPositions, analyzer: chosen.description.stored)
        return WriterHandle(
          try IndexWriter(creating: storage, schema: schema, analyzer: chosen, options: settings))
      })
  }
}

@c @implementation
public func viet_index_writer_open(
  _ folder: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?,
  _ writer: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    guard let writer else { throw Failure.missing("the place for the handle") }
    var list = OptionList(options)
    let settings = try IndexWriter.Options.from(&list)
    try list.expectEnd()
    let storage = try storage(folder)
    let schema = try translating { () throws(IndexError) in
      try Snapshot(storage).schema
    }
    let chosen = try storedAnalyzer(schema)
    writer.pointee = retain(
      try translating { () throws(IndexError) in
        WriterHandle(try IndexWriter(opening: storage, analyzer: chosen, options: settings))
      })
  }
}

/// The analyzer that an index says it was built with.
func storedAnalyzer(_ schema: Schema) throws(Failure) -> Analyzer {
  try analyzer(
    try translating { () throws(AnalyzerError) in
      try AnalyzerDescription(stored: schema.analyzer)
    })
}

@c @implementation
public func viet_index_writer_free(_ writer: OpaquePointer?) {
  release(writer, as: WriterHandle.self)
}

@c @implementation
public func viet_index_writer_field(
  _ writer: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ kind: viet_field_kind, _ isStored: Int32,
  _ boost: Float, _ number: UnsafeMutablePointer<Int32>?, _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(writer, as: WriterHandle.self, "writer")
    guard let name, name[0] != 0 else { throw Failure(.invalidArgument, "a field needs a name") }
    guard let kind = UInt8(exactly: kind).flatMap(Schema.Kind.init(rawValue:)) else {
      throw Failure(.invalidArgument, "there is no kind of field \(kind)")
    }
    guard boost.isFinite, boost > 0 else { throw Failure(.invalidArgument, "a boost is a number above 0") }
    let field = Schema.Field(String(cString: name), kind, isStored: isStored != 0, boost: boost)
    let found = try handle.field(field)
    number?.pointee = Int32(found)
  }
}

@c @implementation
public func viet_index_writer_begin(
  _ writer: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ idLength: Int,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    try object(writer, as: WriterHandle.self, "writer").begin(try bytes(id, idLength, "id"))
  }
}

@c @implementation
public func viet_index_writer_add(
  _ writer: OpaquePointer?, _ field: Int32, _ value: UnsafePointer<CChar>?, _ valueLength: Int,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    try object(writer, as: WriterHandle.self, "writer").add(
      Int(field), try bytes(value, valueLength, "value"))
  }
}

@c @implementation
public func viet_index_writer_end(_ writer: OpaquePointer?, _ error: UnsafeMutablePointer<viet_error>?)
  -> viet_status
{
  report(error) { () throws(Failure) in try object(writer, as: WriterHandle.self, "writer").end() }
}

@c @implementation
public func viet_index_writer_delete(
  _ writer: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ idLength: Int,
  _ found: UnsafeMutablePointer<Int32>?, _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let id = try bytes(id, idLength, "id")
    let handle = try object(writer, as: WriterHandle.self, "writer")
    let wasThere = try handle.use { writer throws(IndexError) in try writer.delete(id: id) }
    found?.pointee = wasThere ? 1 : 0
  }
}

@c @implementation
public func viet_index_writer_merge(
  _ writer: OpaquePointer?, _ folder: UnsafePointer<CChar>?, _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(writer, as: WriterHandle.self, "writer")
    let other = try storage(folder)
    try handle.use { writer throws(IndexError) in try writer.add(contentsOf: Snapshot(other)) }
  }
}

@c @implementation
public func viet_index_writer_commit(
  _ writer: OpaquePointer?, _ commit: UnsafeMutablePointer<viet_commit>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(writer, as: WriterHandle.self, "writer")
    let summary = try handle.use { writer throws(IndexError) in try writer.commit() }
    commit?.pointee = viet_commit(summary)
  }
}

@c @implementation
public func viet_index_writer_compact(
  _ writer: OpaquePointer?, _ commit: UnsafeMutablePointer<viet_commit>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(writer, as: WriterHandle.self, "writer")
    let summary = try handle.use { writer throws(IndexError) in try writer.compact() }
    commit?.pointee = viet_commit(summary)
  }
}

extension viet_commit {
  init(_ commit: Commit) {
    self.init(
      generation: commit.generation, documents: UInt64(commit.documents), deleted: UInt64(commit.deleted),
      segments: UInt64(commit.segments), bytes: UInt64(commit.bytes), duplicates: UInt64(commit.duplicates))
  }
}
