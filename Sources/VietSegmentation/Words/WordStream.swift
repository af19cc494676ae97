public import VietCore

/// One word: one or more syllables, or a token of another kind.
public struct Word: Hashable, Sendable {
  /// From its first syllable to its last, the blanks between them included.
  public let range: UTF8Range<Original>
  /// Units that it consists of.
  public let syllableCount: Int
  public let kind: TokenKind
}

extension WordSegmenter: Segmenter {
  /// A stream in which a line's end ends a sentence.
  public func makeStream() -> WordStream { WordStream(self, joinsLines: false) }

  /// A stream; `joinsLines` is for hard-wrapped text, in which only an empty line ends a paragraph.
  public func makeStream(joinsLines: Bool) -> WordStream { WordStream(self, joinsLines: joinsLines) }
}

/// The state of one input of a ``WordSegmenter``. Holds one sentence, at most 128 KiB and a token.
public final class WordStream: SegmenterStream {
  private var cutter: SentenceCutter

  init(_ segmenter: WordSegmenter, joinsLines: Bool) {
    cutter = SentenceCutter(.words(joinsLines ? .areJoined : .endSentences, segmenter))
  }

  public func consume(_ chunk: borrowing Span<UInt8>, emit: (Word) throws -> Void) rethrows {
    try cutter.consume(chunk) { try Self.forEachWord($0, $1, emit) }
  }

  public func finish(emit: (Word) throws -> Void) rethrows {
    try cutter.finish { try Self.forEachWord($0, $1, emit) }
  }

  private static func forEachWord(
    _ units: UnsafeBufferPointer<TextUnit>, _ offset: Int, _ emit: (Word) throws -> Void
  ) rethrows {
    var start = 0
    while start < units.count {
      var end = start + 1
      while end < units.count, units[end].flags.contains(.continuesWord) { end += 1 }
      try emit(
        Word(
          range: UTF8Range(offset + Int(units[start].start), offset + Int(units[end - 1].end)),
          syllableCount: end - start, kind: units[start].kind))
      start = end
    }
  }
}
