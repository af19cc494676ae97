internal import VietCore

/// Where the documents of a segment stand in the input: runs of documents with consecutive ordinals.
struct OrdinalRuns: @unchecked Sendable {
  private let base: UnsafeRawPointer
  let count: Int

  /// `nil` if the section has the wrong length or the first run does not begin with the first document.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count % 16 == 0, let base = bytes.baseAddress else { return nil }
    self.base = base
    count = bytes.count / 16
    if count > 0 && base.u64(0) != 0 { return nil }
  }

  /// Complexity: O(log runs).
  subscript(doc: UInt32) -> UInt64 {
    guard count > 0 else { return 0 }
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if base.u64(middle * 16) <= UInt64(doc) { low = middle } else { high = middle }
    }
    return base.u64(low * 16 + 8) &+ (UInt64(doc) &- base.u64(low * 16))
  }

  /// Collects the runs while documents are added.
  struct Builder {
    private(set) var runs: [(doc: UInt64, ordinal: UInt64)] = []
    private var next: UInt64?

    mutating func add(_ doc: UInt32, _ ordinal: UInt64) {
      if next != ordinal { runs.append((UInt64(doc), ordinal)) }
      next = ordinal &+ 1
    }

    func encode(into buffer: inout ByteBuffer) {
      for run in runs {
        buffer.append(u64: run.doc)
        buffer.append(u64: run.ordinal)
      }
    }
  }
}
