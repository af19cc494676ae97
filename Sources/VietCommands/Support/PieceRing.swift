internal import VietCore

/// The slots through which pieces pass: free, submitted, taken, finished, free again, in the order of the input.
final class PieceRing: Sendable {
  final class Slot: @unchecked Sendable {
    enum State { case free, ready, taken, finished }

    fileprivate var state = State.free
    var source = ByteBuffer(capacity: 0)
    var result = ByteBuffer(capacity: 0)
    var piece = Piece(bytes: UnsafeRawBufferPointer(start: nil, count: 0), offset: 0, line: 0, isLast: true)
    var failure: (any Error)?
  }

  private struct State {
    var next = 0  // submissions so far
    var taken = 0
    var oldest = 0  // releases so far
    var isClosed = false
  }

  private let slots: [Slot]
  private let monitor = Monitor(State())

  init(count: Int) { slots = (0..<count).map { _ in Slot() } }

  /// A slot to fill, or nothing when all are in use.
  func takeFree() -> Slot? {
    monitor.update { state in state.next - state.oldest < slots.count ? slots[state.next % slots.count] : nil
    }
  }

  func submit(_ slot: Slot, _ piece: Piece) {
    monitor.update { state in
      slot.piece = piece
      slot.failure = nil
      slot.state = .ready
      state.next += 1
    }
  }

  /// The next piece to work on; waits for one; nothing when there will be none.
  func takeReady() -> Slot? {
    monitor.wait { state -> Slot?? in
      if state.taken < state.next {
        let slot = slots[state.taken % slots.count]
        state.taken += 1
        slot.state = .taken
        return .some(slot)
      }
      return state.isClosed ? .some(nil) : nil
    }
  }

  func finished(_ slot: Slot) { monitor.update { _ in slot.state = .finished } }

  /// The oldest piece once it is finished; nothing when no piece is under way.
  func takeOldestFinished() -> Slot? {
    monitor.wait { state -> Slot?? in
      guard state.oldest < state.next else { return .some(nil) }
      let slot = slots[state.oldest % slots.count]
      return slot.state == .finished ? .some(slot) : nil
    }
  }

  func release(_ slot: Slot) {
    monitor.update { state in
      slot.state = .free
      state.oldest += 1
    }
  }

  /// No more pieces; work not yet taken is dropped.
  func close() {
    monitor.update { state in
      state.isClosed = true
      state.taken = max(state.taken, state.next)
    }
  }
}
