internal import VietIndex

/// The documents of one term, over all its spellings.
final class TermMatcher: Matcher {
  let group: TermGroup
  private let cursors: UnsafeMutablePointer<PostingCursor>
  private let count: Int
  private let memory: CursorMemory

  init(_ group: TermGroup, _ memory: CursorMemory) {
    self.group = group
    self.memory = memory
    count = group.members.count
    cursors = .allocate(capacity: max(count, 1))
    for (i, member) in group.members.enumerated() {
      (cursors + i).initialize(to: PostingCursor(member.list, memory))
      cursors[i].start()
    }
    super.init()
    settle()
  }

  deinit { cursors.deallocate() }

  private func settle() {
    var least = PostingCursor.end
    for i in 0..<count { least = min(least, cursors[i].doc) }
    doc = least
  }

  override func next() {
    let here = doc
    var least = PostingCursor.end
    for i in 0..<count {
      if cursors[i].doc == here { cursors[i].next() }
      least = min(least, cursors[i].doc)
    }
    doc = least
  }

  override func advance(to target: UInt32) {
    for i in 0..<count { cursors[i].advance(to: target) }
    settle()
  }

  override func score() -> Double {
    var tier: UInt8 = 3
    var frequency: UInt32 = 0
    for i in 0..<count where cursors[i].doc == doc {
      let own = group.members[i].tier
      if own < tier {
        tier = own
        frequency = 0
      }
      if own == tier { frequency &+= cursors[i].frequency() }
    }
    return Double(group.contribution(Float(frequency), tier: tier, doc))
  }

  /// The tier and the frequency that count at the document.
  func evidence() -> (tier: UInt8, frequency: UInt32) {
    var tier: UInt8 = 3
    var frequency: UInt32 = 0
    for i in 0..<count where cursors[i].doc == doc {
      let own = group.members[i].tier
      if own < tier {
        tier = own
        frequency = 0
      }
      if own == tier { frequency &+= cursors[i].frequency() }
    }
    return (tier, frequency)
  }

  /// The frequency over all spellings at the document.
  func totalFrequency() -> UInt32 {
    var frequency: UInt32 = 0
    for i in 0..<count where cursors[i].doc == doc { frequency &+= cursors[i].frequency() }
    return frequency
  }

  /// Writes the positions of all spellings at the document, ascending, to `out`.
  func positions(into out: inout PositionBuffer) {
    out.count = 0
    guard let lengths = group.norms.lengths else { return }
    var lists = 0
    for i in 0..<count where cursors[i].doc == doc {
      cursors[i].positions(lengths, into: &out)
      lists += 1
    }
    if lists > 1 {
      var all = UnsafeMutableBufferPointer(start: out.base, count: out.count)
      all.sort()
    }
  }

  override var cost: Int { group.cost }

  override var maximumScore: Double {
    if !group.isTiered {
      var sum: Float = 0
      for member in group.members {
        sum += group.bound(member.list.maxImpact(from: 0, through: member.list.blocks - 1), tier: 0)
      }
      return Double(min(sum, group.weight * 1.00001))
    }
    var best: Float = 0
    for member in group.members {
      let impact = member.list.maxImpact(from: 0, through: member.list.blocks - 1)
      best = max(
        best,
        sameTierCount(member.tier) > 1
          ? group.bound(255, tier: member.tier) : group.bound(impact, tier: member.tier))
    }
    return Double(best)
  }

  private func sameTierCount(_ tier: UInt8) -> Int {
    group.members.reduce(0) { $0 + ($1.tier == tier ? 1 : 0) }
  }

  override var isDamaged: Bool {
    for i in 0..<count where cursors[i].isDamaged { return true }
    return false
  }
}
