internal import VietIndex
internal import VietKernels

/// The best documents of one term, of an AND of terms, or of a phrase: the rarest term leads, a block of it or a
/// window at a time, and the others thin out what it has.
///
/// The stretches that can score best come first, so that there is a threshold early: what can't reach it with the
/// bounds of the terms still to come is dropped, and blocks without a document left are not decoded (block maxima
/// after Ding and Suel 2011). Of a phrase, positions are read only where as many occurrences as the rarest word has
/// would be enough.
struct RankedIntersection: ~Copyable {
  private let terms: GroupCursors
  private let phrase: PhraseCheck?
  private var candidates = Candidates()
  private let values: UnsafeMutablePointer<Double>
  private let shares: UnsafeMutablePointer<Float>
  private var marks: PhraseMarks
  /// Documents that all terms have, as far as they were looked up.
  private(set) var evaluated = 0
  /// Stretches taken in the order of their bounds before the rest follow in that of the documents.
  private static let early = 8

  /// No group is empty. `places` are those of a phrase without slop, of distinct terms with one spelling each.
  init(_ groups: [TermGroup], places: [Int]?, _ memory: CursorMemory) {
    let order = groups.indices.sorted { (groups[$0].cost, $0) < (groups[$1].cost, $1) }
    phrase = places.map { places in
      PhraseCheck(
        places: order.map { UInt32(clamping: places[$0] - places[0]) },
        weight: groups.reduce(0) { $0 + $1.weight }, norms: groups[0].norms)
    }
    marks = PhraseMarks(places: phrase?.places ?? [])
    terms = GroupCursors(order.map { groups[$0] }, memory)
    // Only a leader of several spellings adds up.
    let slots = groups[order[0]].members.count > 1 ? Candidates.capacity : 0
    values = .allocate(capacity: slots)
    values.initialize(repeating: 0, count: slots)
    shares = .allocate(capacity: PostingList.blockSize)
  }

  deinit {
    values.deallocate()
    shares.deallocate()
  }

  var isDamaged: Bool { terms.isDamaged }

  /// Whether the leader has one spelling, and its blocks are the stretches.
  private var isByBlocks: Bool { terms.starts[1] == 1 }

  /// First and last document of a stretch.
  @inline(__always)
  private func stretch(_ number: Int, _ limit: UInt32) -> (first: UInt32, last: UInt32) {
    if isByBlocks {
      let list = terms.cursors[0].list
      return (number == 0 ? 0 : list.last(ofBlock: number &- 1) &+ 1, list.last(ofBlock: number))
    }
    let first = UInt32(truncatingIfNeeded: number) &* GroupCursors.window
    return (first, min(first &+ GroupCursors.window, limit) &- 1)
  }

  mutating func run(_ part: Snapshot.Part, overlaps: Bool, _ top: inout TopHits) {
    let limit = part.segment.documents
    let count =
      isByBlocks
      ? terms.cursors[0].list.blocks
      : Int((limit &+ GroupCursors.window &- 1) >> GroupCursors.windowBits)
    let width = terms.groups.count
    // For each stretch what groups i and after can add.
    let rests = UnsafeMutablePointer<Double>.allocate(capacity: count * (width + 1))
    let bounds = UnsafeMutablePointer<Double>.allocate(capacity: count)
    defer {
      rests.deallocate()
      bounds.deallocate()
    }
    for number in 0..<count {
      let (first, last) = stretch(number, limit)
      let rest = rests + number * (width + 1)
      rest[width] = 0
      for g in stride(from: width - 1, through: 0, by: -1) {
        let own =
          g == 0 && isByBlocks
          ? Double(
            terms.groups[0].bound(terms.cursors[0].list.impact(ofBlock: number), tier: terms.tiers[0]))
          : terms.bound(g, from: first, through: last)
        rest[g] = own == 0 ? -.infinity : rest[g + 1] + own
      }
      bounds[number] = phrase == nil ? rest[0] : phraseBound(rest)
    }
    // Documents that come late may have been added early.
    for number in early(bounds, count) {
      if bounds[number] > top.bar(true) {
        take(number, rests + number * (width + 1), part, true, &top)
      }
      bounds[number] = -.infinity
    }
    let isLoose = overlaps || count > 1
    for number in 0..<count where bounds[number] > top.bar(isLoose) {
      take(number, rests + number * (width + 1), part, isLoose, &top)
    }
  }

  /// The stretches to begin with, best first: all of them for one term, whose blocks share nothing.
  private func early(_ bounds: UnsafePointer<Double>, _ count: Int) -> [Int] {
    var greatest = 0.0
    for number in 0..<count { greatest = max(greatest, bounds[number]) }
    guard greatest > 0, count > Self.early / 2 else { return [] }
    if terms.groups.count > 1 {
      var result: [Int] = []
      for _ in 0..<min(Self.early, count / 2) {
        var best = -1
        for number in 0..<count where best < 0 || bounds[number] > bounds[best] {
          if !result.contains(number) { best = number }
        }
        result.append(best)
      }
      return result
    }
    // Sorted by 256 steps of the bound.
    let scale = 255 / greatest
    var ends = [Int](repeating: 0, count: 257)
    let step = { (number: Int) in 255 - Int(max(0, bounds[number]) * scale) }
    for number in 0..<count { ends[step(number) + 1] += 1 }
    for i in 1...256 { ends[i] += ends[i - 1] }
    var result = [Int](repeating: 0, count: count)
    for number in 0..<count {
      let i = step(number)
      result[ends[i]] = number
      ends[i] += 1
    }
    return result
  }

