internal import VietIndex

/// What is gathered while the parts are walked: best hits, or all of them for sorting, and counts.
struct Collection {
  private let snapshot: Snapshot
  private let options: SearchOptions
  private var top: TopHits
  private var sorted: [SortedEntry] = []
  private let sort: SortKeys?
  private var facets: FacetCounter
  private var total = 0
  private var isExact = true
  /// The greatest ordinal of the parts walked.
  private var lastOrdinal: UInt64?

  struct SortedEntry {
    var key: SortKeys.Key
    var score: Float
    var ordinal: UInt64
    var doc: UInt32
  }

  /// At least the best `depth` documents are kept, for what reorders them.
  init(_ snapshot: Snapshot, _ options: SearchOptions, depth: Int = 0) throws(IndexError) {
    self.snapshot = snapshot
    self.options = options
    let wanted = max(max(0, options.limit) + max(0, options.offset), depth)
    top = TopHits(limit: options.sort == nil && options.limit > 0 ? min(wanted, snapshot.documentLimit) : 0)
    sort = try options.sort.map { sort throws(IndexError) in try SortKeys(sort, snapshot) }
    facets = try FacetCounter(options.facets, snapshot)
  }

  /// Whether a document that can't be among the best may be left out.
  private var mayPrune: Bool {
    !options.countsAll && options.sort == nil && facets.isEmpty && options.limit > 0
  }

  mutating func collect(_ query: Query, _ number: Int, _ planner: Planner, prunes: Bool) throws(IndexError) {
    let part = snapshot.parts[number]
    guard part.segment.documents > 0 else { return }
    // A later document of equal score never replaces an earlier one; an earlier one may come where parts overlap.
    let overlaps = lastOrdinal.map { part.firstOrdinal <= $0 } ?? false
    lastOrdinal = max(lastOrdinal ?? 0, part.ordinal(part.segment.documents - 1))
    let memory = CursorMemory()
    if prunes && mayPrune, try rank(query, number, planner, overlaps, memory) { return }
    let matcher = try planner.matcher(query, part: number, boost: 1, memory)
    let keepsAll = !(prunes && mayPrune)
    if !keepsAll { isExact = false }
    while matcher.doc != PostingCursor.end {
      let doc = matcher.doc
      guard doc < part.segment.documents else { break }
      if part.isLive(doc) { note(doc, part, number, matcher) }
      if !keepsAll {
        let threshold = overlaps ? top.threshold.nextDown : top.threshold
        if Double(threshold) > matcher.minimumScore { matcher.minimumScore = Double(threshold) }
      }
      matcher.next()
    }
    if matcher.isDamaged { throw Searcher.damage() }
  }

  /// Answers queries of a form for which there is a faster way; returns whether it was one.
  private mutating func rank(
    _ query: Query, _ number: Int, _ planner: Planner, _ overlaps: Bool, _ memory: CursorMemory
  ) throws(IndexError) -> Bool {
    if let groups = try planner.intersection(query, part: number) {
      try rank(groups, places: nil, number, overlaps, memory)
    } else if let (groups, places) = try planner.phrase(query, part: number) {
      try rank(groups, places: places, number, overlaps, memory)
    } else if let groups = try planner.union(query, part: number) {
      let living = groups.filter { !$0.members.isEmpty }
      if living.count == 1, living[0].members.count == 1 {
        try rank(living, places: nil, number, overlaps, memory)
      } else {
        try rankAny(living, number, overlaps, memory)
      }
    } else {
      return false
    }
    isExact = false
    return true
  }

  private mutating func rank(
    _ groups: [TermGroup], places: [Int]?, _ number: Int, _ overlaps: Bool, _ memory: CursorMemory
  ) throws(IndexError) {
    guard groups.allSatisfy({ !$0.members.isEmpty }) else { return }
    var walk = RankedIntersection(groups, places: places, memory)
    walk.run(snapshot.parts[number], overlaps: overlaps, &top)
    total += walk.evaluated
    if walk.isDamaged { throw Searcher.damage() }
  }

  private mutating func rankAny(
    _ groups: [TermGroup], _ number: Int, _ overlaps: Bool, _ memory: CursorMemory
  ) throws(IndexError) {
    let part = snapshot.parts[number]
    // As many documents as are wanted have one of the terms and score at least what it gives them alone.
    if let lead = groups.filter({ $0.members.count == 1 && $0.cost >= top.limit * 4 }).max(by: {
      $0.weight < $1.weight
    }) {
      var alone = TopHits(limit: top.limit)
      var walk = RankedIntersection([lead], places: nil, memory)
      walk.run(part, overlaps: true, &alone)
      if alone.isFull { top.expect(atLeast: alone.threshold) }
    }
    var walk = RankedUnion(groups, memory)
    walk.run(part, overlaps: overlaps, &top)
    total += walk.evaluated
    if walk.isDamaged { throw Searcher.damage() }
  }

  private mutating func note(_ doc: UInt32, _ part: Snapshot.Part, _ number: Int, _ matcher: Matcher) {
    total += 1
    if !facets.isEmpty { facets.count(doc, part: number) }
    if let sort {
      sorted.append(
        SortedEntry(
          key: sort.key(doc, part: number), score: Float(matcher.score()), ordinal: part.ordinal(doc),
          doc: part.base + doc))
    } else if options.limit > 0 {
      let score = Float(matcher.score())
      if score >= top.threshold {
        top.insert(TopHits.Entry(score: score, ordinal: part.ordinal(doc), doc: part.base + doc))
      }
    }
  }

  func result(_ refinement: Refinement?) throws(IndexError) -> SearchResult {
    var hits: [Hit] = []
    if let sort {
      let ordered = sorted.sorted { a, b in
        switch sort.compare(a.key, b.key) {
        case 0: a.ordinal < b.ordinal
        case let order: order < 0
        }
      }
      hits = ordered.dropFirst(options.offset).prefix(options.limit).map {
        Hit(document: $0.doc, score: $0.score)
      }
    } else {
      var best = top.sorted()
      if let refinement { best = try refinement.refined(best) }
      hits = best.dropFirst(options.offset).prefix(options.limit).map {
        Hit(document: $0.doc, score: $0.score)
      }
    }
    return SearchResult(
      hits: hits, total: total, isTotalExact: isExact, facets: facets.result(limit: options.facetLimit))
  }
}
