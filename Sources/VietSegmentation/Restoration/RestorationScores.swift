internal import VietCore

/// How likely the candidates of each site are beside each other, the rest of the line being as good as can be.
struct RestorationScores {
  private let costs: [Int32]

  /// The edges of the search must have been kept.
  init(_ search: borrowing RestorationSearch) { costs = search.throughCosts() }

  private func row(_ site: Int) -> ArraySlice<Int32> {
    costs[site * RestorationModel.mostCandidates..<(site + 1) * RestorationModel.mostCandidates]
  }

  private static func weight(_ cost: Int32, _ best: Int32) -> Double {
    cost >= RestorationSearch.never
      ? 0 : WordPosteriors.exponential(-Double(cost - best) / Double(RestorationModel.Layout.steps))
  }

  /// The share of a candidate, 0 to 1; those of a site add up to 1.
  func share(_ site: Int, _ candidate: Int) -> Double {
    let row = row(site)
    guard let best = row.min(), best < RestorationSearch.never else { return 0 }
    let sum = row.reduce(0) { $0 + Self.weight($1, best) }
    return Self.weight(row[row.startIndex + candidate], best) / sum
  }

  /// The candidates that the search kept, the likeliest first.
  func ranking(_ site: Int) -> [(candidate: Int, share: Double)] {
    row(site).enumerated().filter { $0.element < RestorationSearch.never }
      .sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }
      .map { ($0.offset, share(site, $0.offset)) }
  }
}
