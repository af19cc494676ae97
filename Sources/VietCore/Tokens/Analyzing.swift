/// What the index asks of text analysis. Bring your own to index any language.
public protocol Analyzing: Sendable {
  /// Identifies rules and data; stored in the index and checked on opening.
  var fingerprint: UInt64 { get }

  /// Fills `batch` (cleared first) with the terms of `text`, in order of position.
  ///
  /// Total: malformed UTF-8 gives an answer. `text` is at most 4 GiB.
  func analyze(_ text: UnsafeRawBufferPointer, for purpose: AnalysisPurpose, into batch: inout TermBatch)

  /// Whether words that follow one another in a query are to count more where they do so in a document; else
  /// the score is that of the single words.
  var weighsNeighbours: Bool { get }

  /// Returns how form code `found` stands to form code `typed`, both of the term `folded`.
  ///
  /// Ranking prefers what is nearer. The default knows only same and other.
  func relation(
    of found: UnsafeRawBufferPointer, toTyped typed: UnsafeRawBufferPointer, folded: UnsafeRawBufferPointer
  ) -> FormRelation
}

extension Analyzing {
  public var weighsNeighbours: Bool { false }

  public func relation(
    of found: UnsafeRawBufferPointer, toTyped typed: UnsafeRawBufferPointer, folded: UnsafeRawBufferPointer
  ) -> FormRelation {
    found.elementsEqual(typed) ? .same : .other
  }
}
