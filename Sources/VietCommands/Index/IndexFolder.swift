internal import SystemPackage
internal import VietAnalysis
internal import VietIndex

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A folder that holds an index, or is to hold one.
struct IndexFolder {
  let path: String

  enum State {
    case missing, empty, index, unfinished, other
    /// No index, but folders that hold one each, by name.
    case shards([String])

    var isIndex: Bool { if case .index = self { true } else { false } }
  }

  /// What is there now.
  func state() throws(CommandError) -> State {
    switch FileStatus(path: path).kind {
    case .missing: return .missing
    case .folder: break
    case .regular, .other: throw CommandError(.notDirectory, doing: "use", file: path)
    }
    do {
      let names = try FileStorage(FilePath(path)).list()
      if names.isEmpty { return .empty }
      if names.contains(IndexFiles.commit) { return .index }
      if names.allSatisfy(IndexFiles.isOurs) { return .unfinished }
      let shards = names.filter { FileStatus(path: "\(path)/\($0)/\(IndexFiles.commit)").kind == .regular }
      return shards.isEmpty ? .other : .shards(shards.sorted())
    } catch { throw CommandError(error, folder: path) }
  }

  /// Makes a new folder, or takes an empty one; an index of ours only with `overwrite`, anything else never.
  func prepare(overwrite: Bool) throws(CommandError) -> (storage: FileStorage, isNew: Bool, replaces: Bool) {
    let state = try state()
    switch state {
    case .missing, .empty, .unfinished: break
    case .index where overwrite: break
    case .index:
      throw CommandError(file: path, "there is an index already (name another folder, or use --overwrite)")
    case .other, .shards:
      throw CommandError(file: path, "the folder isn't empty and is no index (name another folder)")
    }
    do {
      let isNew = if case .missing = state { true } else { false }
      return (try FileStorage(FilePath(path), create: true), isNew, state.isIndex)
    } catch { throw CommandError(error, folder: path) }
  }

  /// For a writer, which takes one index.
  func open() throws(CommandError) -> FileStorage {
    if case .shards(let names) = try state() {
      throw CommandError(
        file: path,
        "a folder of \(names.count) shards (name one of them, or make one index with viet index merge NEW \(path))"
      )
    }
    do { return try FileStorage(FilePath(path)) } catch { throw CommandError(error, folder: path) }
  }

  /// The last commit; of a folder of indexes, those of all as one.
  func snapshot() throws(CommandError) -> Snapshot {
    guard case .shards(let names) = try state() else {
      let storage = try open()
      do { return try Snapshot(storage) } catch { throw CommandError(error, folder: path) }
    }
    do throws(IndexError) {
      var shards: [(String, any Storage)] = []
      for name in names { shards.append((name, try FileStorage(FilePath(path).appending(name)))) }
      return try Snapshot(shards: shards)
    } catch { throw CommandError(error, folder: path) }
  }

  /// The folders of indexes that it stands for: itself, or those in it.
  func members() throws(CommandError) -> [IndexFolder] {
    guard case .shards(let names) = try state() else { return [self] }
    return names.map { IndexFolder(path: "\(path)/\($0)") }
  }

  /// The analyzer that the index says it was built with.
  func analyzer(of schema: Schema) throws(CommandError) -> Analyzer {
    do { return try Analyzer(AnalyzerDescription(stored: schema.analyzer)) } catch {
      throw CommandError(file: path, error.description)
    }
  }

  /// Removes what an aborted run left beside the last commit: a writer sweeps when it opens.
  func sweep() {
    do {
      let analyzer = try analyzer(of: try snapshot().schema)
      let writer = try IndexWriter(opening: try open(), analyzer: analyzer)
      try writer.close()
    } catch {
      // It stays until the next writer opens; the failure that led here is the one to report.
    }
  }

  /// Removes what an aborted build left: all of it in a folder without a commit, and the folder, too, if the build
  /// made it; else what the last commit does not name.
  func removeUnfinished(isNew: Bool) {
    if (try? state().isIndex) == true { return sweep() }
    guard let storage = try? FileStorage(FilePath(path)), let names = try? storage.list(),
      !names.contains(IndexFiles.commit)
    else { return }
    for name in names where IndexFiles.isOurs(name) { try? storage.remove(name) }
    if isNew { rmdir(path) }
  }
}

/// The names that tell an index of ours from another folder.
enum IndexFiles {
  static let commit = "commit.vti"

  static func isOurs(_ name: String) -> Bool {
    name == commit || name == "write.lock" || (name.hasPrefix("s") && name.hasSuffix(".seg"))
      || (name.hasPrefix("commit-") && name.hasSuffix(".tmp"))
  }
}

extension CommandError {
  /// A failure of the index in `folder`.
  init(_ error: IndexError, folder: String) {
    // A folder that can't be made is named whole.
    let file =
      error.file.map { $0 == folder || $0.hasPrefix(folder + "/") ? $0 : "\(folder)/\($0)" } ?? folder
    let status: ExitStatus = error.code == .io || error.code == .locked ? .io : .bad
    let advice = error.code == .io ? error.errno.map { Self.advice(Errno(rawValue: $0)) } ?? "" : ""
    self.init(status, file: file, place: error.offset.map { .byte($0) }, error.detail + advice)
  }
}
