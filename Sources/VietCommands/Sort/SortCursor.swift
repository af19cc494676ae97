#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Walks sorted lines: those of a slice in memory or of a run in a file.
class SortCursor {
  /// Key and line at hand; valid until the next ``advance()``.
  final var key = UnsafeRawBufferPointer(start: nil, count: 0)
  final var line = UnsafeRawBufferPointer(start: nil, count: 0)

  /// Moves to the next line; false at the end.
  func advance() throws -> Bool { false }

  /// Compares keys byte by byte, a prefix first.
  static func compare(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
    let shorter = min(a.count, b.count)
    if shorter > 0, let first = a.baseAddress, let second = b.baseAddress {
      let order = memcmp(first, second, shorter)
      if order != 0 { return Int(order) }
    }
    return a.count - b.count
  }
}
