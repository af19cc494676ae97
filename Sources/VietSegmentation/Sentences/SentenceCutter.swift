internal import VietCore

/// Runs a pipeline over a stream and hands over each sentence once nothing to come can change it.
package struct SentenceCutter: ~Copyable {
  /// Gets the units of a sentence, with the offset that their ranges count from; valid only during the call.
  package typealias Body = (UnsafeBufferPointer<TextUnit>, Int) throws -> Void

  private var pipeline: TextPipeline
  private var pending = PendingBytes()
  /// What stands before the pending bytes, as their first unit was told when those before were there, too.
  private var carried: TextUnit.Flags?
  private static let before: TextUnit.Flags = [.blankBefore, .newlineBefore, .paragraphBefore]

  package init(_ depth: TextPipeline.Depth) { pipeline = TextPipeline(depth) }

  package mutating func consume(_ chunk: borrowing Span<UInt8>, _ body: Body) rethrows {
    var start = 0
    while start < chunk.count {
      start = pending.take(chunk, from: start)
      if pending.isWorthwhile { try cut(isLast: false, body) }
    }
  }

  package mutating func finish(_ body: Body) rethrows {
    try cut(isLast: true, body)
    pending.reset()
    carried = nil
  }

  private mutating func cut(isLast: Bool, _ body: Body) rethrows {
    pipeline.run(pending.bytes)
    let limit = isLast ? pipeline.units.count : pipeline.settledCount
    let units = UnsafeBufferPointer(start: pipeline.units.base, count: pipeline.units.count)
    let offset = pending.offset
    if let carried, units.count > 0 {
      let kept = units[0].flags.subtracting(Self.before)
      pipeline.setFlags(kept.union(carried), ofUnit: 0)
    }
    if isLast {
      pending.drop(pending.bytes.count)
    } else {
      if limit > 0 { carried = units[limit].flags.intersection(Self.before) }
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
