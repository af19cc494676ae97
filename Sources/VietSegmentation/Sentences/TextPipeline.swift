internal import VietCore

/// Bytes to units of one stretch of text: scanning, joining, sentences, each over the whole batch before the next.
package struct TextPipeline: ~Copyable {
  /// What the text is cut into.
  package enum Depth: Sendable {
    /// The scanner's syllables.
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
    case .syllables: _ = scanner.scan(text, isLast: true, into: &units)
    case .sentences(let lines):
      scanned.removeAll()
      _ = scanner.scan(text, isLast: true, into: &scanned)
      scanned.withUnits { Joiner(text, $0).join(into: &units) }
      SentenceMarker(text, UnsafeMutableBufferPointer(start: units.base, count: units.count), lines: lines)
        .mark()
    }
  }
}
