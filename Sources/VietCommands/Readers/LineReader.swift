internal import VietCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Walks the lines of a run of bytes; the line break (LF or CR LF) is not part of a line.
struct LineReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  /// Number of the next line, counted from 1.
  private(set) var line: Int

  init(_ bytes: UnsafeRawBufferPointer, firstLine: Int) {
    self.bytes = bytes
    line = firstLine
  }

  mutating func next() -> UnsafeRawBufferPointer? {
    guard position < bytes.count, let base = bytes.baseAddress else { return nil }
    let start = position
    var end = bytes.count
    if let found = memchr(base + start, 0x0A, bytes.count - start) {
      end = UnsafeRawPointer(found) - base
      position = end + 1
    } else {
      position = end
    }
    line += 1
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }
}

enum ByteOrderMark {
  /// `bytes` without a UTF-8 byte order mark at the start.
  static func skipped(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF else { return bytes }
    return UnsafeRawBufferPointer(rebasing: bytes[3...])
  }
}
