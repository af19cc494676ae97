/// Where the files of one index lie. Small, so that tests can put a faulty one in its place.
///
/// Names are plain file names without a folder. Files are written once, from the first byte to the last,
/// and never changed after; only the name of the commit file is given to another file, by ``rename(_:to:)``.
public protocol Storage: Sendable {
  /// Names of all files, in no order.
  func list() throws(IndexError) -> [String]
  /// Starts a new file; one of that name is an error.
  func create(_ name: String) throws(IndexError) -> any StorageFile
  /// The bytes of a file, which stay readable after the file is removed.
  func map(_ name: String) throws(IndexError) -> MappedBytes
  /// Whether there is a file of that name.
  func contains(_ name: String) throws(IndexError) -> Bool
  /// Gives a file another name in one step, replacing what had it.
  func rename(_ name: String, to newName: String) throws(IndexError)
  func remove(_ name: String) throws(IndexError)
  /// Makes creations, renames and removals durable.
  func syncFolder() throws(IndexError)
  /// Takes the one right to write; it ends with the token or with the process.
  func lock() throws(IndexError) -> any StorageLock
}

/// A file being written.
public protocol StorageFile: AnyObject, Sendable {
  func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError)
  /// Makes all appended bytes durable.
  func sync() throws(IndexError)
  /// No more bytes come. Does not imply ``sync()``.
  func close() throws(IndexError)
}

/// The right to write, given back when the last reference goes.
public protocol StorageLock: AnyObject, Sendable {}

/// Read-only bytes with an owner.
public final class MappedBytes: @unchecked Sendable {
  /// First byte; valid as long as this object.
  public let base: UnsafeRawPointer
  public let count: Int
  private let release: @Sendable (UnsafeRawPointer, Int) -> Void
  private let drop: (@Sendable (UnsafeRawPointer, Int) -> Void)?

  /// `release` is called once, when the last reference goes; `drop` where the bytes lie in a file and need not stay in
  /// memory, which they must come back to when they are read.
  public init(
    base: UnsafeRawPointer, count: Int, drop: (@Sendable (UnsafeRawPointer, Int) -> Void)? = nil,
    release: @escaping @Sendable (UnsafeRawPointer, Int) -> Void
  ) {
    self.base = base
    self.count = count
    self.drop = drop
    self.release = release
  }

  /// Takes the bytes out of the memory of this process where they are those of a file. They stay readable.
  public func dropPages() { drop?(base, count) }

  deinit { release(base, count) }

  /// Calls `body` with the bytes, which stay where they are at least until it returns.
  public func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }
}
