public import VietCore

/// Turns text into the terms of an index, as its description says. Immutable; for any number of threads.
public struct Analyzer: Analyzing {
  public let description: AnalyzerDescription
  public let fingerprint: UInt64

  /// Throws where the description can't be followed.
  public init(_ description: AnalyzerDescription) throws(AnalyzerError) {
    self.description = description
    fingerprint = description.fingerprint
    filters = TermFilters(description)
  }

  private let filters: TermFilters?

  public func analyze(
    _ text: UnsafeRawBufferPointer, for purpose: AnalysisPurpose, into batch: inout TermBatch
  ) {
    batch.removeAll()
    switch description.name {
    case .whitespace: WhitespaceAnalysis.analyze(text, into: &batch)
    case .keyword: KeywordAnalysis.analyze(text, into: &batch)
    case .vi, .viSyllable, .viFolded:
      SyllableAnalysis.analyze(text, into: &batch)
      if purpose == .query { SpellingVariants.shared.expand(&batch) }
      if description.name == .viFolded { batch.dropForms() }
    }
    filters?.apply(to: &batch, for: purpose)
  }

  public func relation(
    of found: UnsafeRawBufferPointer, toTyped typed: UnsafeRawBufferPointer, folded: UnsafeRawBufferPointer
  ) -> FormRelation {
    FormCode.relation(of: found, toTyped: typed)
  }
}

extension TermBatch {
  /// Leaves the folded forms only. Keys stay where they are; what follows the 0x00 is no longer part of them.
  mutating func dropForms() { for i in 0..<count { entries[i].formLength = 0 } }
}