  /// A phrase stands no more often than its rarest word; bounds of single terms are their weight times a share.
  private func phraseBound(_ rest: UnsafePointer<Double>) -> Double {
    var share = 1.0
    for g in 0..<terms.groups.count {
      share = min(share, (rest[g] - rest[g + 1]) / Double(terms.groups[g].weight))
    }
    return share * Double(phrase?.weight ?? 0) * 1.00001
  }

  /// Gives the best documents of one stretch to `top`.
  private mutating func take(
    _ number: Int, _ rest: UnsafePointer<Double>, _ part: Snapshot.Part, _ allowsEarlier: Bool,
    _ top: inout TopHits
  ) {
    var threshold = top.bar(allowsEarlier)
    if isByBlocks { lead(number, rest[1], threshold) } else { leadAll(number, part, rest[1], threshold) }
    let width = terms.groups.count
    for g in 1..<max(width, 1) {
      if candidates.count == 0 { return }
      if phrase == nil {
        terms.thin(g, &candidates, rest: rest[g + 1], above: threshold)
      } else if g < width - 1 {
        terms.share(g, &candidates)
      } else {
        match(part, allowsEarlier, &top)
        return
      }
    }
    for k in 0..<candidates.count {
      let doc = candidates.docs[k]
      guard part.isLive(doc) else { continue }
      evaluated &+= 1
      if candidates.sums[k] <= threshold { continue }
      top.insert(
        TopHits.Entry(
          score: Float(candidates.sums[k]), ordinal: part.ordinal(doc), doc: part.base &+ doc))
      threshold = top.bar(allowsEarlier)
    }
  }

  /// Makes candidates of the documents of a block of the leader.
  private mutating func lead(_ block: Int, _ rest: Double, _ threshold: Double) {
    candidates.count = 0
    let cursor = terms.cursors
    guard cursor.pointee.isLoaded(block) else { return }
    cursor.pointee.loadFrequencies()
    let docs = cursor.pointee.docs
    let frequencies = cursor.pointee.frequencies
    let length = cursor.pointee.parts.count
    var kept = 0
    // Held here: the compiler can't know that the stores below leave the pointers alone.
    let shares = shares
    let found = candidates.docs
    if let phrase {
      let least = candidates.least
      let places = candidates.places
      phrase.scores(docs, frequencies, count: length, into: shares)
      for i in 0..<length {
        found[kept] = docs[i]
        least[kept] = frequencies[i]
        places[kept] = UInt16(truncatingIfNeeded: i)
        kept &+= Candidates.step(Double(shares[i]), above: threshold)
      }
    } else {
      let sums = candidates.sums
      terms.groups[0].contributions(docs, frequencies, count: length, tier: terms.tiers[0], into: shares)
      let needed = threshold - rest
      for i in 0..<length {
        let sum = Double(shares[i])
        found[kept] = docs[i]
        sums[kept] = sum
        kept &+= Candidates.step(sum, above: needed)
      }
    }
    candidates.count = kept
  }

  /// Makes candidates of the documents of a window that have a spelling of the leader.
  private mutating func leadAll(
    _ number: Int, _ part: Snapshot.Part, _ rest: Double, _ threshold: Double
  ) {
    let (first, last) = stretch(number, part.segment.documents)
    terms.accumulate(0, from: first, until: last &+ 1, into: values)
    let count = AboveThreshold.find(
      values, count: Candidates.capacity, above: max(0, threshold - rest), at: candidates.here)
    for k in 0..<count {
      let slot = Int(candidates.here[k])
      candidates.docs[k] = first &+ UInt32(truncatingIfNeeded: slot)
      candidates.sums[k] = values[slot]
    }
    candidates.count = count
    values.update(repeating: 0, count: Candidates.capacity)
  }

  /// Looks for the phrase in the candidates that its last term has, too.
  private mutating func match(_ part: Snapshot.Part, _ allowsEarlier: Bool, _ top: inout TopHits) {
    guard let phrase else { return }
    let last = terms.groups.count - 1
    let cursor = terms.cursors + last
    let list = cursor.pointee.list
    var threshold = top.bar(allowsEarlier)
    var at = 0
    while at < candidates.count {
      let block = cursor.pointee.block(of: candidates.docs[at])
      if block == list.blocks { break }
      let end = candidates.end(from: at, through: list.last(ofBlock: block))
      defer { at = end }
      if Double(terms.groups[last].share(list.impact(ofBlock: block)) * phrase.weight * 1.00001) <= threshold
      {
        continue
      }
      if !cursor.pointee.isLoaded(block) { break }
      let shared = SortedIntersection.find(
        candidates.docs + at, count: end &- at, in: cursor.pointee.docs, atFirst: candidates.here,
        atSecond: candidates.there)
      if shared == 0 { continue }
      cursor.pointee.loadFrequencies()
      for s in 0..<shared {
        let k = at &+ Int(candidates.here[s])
        let place = Int(candidates.there[s])
        let doc = candidates.docs[k]
        let least = min(candidates.least[k], cursor.pointee.frequencies[place])
        if phrase.score(least, doc) <= threshold { continue }
        guard part.isLive(doc) else { continue }
        terms.cursors.pointee.move(to: Int(candidates.places[k]))
        cursor.pointee.move(to: place)
        for g in 1..<max(last, 1) { terms.cursors[g].stand(at: doc) }
        let occurrences = phrase.occurrences(terms.cursors, above: threshold, doc, &marks)
        if occurrences == 0 { continue }
        evaluated &+= 1
        let score = phrase.score(occurrences, doc)
        if score <= threshold { continue }
        top.insert(
          TopHits.Entry(score: Float(score), ordinal: part.ordinal(doc), doc: part.base &+ doc))
        threshold = top.bar(allowsEarlier)
      }
    }
  }
}
