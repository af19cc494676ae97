internal import VietIndex

/// The best documents of an OR of terms, window by window (after Lucene's MaxScoreBulkScorer and the MaxScore of
/// Turtle and Flood 1995, with block maxima).
///
/// In each window of documents the terms whose bounds together can't reach the threshold only complete scores;
/// the rest are added up in an array. A window that can't reach it at all is not decoded.
struct RankedUnion: ~Copyable {
  static let windowBits: UInt32 = 11
  static let window: UInt32 = 1 << windowBits

  private let groups: [TermGroup]
  private let memory: CursorMemory
  /// Members of all groups, one group after another.
  private let cursors: UnsafeMutablePointer<PostingCursor>
  private let tiers: [UInt8]
  private let firstBlock: UnsafeMutablePointer<Int>
  private let starts: [Int]
  private let sums: UnsafeMutablePointer<Double>
  private let frequencies: UnsafeMutablePointer<UInt32>
  /// Documents with a score, with the group's best tier so far, with the tier at hand.
  private let found: UnsafeMutablePointer<UInt64>
  private let done: UnsafeMutablePointer<UInt64>
  private let touched: UnsafeMutablePointer<UInt64>
  private static let words = Int(window) / 64
  /// Documents whose scores were completed.
  private(set) var evaluated = 0

  init(_ groups: [TermGroup], _ memory: CursorMemory) {
    // Tiers in order, so that the best comes first.
    self.groups = groups.map { group in
      var group = group
      group.members.sort { $0.tier < $1.tier }
      return group
    }
    self.memory = memory
    var starts = [0]
    var tiers: [UInt8] = []
    for group in self.groups {
      starts.append(starts[starts.count - 1] + group.members.count)
      tiers += group.members.map { group.isTiered ? $0.tier : 0 }
    }
    self.starts = starts
    self.tiers = tiers
    let count = max(tiers.count, 1)
    cursors = .allocate(capacity: count)
    firstBlock = .allocate(capacity: count)
    firstBlock.initialize(repeating: 0, count: count)
    var i = 0
    for group in self.groups {
      for member in group.members {
        (cursors + i).initialize(to: PostingCursor(member.list, memory))
        i += 1
      }
    }
    sums = .allocate(capacity: Int(Self.window))
    frequencies = .allocate(capacity: Int(Self.window))
    frequencies.initialize(repeating: 0, count: Int(Self.window))
    found = .allocate(capacity: Self.words * 3)
    found.initialize(repeating: 0, count: Self.words * 3)
    done = found + Self.words
    touched = done + Self.words
  }

  deinit {
    cursors.deallocate()
    firstBlock.deallocate()
    sums.deallocate()
    frequencies.deallocate()
    found.deallocate()
  }

  var isDamaged: Bool {
    for i in 0..<tiers.count where cursors[i].isDamaged { return true }
    return false
  }

  /// Walks the part and gives what may be among the best to `top`.
  mutating func run(_ part: Snapshot.Part, overlaps: Bool, _ top: inout TopHits) {
    let limit = part.segment.documents
    var order = Array(groups.indices)
    var bounds = [Double](repeating: 0, count: groups.count)
    var before = [Double](repeating: 0, count: groups.count + 1)
    var start: UInt32 = 0
    while start < limit {
      let end = min(start &+ Self.window, limit)
      for g in groups.indices { bounds[g] = bound(g, start, end) }
      order.sort { bounds[$0] < bounds[$1] }
      for (i, g) in order.enumerated() { before[i + 1] = before[i] + bounds[g] }
      let threshold = Self.threshold(top, overlaps)
      var optional = 0
      while optional < order.count && before[optional + 1] <= threshold { optional += 1 }
      if optional < order.count {
        for i in optional..<order.count where bounds[order[i]] > 0 { accumulate(order[i], start, end) }
        complete(part, overlaps, start, order, before, optional, &top)
      }
      start = end
    }
  }

  @inline(__always)
  private static func threshold(_ top: TopHits, _ overlaps: Bool) -> Double {
    Double(overlaps ? top.threshold.nextDown : top.threshold)
  }

  /// What the group can add to a document of the window at most.
  private func bound(_ g: Int, _ start: UInt32, _ end: UInt32) -> Double {
    let group = groups[g]
    var best: Float = 0
    var part: Float = 0
    var tier: UInt8 = .max
    for i in starts[g]..<starts[g + 1] {
      let list = cursors[i].list
      let first = list.block(holding: start, from: firstBlock[i])
      firstBlock[i] = first
      if first == list.blocks { continue }
      var last = first
      while last + 1 < list.blocks && list.last(ofBlock: last) < end &- 1 { last += 1 }
      let own = Impact.bound(
        list.maxImpact(from: first, through: last), old: group.oldAverage, new: group.average)
      if tiers[i] != tier {
        tier = tiers[i]
        part = 0
      }
      // tf / (tf + K) of a sum of frequencies is at most the sum of those of each.
      part = min(1, part + own)
      best = max(best, group.scaled(part, tier: tier))
    }
    return Double(best * 1.00001)
  }

