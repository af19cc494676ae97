internal import VietCore
public import VietIndex

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Files in memory that only the thread that made the storage may write, until ``letGo()``: merges in the background
/// stand still, and what happens meanwhile can be told.
public final class HeldStorage: Storage, @unchecked Sendable {
  private let files = MemoryStorage()
  private let isOpen = Monitor(false)
  private let owner = pthread_self()

  public init() {}

  /// From now on every thread may write.
  public func letGo() { isOpen.update { $0 = true } }

  public func list() throws(IndexError) -> [String] { try files.list() }
  public func map(_ name: String) throws(IndexError) -> MappedBytes { try files.map(name) }
  public func contains(_ name: String) throws(IndexError) -> Bool { try files.contains(name) }
  public func remove(_ name: String) throws(IndexError) { try files.remove(name) }
  public func syncFolder() throws(IndexError) { try files.syncFolder() }
  public func lock() throws(IndexError) -> any StorageLock { try files.lock() }

  public func rename(_ name: String, to newName: String) throws(IndexError) {
    try files.rename(name, to: newName)
  }

  public func create(_ name: String) throws(IndexError) -> any StorageFile {
    File(try files.create(name), self)
  }

  private final class File: StorageFile {
    private let file: any StorageFile
    private let storage: HeldStorage

    init(_ file: any StorageFile, _ storage: HeldStorage) {
      self.file = file
      self.storage = storage
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
      if pthread_equal(storage.owner, pthread_self()) == 0 {
        storage.isOpen.wait { $0 ? () : nil }
      }
      try file.append(bytes)
    }

    func sync() throws(IndexError) { try file.sync() }
    func close() throws(IndexError) { try file.close() }
  }
}
