internal import SystemPackage
package import VietCore

/// One input of a command: a named file or standard input.
package struct Input: ~Copyable {
  /// What the user called it; `-` for standard input.
  package let name: String
  /// Size in bytes where it is known before reading.
  package private(set) var size: Int?
  private let descriptor: FileDescriptor
  private let isOwned: Bool
  private var decompressor: Decompressor?
  private var pushedBack = ByteQueue()

  private init(name: String, size: Int?, descriptor: FileDescriptor, isOwned: Bool) {
    self.name = name
    self.size = size
    self.descriptor = descriptor
    self.isOwned = isOwned
  }

  /// Opens `path`; `-` is standard input.
  package static func open(_ path: String) throws(CommandError) -> Input {
    if path == "-" { return Input(name: path, size: nil, descriptor: .standardInput, isOwned: false) }
    let descriptor: FileDescriptor
    do { descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec) } catch {
      throw CommandError(error as? Errno ?? .ioError, doing: "open", file: path)
    }
    let status = FileStatus(descriptor)
    if status.kind == .folder {
      try? descriptor.close()
      throw CommandError(.isDirectory, doing: "read", file: path)
    }
    return Input(
      name: path, size: status.kind == .regular ? status.size : nil, descriptor: descriptor, isOwned: true)
  }

  /// Opens `path`; what is gzip or zstd by its first bytes is read unpacked.
  package static func openUnpacking(_ path: String) throws(CommandError) -> Input {
    var input = try open(path)
    var first = ByteBuffer(capacity: 1 << 16)
    while first.count < 4, try input.read(into: &first, limit: 1 << 16) > 0 {}
    let bytes = UnsafeRawBufferPointer(start: first.base, count: first.count)
    let packing = Packing(firstBytes: bytes)
    input.decompressor = Decompressor(packing, firstBytes: bytes)
    if packing != .none { input.size = nil }
    return input
  }

  deinit { if isOwned { try? descriptor.close() } }

  /// Reads up to `limit` bytes to the end of `buffer`; 0 at the end of the input.
  package func read(into buffer: inout ByteBuffer, limit: Int) throws(CommandError) -> Int {
    buffer.reserve(limit)
    if let n = pushedBack.take(limit, into: &buffer) { return n }
    let target = UnsafeMutableRawBufferPointer(start: buffer.base + buffer.count, count: limit)
    do {
      let n =
        if let decompressor {
          try decompressor.read(into: target) { raw in
            raw.reserve(1 << 16)
            let n = try descriptor.read(
              into: UnsafeMutableRawBufferPointer(start: raw.base + raw.count, count: 1 << 16))
            raw.count += n
            return n
          }
        } else { try descriptor.read(into: target) }
      buffer.count += n
      return n
    } catch Decompressor.Failure.endsTooEarly {
      throw CommandError(file: name, "the compressed data ends too early (fetch the file again)")
    } catch Decompressor.Failure.damaged(let what) {
      throw CommandError(file: name, "the compressed data is damaged: \(what) (fetch the file again)")
    } catch { throw CommandError(error as? Errno ?? .ioError, doing: "read", file: name) }
  }

  /// Gives bytes back that were read only to look at them: they are what is read next.
  package mutating func unread(_ bytes: consuming ByteBuffer) { pushedBack = ByteQueue(bytes) }

  /// Reads to the end. For formats that need the whole; everything else streams.
  package func readAll(into buffer: inout ByteBuffer) throws(CommandError) {
    if let size { buffer.reserve(size + 1) }
    while try read(into: &buffer, limit: 1 << 20) > 0 {}
  }
}

/// Bytes that wait to be read again.
private final class ByteQueue {
  private var bytes: ByteBuffer
  private var offset = 0

  init(_ bytes: consuming ByteBuffer = ByteBuffer()) { self.bytes = bytes }

  /// Moves up to `limit` bytes; nothing when none are left.
  func take(_ limit: Int, into buffer: inout ByteBuffer) -> Int? {
    let n = min(limit, bytes.count - offset)
    guard n > 0 else { return nil }
    buffer.append(UnsafeRawBufferPointer(start: bytes.base + offset, count: n))
    offset += n
    return n
  }
}
