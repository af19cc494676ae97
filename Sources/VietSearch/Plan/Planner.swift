internal import VietCore
internal import VietIndex

/// Turns a query into matchers, one tree for each part.
struct Planner {
  let preparation: Preparation

  /// The matcher of `query` in part number `part`; scores are multiplied by `boost`. Throws `badQuery`, `corrupt`.
  func matcher(_ query: Query, part: Int, boost: Float, _ memory: CursorMemory) throws(IndexError) -> Matcher
  {
    switch query.node {
    case .term(let term): return try self.term(term, part, boost, memory)
    case .phrase(let places, let slop): return try phrase(places, slop, part, boost, memory)
    case .prefix(let field, let folded, let form):
      return WeightedMatcher(try prefix(field, folded, form, part), constant: boost)
    case .fuzzy(let term, let distance):
      let prepared = try preparation.prepareFuzzy(term, distance: distance)
      return leaf(preparation.group(prepared, part: part, .ranked, boost: boost), memory)
    case .range(let field, let low, let high):
      return WeightedMatcher(try range(field, low, high, part), constant: boost)
    case .id(let id): return WeightedMatcher(self.id(id, part), constant: boost)
    case .boolean(let must, let should, let mustNot, let filter):
      return try boolean(must, should, mustNot, filter, part, boost, memory)
    case .best(let queries):
      return union(try matchers(queries, part, boost, memory), takesBest: true)
    case .boosted(let query, let factor): return try matcher(query, part: part, boost: boost * factor, memory)
    case .constant(let query):
      return WeightedMatcher(try matcher(query, part: part, boost: 1, memory), constant: boost)
    case .everything:
      return WeightedMatcher(
        EverythingMatcher(limit: preparation.snapshot.parts[part].segment.documents), constant: boost)
    case .refined(let base, _): return try matcher(base, part: part, boost: boost, memory)
    case .nothing: return NothingMatcher()
    }
  }

  private func matchers(_ queries: [Query], _ part: Int, _ boost: Float, _ memory: CursorMemory)
    throws(IndexError) -> [Matcher]
  {
    var result: [Matcher] = []
    for query in queries { result.append(try matcher(query, part: part, boost: boost, memory)) }
    return result
  }

  private func leaf(_ group: TermGroup, _ memory: CursorMemory) -> Matcher {
    group.members.isEmpty ? NothingMatcher() : TermMatcher(group, memory)
  }

  private func union(_ parts: [Matcher], takesBest: Bool) -> Matcher {
    let living = parts.filter { $0.doc != PostingCursor.end }
    if living.isEmpty { return parts.first(where: \.isDamaged) ?? NothingMatcher() }
    return living.count == 1 ? living[0] : AnyMatcher(living, takesBest: takesBest)
  }

  func term(_ term: QueryTerm, _ part: Int, _ boost: Float, _ memory: CursorMemory) throws(IndexError)
    -> Matcher
  {
    leaf(try group(term, part, boost), memory)
  }

  /// The term's lists in the part, ready to be scored.
  func group(_ term: QueryTerm, _ part: Int, _ boost: Float) throws(IndexError) -> TermGroup {
    preparation.group(try preparation.prepare(term), part: part, term.match, boost: boost)
  }

  private func phrase(
    _ places: [Query.Placed], _ slop: Int, _ part: Int, _ boost: Float, _ memory: CursorMemory
  ) throws(IndexError) -> Matcher {
    guard let first = places.first else { return NothingMatcher() }
    if places.count == 1 { return try term(first.term, part, boost, memory) }
    guard preparation.snapshot.schema.hasPositions else {
      throw IndexError(
        .badQuery, "the index has no positions, which phrases need (rebuild it with positions)")
    }
    var matchers: [TermMatcher] = []
    var sameAs: [Int] = []
    var weight: Float = 0
    var isEmpty = false
    for (i, place) in places.enumerated() {
      guard place.term.field == first.term.field else {
        throw IndexError(.badQuery, "a phrase spans the fields \(first.term.field) and \(place.term.field)")
      }
      // In a phrase all spellings that match count alike.
      let group = try group(place.term, part, boost)
      weight += group.weight
      if group.members.isEmpty {
        isEmpty = true
        continue
      }
      if let earlier = places[..<i].firstIndex(where: { $0.term == place.term }), !isEmpty {
        sameAs.append(sameAs[earlier])
        matchers.append(matchers[earlier])
      } else {
        sameAs.append(i)
        matchers.append(TermMatcher(group, memory))
      }
    }
    if isEmpty { return NothingMatcher() }
    return PhraseMatcher(
      matchers, offsets: places.map(\.position), sameAs: sameAs, slop: slop, weight: weight)
  }

  private func prefix(_ field: String, _ folded: [UInt8], _ form: [UInt8], _ part: Int) throws(IndexError)
    -> Matcher
  {
    let number = try preparation.field(field)
    let limit = preparation.snapshot.parts[part].segment.documents
    var words = [UInt64](repeating: 0, count: (Int(limit) + 63) / 64)
    var isDamaged = false
    let memory = CursorMemory()
    let docs = memory.take(PostingList.blockSize)
    let here = preparation.snapshot.parts[part]
    guard let start = here.segment.keyPrefix(of: number) else { return NothingMatcher() }
    preparation.eachTerm(here, from: start + folded) { key, list in
      guard form.isEmpty || preparation.keepsMarks(key, of: form, folded) else { return }
      var parts = PostingList.Block()
      for block in 0..<list.blocks {
        guard list.decode(block, into: docs, &parts) else {
          isDamaged = true
          return
        }
        for i in 0..<parts.count { words[Int(docs[i] >> 6)] |= 1 &<< UInt64(docs[i] & 63) }
      }
    }
    return BitmapMatcher(words, isDamaged: isDamaged)
  }

