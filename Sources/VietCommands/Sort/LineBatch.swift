internal import VietCore
internal import VietOrthography

/// The lines that memory holds at a time, back to back.
struct LineBatch: ~Copyable {
  private var text = ByteBuffer(capacity: 1 << 16)
  /// End of each line in ``text``.
  private var ends: [Int] = []

  var count: Int { ends.count }
  var bytes: Int { text.count }

  mutating func add(_ line: UnsafeRawBufferPointer) {
    text.append(line)
    ends.append(text.count)
  }

  mutating func removeAll() {
    text.removeAll()
    ends.removeAll(keepingCapacity: true)
  }

  /// Sorts the lines in one slice a thread, the slices in the order of the lines. They point into this batch.
  func sorted(by order: SortOrder, threads: Int) throws -> [SortCursor] {
    // A thread is not worth it for a few lines.
    let parts = max(1, min(threads, count / 1024))
    let slices = (0..<parts).map { part in
      SortedSlice(count * part / parts..<count * (part + 1) / parts, ends: ends, text: text.base)
    }
    let work = UncheckedBox(slices)
    if parts == 1 {
      slices[0].sort(by: order)
    } else {
      Threads.run(parts) { work.value[$0].sort(by: order) }
    }
    for slice in slices { if let failure = slice.failure { throw failure } }
    return slices
  }
}

/// Lines of a batch, sorted in memory by one thread.
final class SortedSlice: SortCursor {
  private struct Entry {
    /// First eight bytes of the key, the first one highest: settles most comparisons without a look at the key.
    var prefix: UInt64
    var keyStart: Int
    var keyCount: Int
    var line: Int
  }

  private let lines: Range<Int>
  private let ends: [Int]
  private let text: UnsafeMutablePointer<UInt8>
  private var keys = ByteBuffer()
  private var entries: [Entry] = []
  private var next = 0
  private(set) var failure: (any Error)?

  init(_ lines: Range<Int>, ends: [Int], text: UnsafeMutablePointer<UInt8>) {
    self.lines = lines
    self.ends = ends
    self.text = text
  }

  func sort(by order: SortOrder) {
    do {
      var maker = try SortKeys(order)
      var keys = ByteBuffer(capacity: 1 << 16)
      var entries: [Entry] = []
      entries.reserveCapacity(lines.count)
      for line in lines {
        let start = keys.count
        var bytes = self.bytes(line)
        // A carriage return belongs to the line break.
        if let last = bytes.last, last == 0x0D { bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast()) }
        try maker.appendKey(of: bytes, to: &keys)
        entries.append(
          Entry(
            prefix: Self.prefix(keys.base + start, keys.count - start), keyStart: start,
            keyCount: keys.count - start, line: line))
      }
      let base = UnsafeRawPointer(keys.base)
      entries.sort { a, b in
        if a.prefix != b.prefix { return a.prefix < b.prefix }
        let order = SortCursor.compare(
          UnsafeRawBufferPointer(start: base + a.keyStart, count: a.keyCount),
          UnsafeRawBufferPointer(start: base + b.keyStart, count: b.keyCount))
        return order != 0 ? order < 0 : a.line < b.line
      }
      self.entries = entries
      self.keys = keys
    } catch { failure = error }
  }

  override func advance() -> Bool {
    guard next < entries.count else { return false }
    let entry = entries[next]
    next += 1
    key = UnsafeRawBufferPointer(start: keys.base + entry.keyStart, count: entry.keyCount)
    line = bytes(entry.line)
    return true
  }

  private func bytes(_ line: Int) -> UnsafeRawBufferPointer {
    let start = line == 0 ? 0 : ends[line - 1]
    return UnsafeRawBufferPointer(start: text + start, count: ends[line] - start)
  }

  private static func prefix(_ key: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for i in 0..<8 { value = value << 8 | (i < count ? UInt64(key[i]) : 0) }
    return value
  }
}
