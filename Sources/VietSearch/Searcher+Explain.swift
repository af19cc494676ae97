public import VietIndex

extension Searcher {
  /// How the score of `document` comes about; value 0 if it does not match. Throws `corrupt`, `badQuery`.
  public func explain(_ query: Query, _ document: UInt32) throws(IndexError) -> Explanation {
    let preparation = Preparation(snapshot, analyzer)
    let number = snapshot.partIndex(of: document)
    let explainer = Explainer(
      planner: Planner(preparation: preparation), part: number,
      doc: document - snapshot.parts[number].base)
    let (base, runs) = query.rankedParts
    let result = try withExtendedLifetime(snapshot) { () throws(IndexError) in
      try explainer.explain(base, boost: 1)
    }
    if preparation.isDamaged { throw Self.damage() }
    guard let result else { return Explanation(0, "no match") }
    if runs.isEmpty { return result }
    // Only the best gain by their neighbours, so what is best has to be known.
    let best = try search(query, SearchOptions(limit: NeighbourScorer.depth)).hits
    guard let hit = best.first(where: { $0.document == document }) else { return result }
    return Explanation(
      hit.score, "sum of",
      [
        result,
        Explanation(
          hit.score - result.value,
          "neighbours of the query that are neighbours here: \(Similarity.neighbourShare) × sum of idf × "
            + "tf / (tf + K) of each two and each three"),
      ])
  }
}

/// Repeats the scoring of one document and says each step.
struct Explainer {
  let planner: Planner
  let part: Int
  let doc: UInt32

  /// `nil` if the document does not match.
  func explain(_ query: Query, boost: Float) throws(IndexError) -> Explanation? {
    let memory = CursorMemory()
    let matcher = try planner.matcher(query, part: part, boost: boost, memory)
    if matcher.doc < doc { matcher.advance(to: doc) }
    if matcher.isDamaged { throw Searcher.damage() }
    guard matcher.doc == doc else { return nil }
    let score = Float(matcher.score())
    switch query.node {
    case .term(let term):
      guard let matcher = matcher as? TermMatcher else { return nil }
      return explain(term.text, matcher, score, boost)
    case .fuzzy(let term, let distance):
      guard let matcher = matcher as? TermMatcher else { return nil }
      return explain("\(term.text)~\(distance)", matcher, score, boost)
    case .phrase:
      guard let matcher = matcher as? PhraseMatcher else { return Explanation(score, "phrase of one term") }
      return Explanation(
        score, "phrase: sum of idf × tf / (tf + K)",
        [Explanation(matcher.phraseFrequency, "tf, occurrences of the phrase")])
    case .boolean(let must, let should, _, let filter):
      var details: [Explanation] = []
      for query in must + should {
        if let detail = try explain(query, boost: boost) { details.append(detail) }
      }
      for query in filter where try explain(query, boost: 1) != nil {
        details.append(Explanation(0, "filter, does not count"))
      }
      return Explanation(score, "sum of", details)
    case .best(let queries):
      var details: [Explanation] = []
      for query in queries { if let detail = try explain(query, boost: boost) { details.append(detail) } }
      return Explanation(score, "best of", details)
    case .boosted(let query, let factor): return try explain(query, boost: boost * factor)
    case .refined(let query, _): return try explain(query, boost: boost)
    case .prefix, .range, .id, .constant, .everything: return Explanation(score, "constant score")
    case .nothing: return nil
    }
  }

  private func explain(_ name: String, _ matcher: TermMatcher, _ score: Float, _ boost: Float) -> Explanation
  {
    let (tier, frequency) = matcher.evidence()
    let group = matcher.group
    let saturation = group.norms.saturation(doc)
    let part = Float(frequency) / (Float(frequency) + saturation)
    let line = group.tiers[tier]
    var details = [
      Explanation(group.weight, "boost \(boost) × idf of all spellings"),
      Explanation(
        part, "tf / (tf + K)",
        [Explanation(Float(frequency), "tf"), Explanation(saturation, "K, from the length of the document")]),
    ]
    guard group.isTiered else { return Explanation(score, "\(name): product of", details) }
    let what =
      switch tier {
      case 0: "the spelling typed"
      case 1: "a spelling that adds marks"
      default: "another spelling"
      }
    details[0] = Explanation(
      line.slope / group.weight, "boost of \(what): slope in parts of the weight", [details[0]])
    details.insert(Explanation(line.base, "boost of \(what): constant part"), at: 0)
    return Explanation(score, "\(name): constant part + slope × weight × tf / (tf + K)", details)
  }
}

extension QueryTerm {
  /// The field and the folded form, for people to read.
  var text: String { field + ":" + String(decoding: folded, as: UTF8.self) }
}
