internal import SystemPackage
internal import VietCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A sorted run in a temporary file: for each line the lengths of key and line (four bytes each), then both.
///
/// The file has no name any more once it is open, so it goes when the program goes, however that ends.
final class SortRun {
  fileprivate let descriptor: FileDescriptor
  fileprivate let path: String
  private var buffer = ByteBuffer(capacity: 1 << 18)

  init() throws(CommandError) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/viet-sort-XXXXXX".utf8CString)
    let raw = template.withUnsafeMutableBufferPointer { mkstemp($0.baseAddress!) }
    path = folder
    guard raw >= 0 else {
      throw CommandError(Errno(rawValue: errno), doing: "write a temporary file", file: folder)
    }
    _ = template.withUnsafeBufferPointer { unlink($0.baseAddress!) }
    descriptor = FileDescriptor(rawValue: raw)
  }

  deinit { try? descriptor.close() }

  func append(key: UnsafeRawBufferPointer, line: UnsafeRawBufferPointer) throws(CommandError) {
    withUnsafeBytes(of: (UInt32(key.count), UInt32(line.count))) { buffer.append($0) }
    buffer.append(key)
    buffer.append(line)
    if buffer.count >= 1 << 17 { try flush() }
  }

  func finish() throws(CommandError) { try flush() }

  private func flush() throws(CommandError) {
    do { _ = try descriptor.writeAll(UnsafeRawBufferPointer(start: buffer.base, count: buffer.count)) } catch
    {
      throw CommandError(error as? Errno ?? .ioError, doing: "write a temporary file", file: path)
    }
    buffer.removeAll()
  }
}

/// Reads a run from its start.
final class RunCursor: SortCursor {
  private let run: SortRun
  private let room: Int
  private var buffer: ByteBuffer
  private var used = 0
  private var offset: Int64 = 0

  init(_ run: SortRun, buffer room: Int) throws {
    self.run = run
    self.room = room
    buffer = ByteBuffer(capacity: room)
  }

  override func advance() throws -> Bool {
    guard try fill(8) else { return false }
    let lengths = UnsafeRawPointer(buffer.base + used).loadUnaligned(as: (UInt32, UInt32).self)
    let keyCount = Int(lengths.0)
    let lineCount = Int(lengths.1)
    guard try fill(8 + keyCount + lineCount) else {
      throw CommandError(.ioError, doing: "read a temporary file", file: run.path)
    }
    key = UnsafeRawBufferPointer(start: buffer.base + used + 8, count: keyCount)
    line = UnsafeRawBufferPointer(start: buffer.base + used + 8 + keyCount, count: lineCount)
    used += 8 + keyCount + lineCount
    return true
  }

  /// Makes `wanted` bytes stand in the buffer; false where the file ends before.
  private func fill(_ wanted: Int) throws(CommandError) -> Bool {
    if buffer.count - used >= wanted { return true }
    buffer.removeFirst(used)
    used = 0
    let target = max(wanted, room)
    buffer.reserve(target - buffer.count)
    while buffer.count < target {
      let space = UnsafeMutableRawBufferPointer(
        start: buffer.base + buffer.count, count: target - buffer.count)
      do {
        let n = try run.descriptor.read(fromAbsoluteOffset: offset, into: space)
        if n == 0 { break }
        offset += Int64(n)
        buffer.count += n
      } catch {
        throw CommandError(error as? Errno ?? .ioError, doing: "read a temporary file", file: run.path)
      }
    }
    return buffer.count >= wanted
  }
}
