internal import VietCore
public import VietIndex

/// Files in memory that fail at the n-th call, and that forget on a crash what was not made durable.
///
/// Bytes of a file survive a crash as far as they were synced; creations, renames and removals survive up to the
/// last sync of the folder.
public final class FaultyStorage: Storage, @unchecked Sendable {
  /// How the call fails.
  public enum Fault: CaseIterable, Sendable {
    /// The call does nothing and reports an error.
    case error
    /// A write puts down half of its bytes, then reports an error; other calls do nothing and report one.
    case shortWrite
    /// The call is done, then reports an error.
    case errorAfter
  }

  final class Contents {
    var bytes: [UInt8] = []
    var durable = 0
  }

  struct State {
    var files: [String: Contents] = [:]
    var durableFiles: [String: Contents] = [:]
    var isLocked = false
    var calls = 0
    var fileSyncs = 0
    var folderSyncs = 0
  }

  private let state = Monitor(State())
  private let failsAt: Int?
  private let fault: Fault

  /// Fails at call number `failsAt`, and at all that follow: the disk is gone.
  public init(failsAt: Int? = nil, fault: Fault = .error) {
    self.failsAt = failsAt
    self.fault = fault
  }

  /// A storage with these files, all durable.
  public convenience init(files: [String: [UInt8]], failsAt: Int? = nil, fault: Fault = .error) {
    self.init(failsAt: failsAt, fault: fault)
    state.update {
      for (name, bytes) in files {
        let contents = Contents()
        contents.bytes = bytes
        contents.durable = bytes.count
        $0.files[name] = contents
        $0.durableFiles[name] = contents
      }
    }
  }

  /// Calls that change something, so far.
  public var calls: Int { state.update { $0.calls } }
  public var fileSyncs: Int { state.update { $0.fileSyncs } }
  public var folderSyncs: Int { state.update { $0.folderSyncs } }

  /// What a crash now would leave.
  public var afterCrash: [String: [UInt8]] {
    state.update { $0.durableFiles.mapValues { Array($0.bytes.prefix($0.durable)) } }
  }

  /// What a crash now may leave where the disk wrote names down on its own: creations, renames and removals are all
  /// there, bytes that were not synced are not.
  public var afterCrashWithNames: [String: [UInt8]] {
    state.update { $0.files.mapValues { Array($0.bytes.prefix($0.durable)) } }
  }

  /// What the files hold now.
  public var files: [String: [UInt8]] { state.update { $0.files.mapValues(\.bytes) } }

  private func call(_ what: String, _ body: (inout State, _ isHalf: Bool) -> Void) throws(IndexError) {
    let isDone: Bool = state.update { state in
      state.calls += 1
      guard let failsAt, state.calls >= failsAt else {
        body(&state, false)
        return true
      }
      if state.calls == failsAt {
        if fault == .errorAfter { body(&state, false) }
        if fault == .shortWrite && what == "write" { body(&state, true) }
      }
      return false
    }
    if !isDone { throw IndexError(.io, "can't \(what): no space left on device") }
  }

  public func list() throws(IndexError) -> [String] { state.update { $0.files.keys.sorted() } }

  public func create(_ name: String) throws(IndexError) -> any StorageFile {
    let contents = Contents()
    var isNew = true
    try call("create") { state, _ in
      isNew = state.files[name] == nil
      if isNew { state.files[name] = contents }
    }
    guard isNew else { throw IndexError(.io, file: name, "can't create: there is such a file") }
    return File(self, contents)
  }

  public func contains(_ name: String) throws(IndexError) -> Bool { state.update { $0.files[name] != nil } }

  public func map(_ name: String) throws(IndexError) -> MappedBytes {
    guard let bytes = state.update({ $0.files[name]?.bytes }) else {
      throw IndexError(.missing, file: name, "there is no such file")
    }
    return try MemoryStorage(files: [name: bytes]).map(name)
  }

  public func rename(_ name: String, to newName: String) throws(IndexError) {
    try call("rename") { state, _ in state.files[newName] = state.files.removeValue(forKey: name) }
  }

  public func remove(_ name: String) throws(IndexError) {
    try call("remove") { state, _ in state.files[name] = nil }
  }

  public func syncFolder() throws(IndexError) {
    try call("sync the folder") { state, _ in
      state.durableFiles = state.files
      state.folderSyncs += 1
    }
  }

  public func lock() throws(IndexError) -> any StorageLock {
    let isTaken: Bool = state.update {
      if $0.isLocked { return false }
      $0.isLocked = true
      return true
    }
    guard isTaken else { throw IndexError(.locked, "another writer has this index open") }
    return Lock(self)
  }

  private final class Lock: StorageLock {
    let storage: FaultyStorage
    init(_ storage: FaultyStorage) { self.storage = storage }
    deinit { storage.state.update { $0.isLocked = false } }
  }

  private final class File: StorageFile, @unchecked Sendable {
    let storage: FaultyStorage
    let contents: Contents
    init(_ storage: FaultyStorage, _ contents: Contents) {
      self.storage = storage
      self.contents = contents
    }
    func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
      try storage.call("write") { _, isHalf in
        contents.bytes.append(contentsOf: isHalf ? bytes.prefix(bytes.count / 2) : bytes[...])
      }
    }
    func sync() throws(IndexError) {
      try storage.call("sync") { state, _ in
        contents.durable = contents.bytes.count
        state.fileSyncs += 1
      }
    }
    func close() throws(IndexError) {}
  }
}