  /// Adds the group's contributions in the window to the sums.
  private mutating func accumulate(_ g: Int, _ start: UInt32, _ end: UInt32) {
    let members = starts[g]..<starts[g + 1]
    if members.count == 1 {
      let i = members.lowerBound
      if cursors[i].block < 0 { cursors[i].load(firstBlock[i]) }
      cursors[i].advance(to: start)
      cursors[i].accumulate(
        until: end, from: start, groups[g], tier: tiers[i], sums: sums, found: found)
      return
    }
    var isFirstTier = true
    var i = members.lowerBound
    while i < members.upperBound {
      let tier = tiers[i]
      while i < members.upperBound && tiers[i] == tier {
        if cursors[i].block < 0 { cursors[i].load(firstBlock[i]) }
        cursors[i].advance(to: start)
        cursors[i].count(until: end, from: start, frequencies: frequencies, touched: touched)
        i += 1
      }
      spend(groups[g], tier, start, isFirstTier)
      isFirstTier = false
    }
    for w in 0..<Self.words { done[w] = 0 }
  }

  /// Turns the frequencies of one tier into contributions where no better tier gave one.
  private mutating func spend(_ group: TermGroup, _ tier: UInt8, _ start: UInt32, _ isFirstTier: Bool) {
    for w in 0..<Self.words {
      var rest = touched[w]
      if rest == 0 { continue }
      touched[w] = 0
      let fresh = rest & ~done[w]
      let isNew = ~found[w]
      done[w] |= rest
      found[w] |= fresh
      while rest != 0 {
        let bit = rest.trailingZeroBitCount
        let slot = w &* 64 &+ bit
        if fresh &>> UInt64(bit) & 1 == 1 {
          let value = Double(
            group.contribution(
              Float(frequencies[slot]), tier: tier, start &+ UInt32(truncatingIfNeeded: slot)))
          sums[slot] = isNew &>> UInt64(bit) & 1 == 1 ? value : sums[slot] + value
        }
        frequencies[slot] = 0
        rest &= rest &- 1
      }
    }
  }

  /// Completes the scores of the window's documents that may reach the threshold.
  private mutating func complete(
    _ part: Snapshot.Part, _ overlaps: Bool, _ start: UInt32, _ order: [Int], _ before: [Double],
    _ optional: Int, _ top: inout TopHits
  ) {
    var threshold = Self.threshold(top, overlaps)
    for w in 0..<Self.words {
      var rest = found[w]
      if rest == 0 { continue }
      found[w] = 0
      while rest != 0 {
        let slot = w &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        var sum = sums[slot]
        if sum + before[optional] <= threshold { continue }
        let doc = start &+ UInt32(truncatingIfNeeded: slot)
        guard part.isLive(doc) else { continue }
        var i = optional
        while i > 0 {
          if sum + before[i] <= threshold { break }
          i &-= 1
          sum += contribution(order[i], doc)
        }
        evaluated &+= 1
        if i > 0 || sum <= threshold { continue }
        top.insert(
          TopHits.Entry(score: Float(sum), ordinal: part.ordinal(doc), doc: part.base &+ doc))
        threshold = Self.threshold(top, overlaps)
      }
    }
  }

  /// What the group adds to one document.
  private mutating func contribution(_ g: Int, _ doc: UInt32) -> Double {
    var tier: UInt8 = .max
    var frequency: UInt32 = 0
    for i in starts[g]..<starts[g + 1] {
      // Members stand in the order of their tiers.
      if frequency > 0 && tiers[i] != tier { break }
      if cursors[i].block < 0 { cursors[i].load(cursors[i].list.block(holding: doc, from: 0)) }
      cursors[i].advance(to: doc)
      if cursors[i].doc == doc {
        tier = tiers[i]
        frequency &+= cursors[i].frequency()
      }
    }
    return frequency == 0 ? 0 : Double(groups[g].contribution(Float(frequency), tier: tier, doc))
  }
}

extension PostingCursor {
  /// Adds the contributions of the documents before `end` to `sums`, whose first slot is `start`.
  mutating func accumulate(
    until end: UInt32, from start: UInt32, _ group: borrowing TermGroup, tier: UInt8,
    sums out: UnsafeMutablePointer<Double>, found: UnsafeMutablePointer<UInt64>
  ) {
    let norms = group.norms
    let line = group.tiers[tier]
    while doc < end {
      loadSums()
      var i = index
      var last = i == 0 ? UInt32.max : sums[i &- 1]
      let count = parts.count
      while i < count {
        let here = docs[i]
        if here >= end { break }
        let tf = Float(sums[i] &- last)
        last = sums[i]
        let share = tf / (tf + norms.saturation(here))
        let value = Double(line.base + line.slope * share)
        let slot = Int(here &- start)
        let bit = UInt64(1) &<< UInt64(slot & 63)
        let word = found[slot &>> 6]
        out[slot] = word & bit == 0 ? value : out[slot] + value
        found[slot &>> 6] = word | bit
        i &+= 1
      }
      move(to: i)
    }
  }

  /// Adds the frequencies of the documents before `end`.
  mutating func count(
    until end: UInt32, from start: UInt32, frequencies: UnsafeMutablePointer<UInt32>,
    touched: UnsafeMutablePointer<UInt64>
  ) {
    while doc < end {
      loadSums()
      var i = index
      var last = i == 0 ? UInt32.max : sums[i &- 1]
      let count = parts.count
      while i < count {
        let here = docs[i]
        if here >= end { break }
        let slot = Int(here &- start)
        frequencies[slot] &+= sums[i] &- last
        last = sums[i]
        touched[slot &>> 6] |= 1 &<< UInt64(slot & 63)
        i &+= 1
      }
      move(to: i)
    }
  }
}
