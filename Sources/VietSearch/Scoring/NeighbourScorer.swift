internal import VietIndex

/// What documents of one part gain where words that follow one another in a query do so in them.
///
/// Each pair of neighbours, and each three in a row, counts as a phrase does: the sum of the weights of its words times
/// tf / (tf + K), times ``Similarity/neighbourShare`` (the sequential dependence model of Metzler and Croft 2005, with
/// BM25's saturation). Of a word typed with marks only that spelling counts, or where there is none of it in the
/// index, those that add marks.
struct NeighbourScorer: ~Copyable {
  /// Best documents whose positions are read. Twice as many gain 0.002 MRR at most and cost twice the time.
  static let depth = 16

  private let groups: [TermGroup]
  private let gaps: [UInt32]
  private let boost: Float
  private let memory: CursorMemory
  private let cursors: UnsafeMutablePointer<PostingCursor>
  private let starts: [Int]
  /// Positions of each word, and where each pair starts.
  private let places: UnsafeMutablePointer<PositionBuffer>
  private var pairs = PositionBuffer()
  private var pairsBefore = PositionBuffer()

  init(_ run: NeighbouringWords, _ planner: Planner, part: Int, _ memory: CursorMemory) throws(IndexError) {
    var groups: [TermGroup] = []
    for word in run.words {
      var group = try planner.group(word.term, part, 1)
      if group.isTiered {
        let isThere = try planner.preparation.prepare(word.term).typed > 0
        group.members.removeAll { $0.tier > (isThere ? 0 : 1) }
      }
      groups.append(group)
    }
    self.groups = groups
    gaps = (1..<run.words.count).map {
      UInt32(clamping: run.words[$0].position - run.words[$0 - 1].position)
    }
    boost = run.boost
    self.memory = memory
    var starts = [0]
    for group in groups { starts.append(starts[starts.count - 1] + group.members.count) }
    self.starts = starts
    cursors = .allocate(capacity: max(1, starts[groups.count]))
    places = .allocate(capacity: groups.count)
    for (g, group) in groups.enumerated() {
      (places + g).initialize(to: PositionBuffer())
      for (i, member) in group.members.enumerated() {
        (cursors + starts[g] + i).initialize(to: PostingCursor(member.list, memory))
      }
    }
  }

  deinit {
    cursors.deallocate()
    places.deinitialize(count: groups.count)
    places.deallocate()
  }

  var isDamaged: Bool {
    for i in 0..<starts[groups.count] where cursors[i].isDamaged { return true }
    return false
  }

  /// What the document gains; ask in ascending order of documents.
  mutating func bonus(_ doc: UInt32) -> Double {
    for g in groups.indices { read(g, doc) }
    var sum = 0.0
    pairsBefore.count = 0
    for g in 0..<gaps.count {
      findPairs(g)
      if pairs.count > 0 {
        let weight = groups[g].weight + groups[g + 1].weight
        sum += Double(Similarity.neighbourShare * gain(weight, pairs.count, doc))
        let triples = countTriples(g)
        if triples > 0 {
          let weight = groups[g - 1].weight + weight
          sum += Double(Similarity.neighbourShare * gain(weight, triples, doc))
        }
      }
      swap(&pairs, &pairsBefore)
    }
    return sum
  }

  private func gain(_ weight: Float, _ count: Int, _ doc: UInt32) -> Float {
    let frequency = Float(count)
    return boost * weight * (frequency / (frequency + groups[0].norms.saturation(doc)))
  }

  private mutating func read(_ g: Int, _ doc: UInt32) {
    places[g].count = 0
    guard let lengths = groups[g].norms.lengths else { return }
    var lists = 0
    for i in starts[g]..<starts[g + 1] {
      if cursors[i].block < 0 { cursors[i].load(cursors[i].list.block(holding: doc, from: 0)) }
      cursors[i].advance(to: doc)
      if cursors[i].doc != doc { continue }
      cursors[i].positions(lengths, into: &places[g])
      lists += 1
    }
    if lists > 1 {
      var all = UnsafeMutableBufferPointer(start: places[g].base, count: places[g].count)
      all.sort()
    }
  }

  /// Where words `g` and `g + 1` stand as they do in the query: the places of the first.
  private mutating func findPairs(_ g: Int) {
    let (a, b) = (places[g].base, places[g + 1].base)
    let (countA, countB) = (places[g].count, places[g + 1].count)
    pairs.count = 0
    pairs.reserve(min(countA, countB))
    var (i, j) = (0, 0)
    while i < countA, j < countB {
      let wanted = a[i] &+ gaps[g]
      if wanted == b[j] {
        pairs.base[pairs.count] = a[i]
        pairs.count += 1
      }
      i &+= wanted <= b[j] ? 1 : 0
      j &+= b[j] <= wanted ? 1 : 0
    }
  }

  /// Pairs of words `g` and `g + 1` whose first word ends a pair of `g - 1` and `g`.
  private func countTriples(_ g: Int) -> Int {
    guard g > 0 else { return 0 }
    var (i, j, found) = (0, 0, 0)
    while i < pairsBefore.count, j < pairs.count {
      let wanted = pairsBefore.base[i] &+ gaps[g - 1]
      found &+= wanted == pairs.base[j] ? 1 : 0
      i &+= wanted <= pairs.base[j] ? 1 : 0
      j &+= pairs.base[j] <= wanted ? 1 : 0
    }
    return found
  }
}
