internal import VietCore

/// Runs a pipeline over a stream and hands over each sentence once nothing to come can change it.
struct SentenceCutter: ~Copyable {
  /// Gets the units of a sentence, with the offset that their ranges count from; valid only during the call.
  typealias Body = (UnsafeBufferPointer<TextUnit>, Int) throws -> Void

  private var pipeline: TextPipeline
  private var pending = PendingBytes()

  init(_ depth: TextPipeline.Depth) { pipeline = TextPipeline(depth) }

  mutating func consume(_ chunk: borrowing Span<UInt8>, _ body: Body) rethrows {
    var start = 0
    while start < chunk.count {
      start = pending.take(chunk, from: start)
      if pending.isWorthwhile { try cut(isLast: false, body) }
    }
  }

  mutating func finish(_ body: Body) rethrows {
    try cut(isLast: true, body)
    pending.reset()
  }

  private mutating func cut(isLast: Bool, _ body: Body) rethrows {
    pipeline.run(pending.bytes)
    let limit = isLast ? pipeline.units.count : pipeline.settledCount
    let units = UnsafeBufferPointer(start: pipeline.units.base, count: pipeline.units.count)
    let offset = pending.offset
    if isLast {
      pending.drop(pending.bytes.count)
    } else {
      pending.drop(limit == 0 ? 0 : Int(units[limit].start))
    }
    var start = 0
    while start < limit {
      var end = start + 1
      while end < limit, !units[end].flags.contains(.sentenceStart) { end += 1 }
      try body(UnsafeBufferPointer(rebasing: units[start..<end]), offset)
      start = end
    }
  }
}
