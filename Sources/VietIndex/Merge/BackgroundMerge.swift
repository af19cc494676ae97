internal import VietCore

/// A merge of committed segments in a thread of its own, while their writer goes on.
///
/// It only reads what is committed and writes a file that no commit names; the writer takes the result into a commit of
/// its own. Letting it go stops it: the file is an orphan then, as after a crash.
final class BackgroundMerge {
  /// What the thread works with. It alone touches the sources until it has ended.
  private final class Work: @unchecked Sendable {
    let sources: [MergeSource]
    let schema: Schema
    let output: SegmentOutput
    /// Held for as long as a file of the index is written.
    let lock: any StorageLock
    let state = Monitor(State())

    struct State {
      var isStopped = false
      var result: Result<PendingSegment, IndexError>?
    }

    init(_ sources: [MergeSource], _ schema: Schema, _ output: SegmentOutput, _ lock: any StorageLock) {
      self.sources = sources
      self.schema = schema
      self.output = output
      self.lock = lock
    }

    func run() {
      let result: Result<PendingSegment, IndexError>
      do throws(IndexError) {
        let merger = SegmentMerger(sources, schema, output)
        result = .success(
          try merger.write(firstOrdinal: nil) { [state] _ throws(IndexError) in
            if state.update({ $0.isStopped }) { throw IndexError(.io, "the merge was stopped") }
          })
      } catch { result = .failure(error) }
      state.update { $0.result = result }
    }
  }

  /// The numbers of the segments that are merged, in the order of the sources.
  let numbers: [UInt64]
  /// The number of the segment to be.
  let number: UInt64
  private let work: Work
  private let thread: BackgroundThread

  init(_ sources: [MergeSource], _ schema: Schema, _ output: SegmentOutput, _ lock: any StorageLock) {
    numbers = sources.map(\.segment.number)
    number = output.number
    let work = Work(sources, schema, output, lock)
    self.work = work
    thread = BackgroundThread { work.run() }
  }

  deinit { work.state.update { $0.isStopped = true } }

  /// The new segment or why there is none; `nil` while it is still running, unless `waits`.
  func result(waits: Bool) -> Result<PendingSegment, IndexError>? {
    waits ? work.state.wait { $0.result } : work.state.update { $0.result }
  }

  /// Which documents of the new segment are deleted, when of source `i` those of `deleted[i]` are by now. To be
  /// called after the end only.
  func deletions(of documents: UInt32, _ deleted: [[UInt64]?]) -> [UInt64]? {
    var result = Deletions.none(documents)
    var isAny = false
    for (source, words) in zip(work.sources, deleted) {
      guard let words else { continue }
      for (i, word) in words.enumerated() {
        var rest = word
        while rest != 0 {
          let new = source.newNumbers[i * 64 + rest.trailingZeroBitCount]
          if new != MergeSource.dead {
            result[Int(new >> 6)] |= 1 << UInt64(new & 63)
            isAny = true
          }
          rest &= rest - 1
        }
      }
    }
    return isAny ? result : nil
  }
}
