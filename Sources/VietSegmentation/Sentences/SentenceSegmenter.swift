internal import VietCore

/// Cuts text into sentences and their tokens.
public struct SentenceSegmenter: Segmenter {
  /// Whether a line's end leaves the sentence open, as in hard-wrapped text.
  public let joinsLines: Bool

  public init(joinsLines: Bool = false) { self.joinsLines = joinsLines }

  public func makeStream() -> SentenceStream { SentenceStream(joinsLines: joinsLines) }
}

/// The state of one input of a ``SentenceSegmenter``. Holds one sentence, at most 128 KiB and a token.
public final class SentenceStream: SegmenterStream {
  private var cutter: SentenceCutter

  init(joinsLines: Bool) { cutter = SentenceCutter(.sentences(joinsLines ? .areJoined : .endSentences)) }

  public func consume(_ chunk: borrowing Span<UInt8>, emit: (Sentence) throws -> Void) rethrows {
    try cutter.consume(chunk) { units, offset in try emit(Self.sentence(units, offset)) }
  }

  public func finish(emit: (Sentence) throws -> Void) rethrows {
    try cutter.finish { units, offset in try emit(Self.sentence(units, offset)) }
  }

  private static func sentence(_ units: UnsafeBufferPointer<TextUnit>, _ offset: Int) -> Sentence {
    Sentence(
      range: UTF8Range(offset + Int(units[0].start), offset + Int(units[units.count - 1].end)),
      tokens: units.map { TextToken($0, offset: offset) })
  }
}
