internal import VietCore

/// Bytes to units of one stretch of text: scanning, joining, sentences, each over the whole batch before the next.
package struct TextPipeline: ~Copyable {
  /// What the text is cut into.
  package enum Depth: Sendable {
    /// The scanner's syllables; a sentence is a line.
    case syllables
    /// Joined, and marked with sentence starts.
    case sentences(SentenceMarker.Lines)
  }

  private var scanner = SyllableScanner()
  private var scanned = UnitBatch()
  package private(set) var units = UnitBatch()
  private let depth: Depth

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
    case .sentences(let lines):
      scanned.removeAll()
      _ = scanner.scan(text, isLast: true, into: &scanned)
      scanned.withUnits { Joiner(text, $0).join(into: &units) }
      SentenceMarker(text, UnsafeMutableBufferPointer(start: units.base, count: units.count), lines: lines)
        .mark()
    }
  }

  /// Where the last sentence of `text` begins, in bytes; 0 if there is only one.
  package mutating func lastSentenceStart(_ text: UnsafeRawBufferPointer) -> Int {
    run(text)
    var i = units.count
    while i > 1 {
      i -= 1
      if units.base[i].flags.contains(.sentenceStart) { return Int(units.base[i].start) }
    }
    return 0
  }
}
