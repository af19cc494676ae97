/// Joins units into words: says for each gap between two units of a sentence whether a word goes on across it.
///
/// Immutable and shareable; what one sentence needs lives in a ``WordScratch``.
///
/// The method: a linear model scores every gap and every span of a ``WordLattice``; the best path is the answer. Its
/// weights are trained as a semi-Markov conditional random field (Sarawagi & Cohen 2004) by `viet model train`.
public struct WordSegmenter: Sendable {
  public let model: WordModel
  /// Words that hold whatever the model says.
  public let lexicon: Lexicon

  public init(model: WordModel = .builtIn, lexicon: Lexicon = Lexicon()) {
    self.model = model
    self.lexicon = lexicon
  }

  /// Returns a segmenter for which the words of `more` hold as well.
  public func adding(_ more: Lexicon) -> WordSegmenter {
    WordSegmenter(model: model, lexicon: lexicon.merging(more))
  }

  /// Longer sentences are cut into stretches of this many units; a word does not go across the cut.
  public static let longestStretch = 4096

  /// Writes for each gap of a sentence whether it lies inside a word: `joins[i]` is about units `i` and `i + 1`.
  ///
  /// `joins` has room for `units.count` values; the last one is `false`. Does not allocate once `scratch` has seen a
  /// sentence as long. Complexity: O(*n*) in the number of units.
  public func joinWords(
    _ units: UnsafeBufferPointer<TextUnit>, _ scratch: inout WordScratch,
    into joins: UnsafeMutablePointer<Bool>
  ) {
    var start = 0
    while start < units.count {
      let end = min(start + Self.longestStretch, units.count)
      let stretch = UnsafeBufferPointer(rebasing: units[start..<end])
      joins[end - 1] = false
      if stretch.count > 1 {
        prepare(stretch, &scratch)
        scratch.lattice.best(into: joins + start)
      }
      start = end
    }
  }

  /// Fills the lattice of `scratch` with the scores and constraints of one stretch.
  func prepare(_ units: UnsafeBufferPointer<TextUnit>, _ scratch: inout WordScratch) {
    scratch.facts.fill(units, .builtIn)
    scratch.lattice.reset(units.count)
    scratch.scorer.score(&scratch.lattice, scratch.facts, model)
    if !lexicon.isEmpty { lexicon.constrain(&scratch.lattice, units) }
  }
}

/// The working memory of a ``WordSegmenter``: one a thread, used again for every sentence.
public struct WordScratch: ~Copyable {
  package var facts = UnitFacts()
  package var lattice = WordLattice()
  package var scorer = WordScorer()

  public init() {}
}
