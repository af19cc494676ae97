internal import SystemPackage
package import VietCore

/// Where results go: standard output, or a file that appears whole or not at all.
package struct Output: ~Copyable {
  /// Thrown when nobody reads any longer (`viet … | head`): the program ends quietly with 0.
  package struct ReaderGone: Error {}

  private let descriptor: FileDescriptor
  private let target: FilePath?
  private let temporary: FilePath?
  private var isCommitted = false
  private let name: String

  private init(name: String, descriptor: FileDescriptor, target: FilePath? = nil, temporary: FilePath? = nil)
  {
    self.name = name
    self.descriptor = descriptor
    self.target = target
    self.temporary = temporary
  }

  /// Standard output.
  package static func standard() -> Output { Output(name: "standard output", descriptor: .standardOutput) }

  /// Standard error, for messages that many threads made and one writes in order.
  package static func standardError() -> Output { Output(name: "standard error", descriptor: .standardError) }

  /// A file that takes its name only in ``commit()``; until then a temporary one beside it is written.
  package static func replacing(_ path: String) throws(CommandError) -> Output {
    // Through a symbolic link the file itself is replaced, the link stays.
    let resolved = realpath(path, nil).map { pointer in
      defer { free(pointer) }
      return String(cString: pointer)
    }
    let file = FilePath(resolved ?? path)
    let status = FileStatus(path: file.string)
    do {
      switch status.kind {
      case .folder: throw Errno.isDirectory
      case .other:
        // A device or a pipe can't be renamed over: it is written to as it is.
        return Output(
          name: path, descriptor: try FileDescriptor.open(file, .writeOnly, options: .closeOnExec))
      case .regular, .missing:
        let last = file.lastComponent?.string ?? "out"
        let beside = file.removingLastComponent().appending(".\(last).viet-\(getpid())")
        let permissions = status.kind == .regular ? status.permissions : FilePermissions(rawValue: 0o666)
        let descriptor = try FileDescriptor.open(
          beside, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: permissions)
        return Output(name: path, descriptor: descriptor, target: file, temporary: beside)
      }
    } catch { throw CommandError(error as? Errno ?? .ioError, doing: "write", file: path) }
  }

  deinit {
    guard let temporary, !isCommitted else { return }
    try? descriptor.close()
    unlink(temporary.string)
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    do { _ = try descriptor.writeAll(bytes) } catch let error as Errno {
      if error == .brokenPipe { throw ReaderGone() }
      throw CommandError(error, doing: "write", file: name)
    }
  }

  package func write(_ buffer: borrowing ByteBuffer) throws {
    try write(UnsafeRawBufferPointer(start: buffer.base, count: buffer.count))
  }

  package func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }

  /// Gives a replaced file its name. Nothing to do for standard output.
  package mutating func commit() throws(CommandError) {
    guard let target, let temporary else { return }
    do {
      guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
      try descriptor.close()
    } catch { throw CommandError(error as? Errno ?? .ioError, doing: "write", file: name) }
    guard rename(temporary.string, target.string) == 0 else {
      throw CommandError(Errno(rawValue: errno), doing: "write", file: name)
    }
    isCommitted = true
  }
}

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
