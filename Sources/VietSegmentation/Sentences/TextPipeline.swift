internal import VietCore

/// Bytes to units of one stretch of text: scanning, joining, sentences, each over the whole batch before the next.
package struct TextPipeline: ~Copyable {
  /// What the text is cut into.
  package enum Depth: Sendable {
    /// The scanner's syllables; a sentence is a line.
    case syllables
    /// Joined, and marked with sentence starts.
    case sentences(SentenceMarker.Lines)
    /// Sentences, and in them ``TextUnit/Flags/continuesWord``.
    case words(SentenceMarker.Lines, WordSegmenter)
  }

  private var scanner = SyllableScanner()
  private var scanned = UnitBatch()
  package private(set) var units = UnitBatch()
  private let depth: Depth
  private var scratch = WordScratch()
  private var joins: [Bool] = []

  package init(_ depth: Depth) { self.depth = depth }

  /// Cuts `text`, which is taken as a whole; the result is in ``units``, offsets relative to `text`.
  package mutating func run(_ text: UnsafeRawBufferPointer) {
    scanner.reset()
    units.removeAll()
    switch depth {
    case .syllables:
      _ = scanner.scan(text, isLast: true, into: &units)
      for i in 0..<units.count where units.base[i].flags.contains(.newlineBefore) {
        units.base[i].flags.insert(.sentenceStart)
      }
    case .sentences(let lines): cutSentences(text, lines)
    case .words(let lines, let segmenter):
      cutSentences(text, lines)
      joinWords(segmenter)
    }
  }

  /// Says better than the scanner could what is known of a unit.
  mutating func setFlags(_ flags: TextUnit.Flags, ofUnit i: Int) { units.base[i].flags = flags }

  private mutating func cutSentences(_ text: UnsafeRawBufferPointer, _ lines: SentenceMarker.Lines) {
    scanned.removeAll()
    _ = scanner.scan(text, isLast: true, into: &scanned)
    scanned.withUnits { Joiner(text, $0).join(into: &units) }
    SentenceMarker(text, UnsafeMutableBufferPointer(start: units.base, count: units.count), lines: lines)
      .mark()
  }

  private mutating func joinWords(_ segmenter: WordSegmenter) {
    var start = 0
    while start < units.count {
      var end = start + 1
      while end < units.count, !units.base[end].flags.contains(.sentenceStart) { end += 1 }
      let count = end - start
      if joins.count < count { joins = [Bool](repeating: false, count: count * 2) }
      joins.withUnsafeMutableBufferPointer { joins in
        guard let joins = joins.baseAddress else { return }
        segmenter.joinWords(
          UnsafeBufferPointer(start: units.base + start, count: count), &scratch, into: joins)
        for i in 1..<max(count, 1) where joins[i - 1] { units.base[start + i].flags.insert(.continuesWord) }
      }
      start = end
    }
  }

  /// How many of the ``units`` belong to sentences that no bytes behind the text can change; the next unit begins a
  /// sentence behind a blank.
  ///
  /// Bytes to come may change the last stretch between blanks, and what stands there decides about the two before it.
  package var settledCount: Int {
    var blanks = 0
    var i = units.count
    while i > 1 {
      i -= 1
      let flags = units.base[i].flags
      guard flags.contains(.blankBefore) else { continue }
      blanks += 1
      if blanks > 3, flags.contains(.sentenceStart) { return i }
    }
    return 0
  }
}
