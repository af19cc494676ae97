internal import VietCore

/// An index in memory, for tests and for small collections that live with the process.
public struct MemoryStorage: Storage {
  final class Contents: @unchecked Sendable {
    var bytes: [UInt8] = []
  }

  struct State {
    var files: [String: Contents] = [:]
    var isLocked = false
  }

  private let state: Monitor<State>

  public init() { state = Monitor(State()) }

  /// An index made of these files.
  public init(files: [String: [UInt8]]) {
    var initial = State()
    for (name, bytes) in files {
      let contents = Contents()
      contents.bytes = bytes
      initial.files[name] = contents
    }
    state = Monitor(initial)
  }

  /// All files as they are now.
  public var files: [String: [UInt8]] { state.update { $0.files.mapValues(\.bytes) } }

  public func list() throws(IndexError) -> [String] { state.update { $0.files.keys.sorted() } }

  public func create(_ name: String) throws(IndexError) -> any StorageFile {
    let contents = Contents()
    let isNew = state.update {
      guard $0.files[name] == nil else { return false }
      $0.files[name] = contents
      return true
    }
    guard isNew else { throw IndexError(.io, file: name, "can't create: there is such a file") }
    return File(contents: contents, state: state)
  }

  public func contains(_ name: String) throws(IndexError) -> Bool { state.update { $0.files[name] != nil } }

  public func map(_ name: String) throws(IndexError) -> MappedBytes {
    guard let bytes = state.update({ $0.files[name]?.bytes }) else {
      throw IndexError(.missing, file: name, "there is no such file")
    }
    let copy = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 8), alignment: 16)
    bytes.withUnsafeBytes {
      copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count)
    }
    return MappedBytes(base: copy, count: bytes.count) { pointer, _ in pointer.deallocate() }
  }

  public func rename(_ name: String, to newName: String) throws(IndexError) {
    let found = state.update {
      guard let contents = $0.files.removeValue(forKey: name) else { return false }
      $0.files[newName] = contents
      return true
    }
    guard found else { throw IndexError(.io, file: name, "can't rename: there is no such file") }
  }

  public func remove(_ name: String) throws(IndexError) { state.update { $0.files[name] = nil } }

  public func syncFolder() throws(IndexError) {}

  public func lock() throws(IndexError) -> any StorageLock {
    let taken = state.update {
      if $0.isLocked { return false }
      $0.isLocked = true
      return true
    }
    guard taken else { throw IndexError(.locked, file: FileNames.lock, "another writer has this index open") }
    return Lock(state: state)
  }

  private final class Lock: StorageLock {
    private let state: Monitor<State>
    init(state: Monitor<State>) { self.state = state }
    deinit { state.update { $0.isLocked = false } }
  }

  private final class File: StorageFile {
    private let contents: Contents
    private let state: Monitor<State>
    init(contents: Contents, state: Monitor<State>) {
      self.contents = contents
      self.state = state
    }
    func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
      state.update { _ in contents.bytes.append(contentsOf: bytes) }
    }
    func sync() throws(IndexError) {}
    func close() throws(IndexError) {}
  }
}
