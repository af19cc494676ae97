internal import VietIndex

/// The best documents of an AND of terms with one spelling each: the rarest leads, the others follow by leaps.
///
/// Blocks of the leader that can't reach the threshold with the bounds of the others are not decoded, documents
/// that can't are not looked up.
struct RankedIntersection: ~Copyable {
  private let groups: [TermGroup]
  private let memory: CursorMemory
  private let cursors: UnsafeMutablePointer<PostingCursor>
  /// Documents that all terms have, as far as they were looked up.
  private(set) var evaluated = 0

  /// Every group has exactly one member.
  init(_ groups: [TermGroup], _ memory: CursorMemory) {
    self.groups = groups.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
      .map(\.element)
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
      if own + rest[1] <= threshold { continue }
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
        var sum = Double(groups[0].contribution(Float(frequency), tier: groups[0].members[0].tier, doc))
        if sum + rest[1] <= threshold { continue }
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
