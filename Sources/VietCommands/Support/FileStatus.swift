internal import SystemPackage

/// What kind of thing a descriptor or a path names, and how large it is.
struct FileStatus {
  enum Kind { case regular, folder, other, missing }

  let kind: Kind
  /// Bytes; meaningful for regular files.
  let size: Int
  /// Permission bits.
  let permissions: FilePermissions

  init(_ descriptor: FileDescriptor) {
    var record = stat()
    self.init(fstat(descriptor.rawValue, &record) == 0 ? record : nil)
  }

  /// Follows symbolic links.
  init(path: String) {
    var record = stat()
    self.init(stat(path, &record) == 0 ? record : nil)
  }

  private init(_ record: stat?) {
    guard let record else {
      kind = .missing
      size = 0
      permissions = []
      return
    }
    switch record.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .folder
    default: kind = .other
    }
    size = Int(record.st_size)
    permissions = FilePermissions(rawValue: CInterop.Mode(record.st_mode & 0o7777))
  }
}

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