  private func range(_ field: String, _ low: Double, _ high: Double, _ part: Int) throws(IndexError)
    -> Matcher
  {
    let number = try preparation.field(field)
    let kind = preparation.snapshot.schema.fields[number].kind
    guard kind == .number || kind == .date else {
      throw IndexError(.badQuery, "field \(field) holds \(kind), a range needs numbers or dates")
    }
    let segment = preparation.snapshot.parts[part].segment
    var words = [UInt64](repeating: 0, count: (Int(segment.documents) + 63) / 64)
    for doc in 0..<segment.documents {
      let value = segment.number(number, doc)
      if value >= low && value <= high { words[Int(doc >> 6)] |= 1 &<< UInt64(doc & 63) }
    }
    return BitmapMatcher(words)
  }

  private func id(_ id: [UInt8], _ part: Int) -> Matcher {
    let here = preparation.snapshot.parts[part]
    var words = [UInt64](repeating: 0, count: (Int(here.segment.documents) + 63) / 64)
    id.withUnsafeBytes { id in
      here.find(id) { doc in words[Int(doc >> 6)] |= 1 &<< UInt64(doc & 63) }
    }
    return BitmapMatcher(words)
  }

  private func boolean(
    _ must: [Query], _ should: [Query], _ mustNot: [Query], _ filter: [Query], _ part: Int, _ boost: Float,
    _ memory: CursorMemory
  ) throws(IndexError) -> Matcher {
    let scored = try matchers(must, part, boost, memory)
    let filters = try matchers(filter, part, 1, memory)
    let optional = try matchers(should, part, boost, memory)
    var result: Matcher
    if scored.isEmpty && filters.isEmpty {
      result = union(optional, takesBest: false)
    } else if let none = (scored + filters).first(where: { $0.doc == PostingCursor.end }) {
      result = none
    } else if scored.count == 1 && filters.isEmpty && optional.isEmpty {
      result = scored[0]
    } else {
      result = AllMatcher(scored: scored, filters: filters, optional: optional)
    }
    guard !mustNot.isEmpty, result.doc != PostingCursor.end else { return result }
    let excluded = union(try matchers(mustNot, part, 1, memory), takesBest: false)
    result = ExcludingMatcher(result, without: excluded)
    return result
  }

  /// The terms of an OR of nothing but terms, as groups; `nil` for any other query.
  func union(_ query: Query, part: Int) throws(IndexError) -> [TermGroup]? {
    guard let terms = Self.terms(of: query, boost: 1, takesAll: false) else { return nil }
    var groups: [TermGroup] = []
    for (term, boost) in terms { groups.append(try group(term, part, boost)) }
    return groups.allSatisfy { $0.weight > 0 } ? groups : nil
  }

  /// The terms of an AND of nothing but terms.
  func intersection(_ query: Query, part: Int) throws(IndexError) -> [TermGroup]? {
    guard let terms = Self.terms(of: query, boost: 1, takesAll: true), terms.count > 1 else { return nil }
    var groups: [TermGroup] = []
    for (term, boost) in terms { groups.append(try group(term, part, boost)) }
    return groups.allSatisfy { $0.weight > 0 } ? groups : nil
  }

  /// The terms and places of a phrase without slop of distinct terms, of which each has at most one spelling in
  /// the part and counts without tiers.
  func phrase(_ query: Query, part: Int) throws(IndexError) -> (groups: [TermGroup], places: [Int])? {
    guard case .phrase(let places, let slop) = query.node, slop == 0, places.count > 1,
      places.count <= PhraseMarks.termLimit,
      places[places.count - 1].position - places[0].position < PhraseMarks.placeLimit,
      preparation.snapshot.schema.hasPositions, Set(places.map(\.term)).count == places.count,
      places.allSatisfy({ $0.term.field == places[0].term.field && !$0.term.match.isTiered })
    else { return nil }
    var groups: [TermGroup] = []
    for place in places { groups.append(try group(place.term, part, 1)) }
    guard groups.allSatisfy({ $0.weight > 0 && $0.members.count <= 1 }) else { return nil }
    return (groups, places.map(\.position))
  }

  private static func terms(of query: Query, boost: Float, takesAll: Bool) -> [(QueryTerm, Float)]? {
    switch query.node {
    case .term(let term): return [(term, boost)]
    case .boosted(let query, let factor): return terms(of: query, boost: boost * factor, takesAll: takesAll)
    case .boolean(let must, let should, let mustNot, let filter):
      guard mustNot.isEmpty, filter.isEmpty, takesAll ? should.isEmpty : must.isEmpty else { return nil }
      var result: [(QueryTerm, Float)] = []
      for query in takesAll ? must : should {
        guard let terms = terms(of: query, boost: boost, takesAll: takesAll) else { return nil }
        result += terms
      }
      return result.isEmpty ? nil : result
    default: return nil
    }
  }
}
