package import VietCore

/// A stretch of one input that can be worked on without its neighbours.
package struct Piece {
  package let bytes: UnsafeRawBufferPointer
  /// Bytes of the input before it.
  package let offset: Int
  /// Newlines of the input before it.
  package let line: Int
  /// Whether the input ends with it.
  package let isLast: Bool
}

/// Works on pieces, one after the other; each thread has its own.
package protocol PieceWorker: AnyObject, SendableMetatype {
  /// Appends the result for `piece`. What it appended before it threw is written.
  func work(_ piece: Piece, into output: inout ByteBuffer) throws
}

/// Reads an input, cuts it, works on the pieces in parallel and writes the results in order.
///
/// Memory is bounded: a slot a thread and two more, each the size of a piece and of its result.
package struct PiecePipeline {
  /// Bytes read before a cut is looked for.
  package static let pieceSize = 1 << 20

  /// Returns how many bytes from the start may be handed over, 0 to ask for more input first.
  package typealias Cut = @Sendable (UnsafeRawBufferPointer) -> Int

  private let threads: Int
  private let pieceSize: Int
  private let cut: Cut

  /// Where threads work side by side: below 64 KB, each spends more on waking the next than a warm cache saves.
  private var sharedPieceSize: Int { max(pieceSize, 1 << 16) }

  /// `pieceSize` (bytes) is for work whose tables should stay in the cache, or whose result is much longer than its piece;
  /// pieces that threads share are 64 KB at the least.
  package init(threads: Int, pieceSize: Int = PiecePipeline.pieceSize, cut: @escaping Cut) {
    self.threads = threads
    self.pieceSize = pieceSize
    self.cut = cut
  }

  /// After the last newline; a run without one is handed over at a code point once it is longer than the cap.
  package static func lines(cap: Int = 1 << 20) -> Cut {
    { bytes in
      var i = bytes.count
      while i > 0 {
        if bytes[i - 1] == 0x0A { return i }
        i -= 1
      }
      guard bytes.count > cap else { return 0 }
      i = bytes.count
      while i > bytes.count - 4, i > 0, bytes[i - 1] & 0xC0 == 0x80 { i -= 1 }
      return i > 0 && bytes[i - 1] >= 0xC0 ? i - 1 : bytes.count
    }
  }

  /// Runs `input` through one worker a thread. The first failure in the order of the input is thrown.
  package func run<Worker: PieceWorker>(
    _ input: borrowing Input, workers: [Worker], into output: borrowing Output,
    progress: (Int) -> Void = { _ in }
  ) throws {
    if threads == 1 || workers.count == 1 || (input.size ?? .max) <= sharedPieceSize {
      try runAlone(input, worker: workers[0], into: output, progress: progress)
    } else {
      try runInParallel(input, workers: workers, into: output, progress: progress)
    }
  }

  private func runAlone(
    _ input: borrowing Input, worker: some PieceWorker, into output: borrowing Output, progress: (Int) -> Void
  ) throws {
    var cutter = PieceCutter(pieceSize: pieceSize, cut: cut)
    var result = ByteBuffer(capacity: pieceSize)
    while let piece = try cutter.next(input) {
      result.removeAll()
      do { try worker.work(piece, into: &result) } catch {
        try output.write(result)
        throw error
      }
      try output.write(result)
      progress(piece.offset + piece.bytes.count)
    }
  }

  private func runInParallel<Worker: PieceWorker>(
    _ input: borrowing Input, workers: [Worker], into output: borrowing Output, progress: (Int) -> Void
  ) throws {
    let ring = PieceRing(count: workers.count + 2)
    let pieceSize = sharedPieceSize
    let crew = UncheckedBox(workers)
    var failure: (any Error)?
    Threads.run(workers.count) { number in
      let worker = crew.value[number]
      while let slot = ring.takeReady() {
        slot.result.removeAll()
        do { try worker.work(slot.piece, into: &slot.result) } catch { slot.failure = error }
        ring.finished(slot)
      }
    } caller: {
      defer { ring.close() }
      do {
        var cutter = PieceCutter(pieceSize: pieceSize, cut: cut)
        var isReading = true
        while true {
          while isReading, let slot = ring.takeFree() {
            if let piece = try cutter.next(input, ownedBy: slot) {
              ring.submit(slot, piece)
            } else {
              isReading = false
            }
          }
          guard let slot = ring.takeOldestFinished() else { break }
          try output.write(slot.result)
          if let failure = slot.failure { throw failure }
          progress(slot.piece.offset + slot.piece.bytes.count)
          ring.release(slot)
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
  }
}

/// Carries a value that is used by one thread at a time, or only read.
struct UncheckedBox<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
