// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVietText
internal import SystemPackage
internal import VietAnalysis
internal import VietCore
internal import VietIndex
internal import VietSearch

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What a `viet_index` is.
final class IndexHandle: @unchecked Sendable {
  let searcher: Searcher
  let analyzer: Analyzer
  /// Names of the fields for C.
  let names: [UnsafeMutablePointer<CChar>]

  var schema: Schema { searcher.snapshot.schema }

  init(_ searcher: Searcher, _ analyzer: Analyzer) {
    self.searcher = searcher
    self.analyzer = analyzer
    names = searcher.snapshot.schema.fields.compactMap { strdup($0.name) }
  }

  deinit { for name in names { free(name) } }
}

@c @implementation
public func viet_index_open(
  _ folder: UnsafePointer<CChar>?, _ index: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    guard let index else { throw Failure.missing("the place for the handle") }
    guard let folder else { throw Failure(.invalidArgument, "the path is NULL") }
    let path = FilePath(String(cString: folder))
    let snapshot = try translating { () throws(IndexError) in
      try Snapshot(try FileStorage(path))
    }
    let analyzer = try storedAnalyzer(snapshot.schema)
    let searcher = try translating { () throws(IndexError) in
      try Searcher(snapshot, analyzer: analyzer)
    }
    index.pointee = retain(IndexHandle(searcher, analyzer))
  }
}

@c @implementation
public func viet_index_free(_ index: OpaquePointer?) { release(index, as: IndexHandle.self) }

@c @implementation
public func viet_index_info(
  _ index: OpaquePointer?, _ commit: UnsafeMutablePointer<viet_commit>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(index, as: IndexHandle.self, "index")
    commit?.pointee = viet_commit(handle.searcher.snapshot.commit)
  }
}

@c @implementation
public func viet_index_field_count(_ index: OpaquePointer?) -> Int32 {
  guard let handle = try? object(index, as: IndexHandle.self, "index") else { return 0 }
  return Int32(handle.names.count)
}

@c @implementation
public func viet_index_field(
  _ index: OpaquePointer?, _ number: Int32, _ kind: UnsafeMutablePointer<viet_field_kind>?
) -> UnsafePointer<CChar>? {
  guard let handle = try? object(index, as: IndexHandle.self, "index"),
    handle.names.indices.contains(Int(number))
  else { return nil }
  kind?.pointee = viet_field_kind(handle.schema.fields[Int(number)].kind.rawValue)
  return UnsafePointer(handle.names[Int(number)])
}
