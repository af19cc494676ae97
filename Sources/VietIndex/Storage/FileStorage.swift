public import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Files in one folder, reached through the folder's descriptor, so that renaming the folder disturbs nobody.
public struct FileStorage: Storage {
  private final class Folder: Sendable {
    let descriptor: Int32
    let path: FilePath
    init(descriptor: Int32, path: FilePath) {
      self.descriptor = descriptor
      self.path = path
    }
    deinit { _ = close(descriptor) }
  }

  private let folder: Folder

  public var path: FilePath { folder.path }

  /// Opens the folder at `path`; with `create` makes it first where there is none.
  public init(_ path: FilePath, create: Bool = false) throws(IndexError) {
    if create {
      let made = path.withPlatformString { mkdir($0, 0o777) }
      if made != 0 && errno != EEXIST {
        throw Self.failure("create the folder", path.string)
      }
      if made == 0 {
        // The new folder's own name must survive a crash, too.
        let parent = path.removingLastComponent()
        let up = (parent.isEmpty ? "." : parent).withPlatformString {
          open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        if up >= 0 {
          _ = fsync(up)
          close(up)
        }
      }
    }
    let descriptor = path.withPlatformString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw Self.failure("open the folder", path.string) }
    folder = Folder(descriptor: descriptor, path: path)
  }

  public func list() throws(IndexError) -> [String] {
    // A descriptor of its own: the position of a folder being read is shared between duplicates.
    let descriptor = openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0, let stream = fdopendir(descriptor) else {
      throw Self.failure("list the folder", folder.path.string)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  public func create(_ name: String) throws(IndexError) -> any StorageFile {
    let descriptor = openat(folder.descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.failure("create", name) }
    return File(descriptor: descriptor, name: name)
  }

  public func contains(_ name: String) throws(IndexError) -> Bool {
    if faccessat(folder.descriptor, name, F_OK, 0) == 0 { return true }
    if errno == ENOENT { return false }
    throw Self.failure("look for", name)
  }

  public func map(_ name: String) throws(IndexError) -> MappedBytes {
    let descriptor = openat(folder.descriptor, name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { throw IndexError(.missing, file: name, errno: ENOENT, "there is no such file") }
      throw Self.failure("open", name)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure("read", name) }
    guard (status.st_mode & S_IFMT) == S_IFREG else {
      throw IndexError(.corrupt, file: name, "it is not a file")
    }
    let count = Int(status.st_size)
    guard count > 0 else {
      let empty = UnsafeMutableRawPointer.allocate(byteCount: 8, alignment: 8)
      return MappedBytes(base: empty, count: 0) { pointer, _ in pointer.deallocate() }
    }
    guard let base = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0), base != MAP_FAILED else {
      throw Self.failure("map", name)
    }
    return MappedBytes(
      base: base, count: count,
      drop: { madvise(UnsafeMutableRawPointer(mutating: $0), $1, Int32(MADV_DONTNEED)) }
    ) { pointer, count in
      munmap(UnsafeMutableRawPointer(mutating: pointer), count)
    }
  }

  public func rename(_ name: String, to newName: String) throws(IndexError) {
    guard renameat(folder.descriptor, name, folder.descriptor, newName) == 0 else {
      throw Self.failure("rename", name)
    }
  }

  public func remove(_ name: String) throws(IndexError) {
    guard unlinkat(folder.descriptor, name, 0) == 0 || errno == ENOENT else {
      throw Self.failure("remove", name)
    }
  }

  public func syncFolder() throws(IndexError) {
    guard fsync(folder.descriptor) == 0 else { throw Self.failure("sync the folder", folder.path.string) }
  }

  public func lock() throws(IndexError) -> any StorageLock {
    let descriptor = openat(folder.descriptor, FileNames.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.failure("create", FileNames.lock) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      close(descriptor)
      if code == EWOULDBLOCK {
        throw IndexError(
          .locked, file: FileNames.lock,
          "another process is writing this index (wait for it to end, try again)")
      }
      throw IndexError(
        .io, file: FileNames.lock, errno: code, "can't lock: \(Errno(rawValue: code).description)")
    }
    return Lock(descriptor: descriptor)
  }

  private static func failure(_ doing: String, _ name: String) -> IndexError {
    let code = errno
    return IndexError(.io, file: name, errno: code, "can't \(doing): \(Errno(rawValue: code).description)")
  }

  private final class Lock: StorageLock {
    let descriptor: Int32
    init(descriptor: Int32) { self.descriptor = descriptor }
    deinit { _ = close(descriptor) }
  }

  private final class File: StorageFile, @unchecked Sendable {
    private var descriptor: Int32
    private let name: String

    init(descriptor: Int32, name: String) {
      self.descriptor = descriptor
      self.name = name
    }

    deinit { if descriptor >= 0 { _ = Self.closing(descriptor) } }

    private static func closing(_ descriptor: Int32) -> Int32 {
      #if canImport(Glibc)
        Glibc.close(descriptor)
      #elseif canImport(Musl)
        Musl.close(descriptor)
      #else
        Darwin.close(descriptor)
      #endif
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
      var done = 0
      while done < bytes.count {
        let n = write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        if n < 0 {
          if errno == EINTR { continue }
          throw FileStorage.failure("write", name)
        }
        done += n
      }
    }

    func sync() throws(IndexError) {
      guard fsync(descriptor) == 0 else { throw FileStorage.failure("sync", name) }
    }

    func close() throws(IndexError) {
      guard descriptor >= 0 else { return }
      let status = Self.closing(descriptor)
      descriptor = -1
      guard status == 0 else { throw FileStorage.failure("close", name) }
    }
  }
}
