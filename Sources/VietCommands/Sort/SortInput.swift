internal import VietCore
internal import VietKernels

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Cuts one input into lines for a ``LineSorter`` and deals with malformed UTF-8.
struct SortInput: ~Copyable {
  private let policy: InvalidUTF8Policy
  /// Bytes read.
  private(set) var bytes = 0
  /// Sequences that were replaced.
  private(set) var malformed = 0
  private var sound = ByteBuffer()

  init(policy: InvalidUTF8Policy) { self.policy = policy }

  mutating func read(
    _ input: inout Input, into sorter: inout LineSorter, progress: (Int) -> Void = { _ in }
  ) throws {
    var buffer = ByteBuffer(capacity: 1 << 20)
    var isFirst = true
    while true {
      // What was searched for a newline already; a line longer than the buffer makes the buffer grow.
      let searched = isFirst ? 0 : buffer.count
      let got = try input.read(into: &buffer, limit: 1 << 20)
      if isFirst, buffer.count < 3, got > 0 { continue }
      // A byte order mark belongs to the file, not to the line that happens to be first.
      let hasMark =
        isFirst && buffer.count >= 3 && buffer.base[0] == 0xEF && buffer.base[1] == 0xBB
        && buffer.base[2] == 0xBF
      isFirst = false
      var start = hasMark ? 3 : 0
      var from = max(start, searched)
      while let found = memchr(buffer.base + from, 0x0A, buffer.count - from) {
        let end = UnsafeRawPointer(found) - UnsafeRawPointer(buffer.base)
        try add(
          UnsafeRawBufferPointer(start: buffer.base + start, count: end - start), bytes + start, input.name,
          &sorter)
        start = end + 1
        from = start
      }
      if got == 0 {
        if buffer.count > start {
          try add(
            UnsafeRawBufferPointer(start: buffer.base + start, count: buffer.count - start), bytes + start,
            input.name, &sorter)
        }
        bytes += buffer.count
        return
      }
      bytes += start
      buffer.removeFirst(start)
      progress(bytes)
    }
  }

  private mutating func add(
    _ line: UnsafeRawBufferPointer, _ offset: Int, _ file: String, _ sorter: inout LineSorter
  ) throws {
    let valid = UTF8Validation.validPrefix(line)
    if valid == line.count || policy == .pass { return try sorter.add(line) }
    if policy == .strict {
      throw CommandError(
        file: file, place: .byte(offset + valid),
        "byte 0x\(String(line[valid], radix: 16, uppercase: true)) is no UTF-8 (use --invalid replace or viet convert)"
      )
    }
    sound.removeAll()
    malformed += MalformedUTF8.replace(line, into: &sound)
    try sorter.add(UnsafeRawBufferPointer(start: sound.base, count: sound.count))
  }
}
