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

  enum State { case missing, empty, index, unfinished, other }

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
      return names.allSatisfy(IndexFiles.isOurs) ? .unfinished : .other
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
    case .other:
      throw CommandError(file: path, "the folder isn't empty and is no index (name another folder)")
    }
    do {
      return (try FileStorage(FilePath(path), create: true), state == .missing, state == .index)
    } catch { throw CommandError(error, folder: path) }
  }

  func open() throws(CommandError) -> FileStorage {
    do { return try FileStorage(FilePath(path)) } catch { throw CommandError(error, folder: path) }
  }

  func snapshot() throws(CommandError) -> Snapshot {
    let storage = try open()
    do { return try Snapshot(storage) } catch { throw CommandError(error, folder: path) }
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
    if (try? state()) == .index { return sweep() }
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
    let file = error.file.map { "\(folder)/\($0)" } ?? folder
    let status: ExitStatus = error.code == .io || error.code == .locked ? .io : .bad
    let advice =
      if error.code == .missing { " (build one with viet index build)" } else if error.errno == ENOSPC {
        " (free some space and run it again)"
      } else { "" }
    self.init(status, file: file, place: error.offset.map { .byte($0) }, error.detail + advice)
  }
}
