// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVietText
internal import VietCore
internal import VietIndex
internal import VietSearch

/// What `viet_results` is. One thread at a time.
private final class ResultsHandle: @unchecked Sendable {
  let index: IndexHandle
  let query: Query
  let diagnostics: [QueryDiagnostic]
  let result: SearchResult
  /// Ids of the hits that were asked for, kept for as long as the results live.
  private var ids: [Int: UnsafeRawBufferPointer] = [:]

  init(_ index: IndexHandle, _ query: Query, _ diagnostics: [QueryDiagnostic], _ result: SearchResult) {
    self.index = index
    self.query = query
    self.diagnostics = diagnostics
    self.result = result
  }

  deinit { for id in ids.values { id.deallocate() } }

  func hit(_ number: Int) throws(Failure) -> Hit {
    guard result.hits.indices.contains(number) else {
      throw Failure(.notFound, "there is no hit \(number) of \(result.hits.count)")
    }
    return result.hits[number]
  }

  func id(_ number: Int) throws(Failure) -> UnsafeRawBufferPointer {
    if let id = ids[number] { return id }
    let document = try hit(number).document
    var id = ByteBuffer()
    try translating { () throws(IndexError) in
      try index.searcher.snapshot.id(of: document, into: &id)
    }
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(id.count, 1), alignment: 1)
    id.withBytes { copy.copyMemory(from: $0) }
    let kept = UnsafeRawBufferPointer(start: copy.baseAddress, count: id.count)
    ids[number] = kept
    return kept
  }

  /// Calls `body` with the stored values of a hit, as C sees them.
  func forEachValue(
    _ number: Int, _ body: (viet_value, UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let document = try hit(number).document
    var failure: Failure?
    var counts = [UInt32](repeating: 0, count: index.schema.fields.count)
    try translating { () throws(IndexError) in
      try index.searcher.snapshot.stored(document) { field, value in
        guard failure == nil else { return }
        let found = viet_value(
          field: Int32(field), kind: viet_field_kind(index.schema.fields[field].kind.rawValue),
          number: counts[field], value: value.baseAddress?.assumingMemoryBound(to: CChar.self),
          value_length: value.count, start: 0, end: value.count)
        counts[field] += 1
        do throws(Failure) { try body(found, value) } catch { failure = error }
      }
    }
    if let failure { throw failure }
  }
}

/// What a search was asked for beyond the query.
private struct SearchArguments {
  var options = SearchOptions()
  var fields: [String]?
  var demandsMarks = false

  init(_ text: UnsafePointer<CChar>?, _ schema: Schema) throws(Failure) {
    var list = OptionList(text)
    options.limit = try list.number("limit", 0...1_000_000) ?? 10
    options.offset = try list.number("offset", 0...10_000_000) ?? 0
    options.countsAll = try list.flag("count")
    demandsMarks = try list.flag("exact-diacritics")
    fields = try list.value("fields").map { $0.split(separator: ",").map(String.init) }
    options.facets = try list.value("facets").map { $0.split(separator: ",").map(String.init) } ?? []
    if let sort = try list.value("sort") {
      let parts = sort.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 1 || parts[1] == "desc" || parts[1] == "asc" else {
        throw Failure(.invalidArgument, "sort takes FIELD, FIELD:asc or FIELD:desc")
      }
      try Self.check(parts[0], schema, [.number, .date], "sorting needs a number or a date")
      options.sort = SearchOptions.Sort(field: parts[0], isDescending: parts.count > 1 && parts[1] == "desc")
    }
    try list.expectEnd()
    for name in fields ?? [] { try Self.check(name, schema, Schema.Kind.allCases, "") }
    for name in options.facets { try Self.check(name, schema, [.keyword], "facets need a keyword field") }
  }

  private static func check(_ name: String, _ schema: Schema, _ kinds: [Schema.Kind], _ need: String)
    throws(Failure)
  {
    guard let number = schema.number(of: name) else {
      throw Failure(
        .notFound, "there is no field \(name) (\(schema.fields.map(\.name).joined(separator: ", ")))")
    }
    guard kinds.contains(schema.fields[number].kind) else {
      throw Failure(.badQuery, "\(name) is a field of kind \(schema.fields[number].kind): \(need)")
    }
  }
}

