/// What the spellings of a term add to a score, by their tiers: `base + slope × tf / (tf + K)`.
struct TierWeights {
  struct Line {
    var base: Float
    var slope: Float
  }

  /// The spelling typed; one that adds marks; any other.
  private let first: Line
  private let second: Line
  private let third: Line

  /// `weight` is boost times idf of the folded form, `typed` that of the spelling typed.
  init(_ match: QueryTerm.Match, weight: Float, typed: Float) {
    let whole = Line(base: 0, slope: weight)
    switch match {
    case .alike, .exact, .adding:
      first = whole
      second = whole
      third = whole
    case .plain:
      first = Line(base: 0, slope: typed)
      second = Line(base: 0, slope: weight * Similarity.shareOfOthers)
      third = second
    case .ranked:
      let (base, slope) = (Similarity.tierBase, Similarity.tierSlope)
      first = Line(base: typed * base.0, slope: typed * slope.0)
      second = Line(base: weight * base.1, slope: weight * slope.1)
      third = Line(base: weight * base.2, slope: weight * slope.2)
    }
  }

  @inline(__always)
  subscript(_ tier: UInt8) -> Line {
    switch tier {
    case 0: first
    case 1: second
    default: third
    }
  }
}

extension QueryTerm.Match {
  /// Whether the best spelling in a document counts; else their frequencies are added up.
  var isTiered: Bool { self == .ranked || self == .plain }
}
