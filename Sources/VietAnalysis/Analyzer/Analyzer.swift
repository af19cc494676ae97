public import VietCore
internal import VietSegmentation

/// Turns text into the terms of an index, as its description says. Immutable; for any number of threads.
public struct Analyzer: Analyzing {
  public let description: AnalyzerDescription
  public let fingerprint: UInt64

  /// Throws where the description can't be followed.
  public init(_ description: AnalyzerDescription) throws(AnalyzerError) {
    self.description = description
    filters = TermFilters(description)
    if description.name == .vi {
      let lexicon = try Self.lexicon(description)
      words = WordAnalysisPool(WordSegmenter(model: .builtIn, lexicon: lexicon))
      // Another model cuts other words.
      fingerprint = description.fingerprint ^ WordModel.builtIn.checksum
    } else {
      words = nil
      fingerprint = description.fingerprint
    }
  }

  /// Those of `vi`, which knows words of several syllables; the other analyzers rank by BM25 alone.
  public var weighsNeighbours: Bool { description.name == .vi }

  private let filters: TermFilters?
  private let words: WordAnalysisPool?

  private static func lexicon(_ description: AnalyzerDescription) throws(AnalyzerError) -> Lexicon {
    var lexicon = Lexicon()
    for (number, entry) in description.lexicon.enumerated() {
      do { try lexicon.add(entry.word, weight: entry.weight ?? 1) } catch {
        throw AnalyzerError(.badEntry, line: number + 1, "word \(number + 1) of the lexicon: \(error)")
      }
    }
    return lexicon
  }

  public func analyze(
    _ text: UnsafeRawBufferPointer, for purpose: AnalysisPurpose, into batch: inout TermBatch
  ) {
    batch.removeAll()
    switch description.name {
    case .whitespace: WhitespaceAnalysis.analyze(text, into: &batch)
    case .keyword: KeywordAnalysis.analyze(text, into: &batch)
    case .vi, .viSyllable, .viFolded:
      SyllableAnalysis.analyze(text, into: &batch)
      words?.addWords(text, purpose, to: &batch)
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
