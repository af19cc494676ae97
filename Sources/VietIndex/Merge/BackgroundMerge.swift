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

  /// What became of the documents of a source while it was merged.
  enum Fate {
    /// Those of the set are deleted by now; `nil` if none is.
    case deleted([UInt64]?)
    /// All are deleted, and no commit names the segment any more.
    case gone
  }

  /// Which documents of the new segment are deleted after that happened to the sources. To be called after the end only.
  func deletions(of documents: UInt32, _ fates: [Fate]) -> [UInt64]? {
    var result = Deletions.none(documents)
    var isAny = false
    func delete(_ new: UInt32) {
      guard new != MergeSource.dead else { return }
      result[Int(new >> 6)] |= 1 << UInt64(new & 63)
      isAny = true
    }
    for (source, fate) in zip(work.sources, fates) {
      switch fate {
      case .gone: for new in source.newNumbers { delete(new) }
      case .deleted(let words):
        for (i, word) in (words ?? []).enumerated() {
          var rest = word
          while rest != 0 {
            delete(source.newNumbers[i * 64 + rest.trailingZeroBitCount])
            rest &= rest - 1
          }
        }
      }
    }
    return isAny ? result : nil
  }
}