@c @implementation
public func viet_search(
  _ index: OpaquePointer?, _ query: UnsafePointer<CChar>?, _ queryLength: Int,
  _ filter: UnsafePointer<CChar>?,
  _ filterLength: Int, _ options: UnsafePointer<CChar>?, _ results: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(index, as: IndexHandle.self, "index")
    guard let results else { throw Failure.missing("the place for the results") }
    let arguments = try SearchArguments(options, handle.schema)
    let parser = QueryParser(
      analyzer: handle.analyzer, schema: handle.schema, fields: arguments.fields,
      exactDiacritics: arguments.demandsMarks)
    var (parsed, diagnostics) = parser.parse(try string(query, queryLength, "query") ?? "")
    if let filter = try string(filter, filterLength, "filter"), !filter.isEmpty {
      let (restriction, complaints) = parser.parse(filter)
      parsed = .boolean(must: [parsed], filter: [restriction])
      diagnostics += complaints
    }
    let result = try translating { () throws(IndexError) in
      try handle.searcher.search(parsed, arguments.options)
    }
    results.pointee = retain(ResultsHandle(handle, parsed, diagnostics, result))
  }
}

@c @implementation
public func viet_results_free(_ results: OpaquePointer?) { release(results, as: ResultsHandle.self) }

@c @implementation
public func viet_results_count(_ results: OpaquePointer?) -> Int {
  (try? object(results, as: ResultsHandle.self, "results"))?.result.hits.count ?? 0
}

@c @implementation
public func viet_results_total(_ results: OpaquePointer?, _ isExact: UnsafeMutablePointer<Int32>?) -> UInt64 {
  guard let handle = try? object(results, as: ResultsHandle.self, "results") else { return 0 }
  isExact?.pointee = handle.result.isTotalExact ? 1 : 0
  return UInt64(handle.result.total)
}

@c @implementation
public func viet_results_hit(
  _ results: OpaquePointer?, _ number: Int, _ hit: UnsafeMutablePointer<viet_hit>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(results, as: ResultsHandle.self, "results")
    let found = try handle.hit(number)
    let id = try handle.id(number)
    hit?.pointee = viet_hit(
      id: id.baseAddress?.assumingMemoryBound(to: CChar.self), id_length: id.count, score: found.score,
      document: found.document)
  }
}

@c @implementation
public func viet_results_fields(
  _ results: OpaquePointer?, _ number: Int, _ callback: viet_value_callback?,
  _ context: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(results, as: ResultsHandle.self, "results")
    guard let callback else { throw Failure.missing("the callback") }
    try handle.forEachValue(number) { value, _ throws(Failure) in
      var value = value
      guard callback(context, &value) == 0 else { throw .stopped }
    }
  }
}

@c @implementation
public func viet_results_highlights(
  _ results: OpaquePointer?, _ number: Int, _ callback: viet_value_callback?,
  _ context: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(results, as: ResultsHandle.self, "results")
    guard let callback else { throw Failure.missing("the callback") }
    let highlighter = Highlighter(analyzer: handle.index.analyzer)
    try handle.forEachValue(number) { value, bytes throws(Failure) in
      var value = value
      let schema = handle.index.schema.fields[Int(value.field)]
      guard schema.kind == .text else { return }
      for range in highlighter.ranges(of: handle.query, in: bytes, field: schema.name) {
        (value.start, value.end) = (range.lowerBound, range.upperBound)
        guard callback(context, &value) == 0 else { throw .stopped }
      }
    }
  }
}

@c @implementation
public func viet_results_facet(
  _ results: OpaquePointer?, _ field: UnsafePointer<CChar>?, _ callback: viet_facet_callback?,
  _ context: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(results, as: ResultsHandle.self, "results")
    guard let callback else { throw Failure.missing("the callback") }
    let name = field.map { String(cString: $0) } ?? ""
    guard let counts = handle.result.facets[name] else {
      throw Failure(.notFound, "the facet '\(name)' was not asked for (see facets= of viet_search)")
    }
    for count in counts {
      var value = count.value
      let answer = value.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          callback(context, $0.baseAddress, $0.count, UInt64(count.count))
        }
      }
      guard answer == 0 else { throw .stopped }
    }
  }
}

@c @implementation
public func viet_results_warnings(
  _ results: OpaquePointer?, _ callback: viet_warning_callback?, _ context: UnsafeMutableRawPointer?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(results, as: ResultsHandle.self, "results")
    guard let callback else { throw Failure.missing("the callback") }
    for diagnostic in handle.diagnostics {
      let answer = diagnostic.message.withCString {
        callback(context, diagnostic.range.lowerBound, diagnostic.range.upperBound, $0)
      }
      guard answer == 0 else { throw .stopped }
    }
  }
}
