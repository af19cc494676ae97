internal import VietCore

/// Cuts text into syllables, numbers and marks as UAX #29 (ICU's word break, locale vi) draws them.
public struct SyllableSegmenter: Segmenter {
  public init() {}
  public func makeStream() -> SyllableStream { SyllableStream() }
}

/// The state of one input of a ``SyllableSegmenter``. Holds one segment, at most ``SyllableScanner/cap`` bytes.
public final class SyllableStream: SegmenterStream {
  private var scanner = SyllableScanner()
  private var units = UnitBatch()
  private var pending = PendingBytes()

  public func consume(_ chunk: borrowing Span<UInt8>, emit: (TextToken) throws -> Void) rethrows {
    var start = 0
    while start < chunk.count {
      start = pending.take(chunk, from: start)
      if pending.isWorthwhile { try scan(isLast: false, emit) }
    }
  }

  public func finish(emit: (TextToken) throws -> Void) rethrows {
    try scan(isLast: true, emit)
    scanner.reset()
    pending.reset()
  }

  private func scan(isLast: Bool, _ emit: (TextToken) throws -> Void) rethrows {
    units.removeAll()
    let consumed = scanner.scan(pending.bytes, isLast: isLast, into: &units)
    let offset = pending.offset
    pending.drop(consumed)
    for i in 0..<units.count { try emit(TextToken(units.base[i], offset: offset)) }
  }
}
