internal import VietCore
internal import VietOrthography

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Sorts any number of lines in bounded memory: fills memory, sorts it in slices by thread, writes runs to temporary
/// files when it is full, and merges all. Stable; the result does not depend on memory or threads.
struct LineSorter: ~Copyable {
  private let order: SortOrder
  private let memory: Int
  private let threads: Int
  private var batch = LineBatch()
  /// In the order of the input; as many of one level as ``fanIn`` become one of the next.
  private var runs: [(run: SortRun, level: Int)] = []

  /// Runs merged at once; each has a buffer and a descriptor. With few descriptors fewer, since some of several
  /// levels are open at the same time.
  private static let fanIn: Int = {
    let openFiles = sysconf(Int32(_SC_OPEN_MAX))
    return openFiles < 0 ? 64 : min(64, max(2, (openFiles - 10) / 3))
  }()

  init(order: SortOrder, memory: Int, threads: Int) throws {
    self.order = order
    self.memory = memory
    self.threads = threads
    // Without collation data no line can be sorted: say so before anything is read.
    _ = try SortKeys(order)
  }

  mutating func add(_ line: UnsafeRawBufferPointer) throws {
    // A key is about three times the line; room for keys and entries is kept.
    if batch.count > 0, 4 * (batch.bytes + line.count) + 64 * (batch.count + 1) > memory { try spill() }
    batch.add(line)
  }

  /// Writes all lines in order, each with a newline.
  mutating func finish(into output: borrowing Output) throws {
    let slices = try batch.sorted(by: order, threads: threads)
    guard !runs.isEmpty else {
      try Self.write(slices, into: output)
      return
    }
    if batch.count > 0 { try spill(slices) }
    while runs.count > Self.fanIn {
      // Neighbours only, so that equal lines keep their order.
      var fewer: [SortRun] = []
      for start in stride(from: 0, to: runs.count, by: Self.fanIn) {
        fewer.append(try Self.run(merging: cursors(runs[start..<min(start + Self.fanIn, runs.count)])))
      }
      runs = fewer.map { ($0, 0) }
    }
    try Self.write(try cursors(runs[...]), into: output)
  }

  private mutating func spill() throws { try spill(try batch.sorted(by: order, threads: threads)) }

  private mutating func spill(_ slices: [SortCursor]) throws {
    runs.append((try Self.run(merging: slices), 0))
    batch.removeAll()
    while let level = runs.last?.level, runs.suffix(Self.fanIn).allSatisfy({ $0.level == level }),
      runs.count >= Self.fanIn
    {
      // Neighbours only, so that equal lines keep their order.
      let merged = try Self.run(merging: cursors(runs.suffix(Self.fanIn)))
      runs.removeLast(Self.fanIn)
      runs.append((merged, level + 1))
    }
  }

  private func cursors(_ runs: ArraySlice<(run: SortRun, level: Int)>) throws -> [SortCursor] {
    let room = max(1 << 14, memory / (2 * runs.count))
    return try runs.map { try RunCursor($0.run, buffer: min(room, 1 << 20)) }
  }

  private static func run(merging cursors: [SortCursor]) throws -> SortRun {
    let run = try SortRun()
    try merge(cursors) { try run.append(key: $0, line: $1) }
    try run.finish()
    return run
  }

  private static func write(_ cursors: [SortCursor], into output: borrowing Output) throws {
    var buffer = ByteBuffer(capacity: 1 << 18)
    try merge(cursors) { _, line in
      buffer.append(line)
      buffer.append(0x0A)
      if buffer.count >= 1 << 17 {
        try output.write(buffer)
        buffer.removeAll()
      }
    }
    try output.write(buffer)
  }

  /// Visits the lines of all cursors in order; of equal keys the earlier cursor's first.
  private static func merge(
    _ cursors: [SortCursor], _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    // A binary heap of cursors by (key, number).
    var heap: [Int] = []
    func precedes(_ a: Int, _ b: Int) -> Bool {
      let order = SortCursor.compare(cursors[a].key, cursors[b].key)
      return order != 0 ? order < 0 : a < b
    }
    func sink(_ start: Int) {
      var parent = start
      while true {
        var child = 2 * parent + 1
        guard child < heap.count else { return }
        if child + 1 < heap.count, precedes(heap[child + 1], heap[child]) { child += 1 }
        guard precedes(heap[child], heap[parent]) else { return }
        heap.swapAt(child, parent)
        parent = child
      }
    }
    for number in cursors.indices where try cursors[number].advance() { heap.append(number) }
    for parent in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(parent) }
    while let first = heap.first {
      try body(cursors[first].key, cursors[first].line)
      if try !cursors[first].advance() {
        heap[0] = heap[heap.count - 1]
        heap.removeLast()
      }
      sink(0)
    }
  }
}
