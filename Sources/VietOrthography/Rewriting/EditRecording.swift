internal import VietCore

/// Who hears about edits while a pass rewrites: an alignment, or nobody where speed is all.
///
/// Generic, so that each pass is compiled twice and the silent one pays nothing.
protocol EditRecording: ~Copyable {
  /// Bytes `start..<end` of the input became `newStart..<newEnd`, counted from where the pass began to write.
  mutating func record(_ start: Int, _ end: Int, _ newStart: Int, _ newEnd: Int)
  /// Known to the compiler, so that what only serves records is not compiled for nobody.
  static var isRecording: Bool { get }
}

extension EditRecording where Self: ~Copyable {
  /// Records unless `start..<end` of `source` is what was written at `target`.
  @inline(__always)
  mutating func recordIfChanged(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ target: UnsafePointer<UInt8>,
    _ newStart: Int, _ newEnd: Int
  ) {
    guard Self.isRecording else { return }
    if end - start == newEnd - newStart {
      var i = 0
      while i < end - start, source[start + i] == target[i] { i += 1 }
      if i == end - start { return }
    }
    record(start, end, newStart, newEnd)
  }
}

/// Records nothing.
struct NoEdits: EditRecording {
  /// A value without bytes has no address of its own: the thread sanitizer then takes two threads' for one.
  private let place: UInt8 = 0

  static var isRecording: Bool { false }

  @inline(__always)
  mutating func record(_ start: Int, _ end: Int, _ newStart: Int, _ newEnd: Int) {}
}

extension Alignment.Builder: EditRecording {
  static var isRecording: Bool { true }

  mutating func record(_ start: Int, _ end: Int, _ newStart: Int, _ newEnd: Int) {
    replace(UTF8Range(start, end), with: UTF8Range(newStart, newEnd))
  }
}

/// Copies an input to an output and puts edits in between; what a pass that changes little is made of.
struct EditingCopy: ~Copyable {
  private let source: UnsafePointer<UInt8>
  /// Bytes of the output before this pass.
  private let origin: Int
  /// Input bytes that are dealt with.
  private(set) var copied = 0

  init(_ source: UnsafePointer<UInt8>, _ output: borrowing ByteBuffer) {
    self.source = source
    origin = output.count
  }

  /// Copies the input up to `index`.
  @inline(__always)
  mutating func copy(upTo index: Int, into output: inout ByteBuffer) {
    guard index > copied else { return }
    output.append(UnsafeRawBufferPointer(start: source + copied, count: index - copied))
    copied = index
  }

  /// Copies up to `start` and writes `count` bytes of `replacement` in place of `start..<end`.
  mutating func replace(
    _ start: Int, _ end: Int, with replacement: UnsafePointer<UInt8>, count: Int,
    into output: inout ByteBuffer, recording edits: inout some EditRecording & ~Copyable
  ) {
    copy(upTo: start, into: &output)
    let newStart = output.count - origin
    output.append(UnsafeRawBufferPointer(start: replacement, count: count))
    copied = end
    edits.record(start, end, newStart, newStart + count)
  }
}
