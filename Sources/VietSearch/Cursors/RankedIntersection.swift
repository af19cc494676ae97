internal import VietIndex

/// The best documents of an AND, or of a phrase, of terms with one spelling each: the rarest leads, the others
/// follow by leaps.
///
/// Blocks of the leader that can't reach the threshold with the bounds of the others are not decoded, documents
/// that can't are not looked up. Of a phrase, positions are read only where as many occurrences as the rarest
/// word has would be enough.
struct RankedIntersection: ~Copyable {
  private let groups: [TermGroup]
  /// Places of the terms in the phrase, in the order of `groups`; `nil` for an AND.
  private let places: [UInt32]?
  /// Sum of the weights, in the order of the phrase.
  private let weight: Float
  private var first = PositionBuffer()
  private var other = PositionBuffer()
  private let memory: CursorMemory
  private let cursors: UnsafeMutablePointer<PostingCursor>
  /// Documents that all terms have, as far as they were looked up.
  private(set) var evaluated = 0

  /// Every group has exactly one member. `places` are those of a phrase without slop, of distinct terms.
  init(_ groups: [TermGroup], places: [Int]?, _ memory: CursorMemory) {
    let order = groups.indices.sorted { (groups[$0].cost, $0) < (groups[$1].cost, $1) }
    self.groups = order.map { groups[$0] }
    self.places = places.map { places in order.map { UInt32(clamping: places[$0] - places[0]) } }
    weight = groups.reduce(0) { $0 + $1.weight }
    self.memory = memory
    cursors = .allocate(capacity: groups.count)
    for (i, group) in self.groups.enumerated() {
      (cursors + i).initialize(to: PostingCursor(group.members[0].list, memory))
    }
  }

  deinit { cursors.deallocate() }

  var isDamaged: Bool {
    for i in groups.indices where cursors[i].isDamaged { return true }
    return false
  }

  @inline(__always)
  private static func threshold(_ top: TopHits, _ overlaps: Bool) -> Double {
    Double(overlaps ? top.threshold.nextDown : top.threshold)
  }

  mutating func run(_ part: Snapshot.Part, overlaps: Bool, _ top: inout TopHits) {
    let lead = groups[0].members[0].list
    let count = groups.count
    // What groups i and after can add at most in the leader's block.
    var rest = [Double](repeating: 0, count: count + 1)
    let firsts = UnsafeMutablePointer<Int>.allocate(capacity: count)
    firsts.initialize(repeating: 0, count: count)
    defer { firsts.deallocate() }
    var first: UInt32 = 0
    for block in 0..<lead.blocks {
      let last = lead.last(ofBlock: block)
      var threshold = Self.threshold(top, overlaps)
      for i in stride(from: count - 1, through: 1, by: -1) {
        rest[i] = rest[i + 1] + bound(i, first, last, firsts)
      }
      let own = Double(groups[0].bound(lead.impact(ofBlock: block), tier: groups[0].members[0].tier))
      first = last &+ 1
      if places == nil {
        if own + rest[1] <= threshold { continue }
      } else if phraseBound(own, rest) <= threshold {
        continue
      }
      cursors[0].load(block)
      guard cursors[0].block == block else { return }
      cursors[0].loadSums()
      var i = 0
      let docs = cursors[0].docs
      let sums = cursors[0].sums
      let length = cursors[0].parts.count
      var target: UInt32 = 0
      next: while i < length {
        let doc = docs[i]
        let frequency = i == 0 ? sums[0] &+ 1 : sums[i] &- sums[i &- 1]
        i &+= 1
        if doc < target { continue }
        var sum: Double
        if places == nil {
          sum = Double(groups[0].contribution(Float(frequency), tier: groups[0].members[0].tier, doc))
          if sum + rest[1] <= threshold { continue }
        } else {
          sum = phraseScore(Float(frequency), doc)
          if sum <= threshold { continue }
        }
        for j in 1..<count {
          if cursors[j].block < 0 { cursors[j].load(cursors[j].list.block(holding: doc, from: 0)) }
          cursors[j].advance(to: doc)
          if cursors[j].doc != doc {
            if cursors[j].doc == PostingCursor.end { return }
            target = cursors[j].doc
            continue next
          }
          // Scores of the followers matter only once all are known to be there.
        }
        guard part.isLive(doc) else { continue }
        if let places {
          // The leader was walked past the cursor's own place.
          cursors[0].move(to: i &- 1)
          var least = frequency
          for j in 1..<count { least = min(least, cursors[j].frequency()) }
          if least < frequency && phraseScore(Float(least), doc) <= threshold { continue }
          let occurrences = occurrences(places)
          if occurrences == 0 { continue }
          evaluated &+= 1
          sum = phraseScore(Float(occurrences), doc)
          if sum <= threshold { continue }
          top.insert(TopHits.Entry(score: Float(sum), ordinal: part.ordinal(doc), doc: part.base &+ doc))
          threshold = Self.threshold(top, overlaps)
          continue
        }
        evaluated &+= 1
        for j in 1..<count {
          sum += Double(
            groups[j].contribution(Float(cursors[j].frequency()), tier: groups[j].members[0].tier, doc))
        }
        if sum <= threshold { continue }
        top.insert(TopHits.Entry(score: Float(sum), ordinal: part.ordinal(doc), doc: part.base &+ doc))
        threshold = Self.threshold(top, overlaps)
      }
    }
  }

  @inline(__always)
  private func phraseScore(_ frequency: Float, _ doc: UInt32) -> Double {
    Double(weight * (frequency / (frequency + groups[0].norms.saturation(doc))))
  }

  /// A phrase stands no more often than its rarest word; bounds of single terms are their weight times a share.
  private func phraseBound(_ own: Double, _ rest: [Double]) -> Double {
    var share = own / Double(groups[0].weight)
    for i in 1..<groups.count { share = min(share, (rest[i] - rest[i + 1]) / Double(groups[i].weight)) }
    return share * Double(weight) * 1.00001
  }

  /// How often the phrase stands in the document at which all cursors stand.
  private mutating func occurrences(_ places: [UInt32]) -> Int {
    guard let lengths = groups[0].norms.lengths else { return 0 }
    first.count = 0
    cursors[0].positions(lengths, into: &first)
    // Starts of the phrase that are still possible.
    var left = 0
    for i in 0..<first.count where first.base[i] >= places[0] {
      first.base[left] = first.base[i] &- places[0]
      left &+= 1
    }
    for j in 1..<groups.count {
      if left == 0 { return 0 }
      other.count = 0
      cursors[j].positions(lengths, into: &other)
      let count = other.count
      let place = places[j]
      var a = 0
      var b = 0
      var kept = 0
      while a < left && b < count {
        let x = first.base[a]
        let y = other.base[b]
        let wanted = x &+ place
        // Kept only if equal; written either way, to spare the branch.
        first.base[kept] = x
        kept &+= wanted == y ? 1 : 0
        a &+= wanted <= y ? 1 : 0
        b &+= y <= wanted ? 1 : 0
      }
      left = kept
    }
    return left
  }

  private func bound(_ g: Int, _ first: UInt32, _ last: UInt32, _ firsts: UnsafeMutablePointer<Int>) -> Double
  {
    let list = groups[g].members[0].list
    let from = list.block(holding: first, from: firsts[g])
    firsts[g] = from
    if from == list.blocks { return 0 }
    var through = from
    while through + 1 < list.blocks && list.last(ofBlock: through) < last { through += 1 }
    return Double(
      groups[g].bound(list.maxImpact(from: from, through: through), tier: groups[g].members[0].tier))
  }
}
