internal import VietIndex

/// The cursors of several terms in one part, each term with all its spellings.
///
/// Places are random: nothing here minds in what order stretches of documents are looked at.
struct GroupCursors: ~Copyable {
  static let windowBits: UInt32 = 11
  /// Documents of a stretch whose scores are added up in an array.
  static let window: UInt32 = 1 << windowBits
  private static let words = Int(window) / 64

  let groups: [TermGroup]
  private let memory: CursorMemory
  /// Members of all groups, one group after another, in each the best tier first.
  let cursors: UnsafeMutablePointer<PostingCursor>
  /// The tier of each member as it counts.
  let tiers: UnsafeMutablePointer<UInt8>
  /// Where the members of each group begin, and where the last end.
  let starts: [Int]
  private let firstBlock: UnsafeMutablePointer<Int>
  private let values: UnsafeMutablePointer<Float>
  private let frequencies: UnsafeMutablePointer<UInt32>
  private let touched: UnsafeMutablePointer<UInt64>
  private let done: UnsafeMutablePointer<UInt64>

  init(_ groups: [TermGroup], _ memory: CursorMemory) {
    self.groups = groups.map { group in
      guard group.members.count > 1 else { return group }
      var group = group
      group.members.sort { $0.tier < $1.tier }
      return group
    }
    self.memory = memory
    var starts = [0]
    for group in groups { starts.append(starts[starts.count - 1] + group.members.count) }
    self.starts = starts
    let count = max(starts[groups.count], 1)
    cursors = .allocate(capacity: count)
    tiers = .allocate(capacity: count)
    firstBlock = .allocate(capacity: count)
    firstBlock.initialize(repeating: 0, count: count)
    values = .allocate(capacity: PostingList.blockSize)
    var i = 0
    var hasSpellings = false
    for group in self.groups {
      if group.members.count > 1 { hasSpellings = true }
      for member in group.members {
        (cursors + i).initialize(to: PostingCursor(member.list, memory))
        tiers[i] = group.isTiered ? member.tier : 0
        i += 1
      }
    }
    frequencies = .allocate(capacity: hasSpellings ? Int(Self.window) : 1)
    frequencies.initialize(repeating: 0, count: hasSpellings ? Int(Self.window) : 1)
    touched = .allocate(capacity: Self.words * 2)
    touched.initialize(repeating: 0, count: Self.words * 2)
    done = touched + Self.words
  }

  deinit {
    cursors.deallocate()
    tiers.deallocate()
    firstBlock.deallocate()
    values.deallocate()
    frequencies.deallocate()
    touched.deallocate()
  }

  var isDamaged: Bool {
    for i in 0..<starts[groups.count] where cursors[i].isDamaged { return true }
    return false
  }

  /// What group `g` can add to one of the documents `first...last` at most.
  ///
  /// Quickest when stretches come in ascending order. Complexity: O(members + their blocks in the stretch).
  func bound(_ g: Int, from first: UInt32, through last: UInt32) -> Double {
    let members = starts[g]..<starts[g + 1]
    var best: Float = 0
    var part: Float = 0
    var tier: UInt8 = .max
    for i in members {
      let list = cursors[i].list
      var from = firstBlock[i]
      if from > 0 && list.last(ofBlock: from - 1) >= first { from = 0 }
      let block = list.block(holding: first, from: from)
      firstBlock[i] = block
      if block == list.blocks { continue }
      var through = block
      while through + 1 < list.blocks && list.last(ofBlock: through) < last { through += 1 }
      let own = groups[g].share(list.maxImpact(from: block, through: through))
      if tiers[i] != tier {
        tier = tiers[i]
        part = 0
      }
      // tf / (tf + K) of a sum of frequencies is at most the sum of those of each.
      part = min(1, part + own)
      best = max(best, groups[g].scaled(part, tier: tier))
    }
    return Double(best * 1.00001)
  }

  /// Adds what group `g` gives to the documents `start..<end`, a window at most, to `sums`, whose first slot is `start`.
  func accumulate(_ g: Int, from start: UInt32, until end: UInt32, into sums: UnsafeMutablePointer<Double>) {
    let members = starts[g]..<starts[g + 1]
    if members.count == 1 {
      accumulate(members.lowerBound, groups[g], start, end, sums)
      return
    }
    var i = members.lowerBound
    while i < members.upperBound {
      let tier = tiers[i]
      while i < members.upperBound && tiers[i] == tier {
        count(i, start, end)
        i += 1
      }
      spend(groups[g], tier, start, sums)
    }
    for w in 0..<Self.words { done[w] = 0 }
  }

  private func accumulate(
    _ i: Int, _ group: TermGroup, _ start: UInt32, _ end: UInt32, _ sums: UnsafeMutablePointer<Double>
  ) {
    let cursor = cursors + i
    cursor.pointee.stand(at: start)
    while cursor.pointee.doc < end {
      cursor.pointee.loadFrequencies()
      let from = cursor.pointee.index
      let until = cursor.pointee.place(before: end)
      let docs = cursor.pointee.docs
      group.contributions(
        docs + from, cursor.pointee.frequencies + from, count: until - from, tier: tiers[i], into: values)
      var k = from
      while k < until {
        // Masked, so that damaged documents stay within the window.
        let slot = Int((docs[k] &- start) & (Self.window &- 1))
        sums[slot] += Double(values[k &- from])
        k &+= 1
      }
      cursor.pointee.move(to: until)
    }
  }

  private func count(_ i: Int, _ start: UInt32, _ end: UInt32) {
    let cursor = cursors + i
    cursor.pointee.stand(at: start)
    while cursor.pointee.doc < end {
      cursor.pointee.loadFrequencies()
      let docs = cursor.pointee.docs
      let counts = cursor.pointee.frequencies
      let until = cursor.pointee.place(before: end)
      var k = cursor.pointee.index
      while k < until {
        let slot = Int((docs[k] &- start) & (Self.window &- 1))
        frequencies[slot] &+= counts[k]
        touched[slot &>> 6] |= 1 &<< UInt64(slot & 63)
        k &+= 1
      }
      cursor.pointee.move(to: until)
    }
  }

  /// Turns the frequencies of one tier into contributions where no better tier gave one.
  private func spend(
    _ group: TermGroup, _ tier: UInt8, _ start: UInt32, _ sums: UnsafeMutablePointer<Double>
  ) {
    for w in 0..<Self.words {
      var rest = touched[w]
      if rest == 0 { continue }
      touched[w] = 0
      let fresh = rest & ~done[w]
      done[w] |= rest
      while rest != 0 {
        let bit = rest.trailingZeroBitCount
        let slot = w &* 64 &+ bit
        if fresh &>> UInt64(bit) & 1 == 1 {
          sums[slot] += Double(
            group.contribution(
              Float(frequencies[slot]), tier: tier, start &+ UInt32(truncatingIfNeeded: slot)))
        }
        frequencies[slot] = 0
        rest &= rest &- 1
      }
    }
  }
}
