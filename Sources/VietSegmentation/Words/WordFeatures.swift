internal import VietCore

/// What the word model looks at: which slots of its weights speak for a gap between two units, and which for a word.
///
/// Every feature is a number that is hashed into the one table of weights. Those of a gap speak for joining the units
/// around it; those of a word (a span of units) speak for that very word. `template` numbers keep the kinds of
/// features apart. Nothing here looks at text: units are hashes, kinds and shapes.
package enum WordFeatures {
  /// Features of a gap.
  package static let perGap = 26
  /// Features of a span.
  package static let perSpan = 3
  /// Spans of up to this many units less one are told apart by length; the last stands for all longer ones.
  package static let lengths = 5
  /// Weights in the table.
  package static let slotBits = 20

  @inline(__always)
  private static func slot(_ value: UInt64, _ template: UInt64) -> Int {
    let hash = RowHash.mix(value &+ template &* 0xA24B_AED4_963E_E407)
    return Int(truncatingIfNeeded: (hash &>> 20) & (1 &<< UInt64(slotBits) &- 1))
  }

  /// Which kinds of lists: four bits.
  @inline(__always)
  private static func brief(_ lists: UInt64) -> UInt64 {
    (lists & 3) | ((lists & 12) != 0 ? 4 : 0) | ((lists & 0x70) != 0 ? 8 : 0)
  }

  /// Visits the slots of the gap between units `i` and `i + 1`.
  @inline(__always)
  static func visitGap(_ facts: borrowing UnitFacts, _ i: Int, _ visit: (Int) -> Void) {
    let x = facts.identity + i
    let (a, b, c, d) = (x[-1], x[0], x[1], x[2])
    let (ka, kb, kc, kd) = (facts.kind(i - 1), facts.kind(i), facts.kind(i + 1), facts.kind(i + 2))
    let pair = RowHash.appending(c, to: b)
    let kinds = kb &* 64 &+ kc
    let (two0, two1, two2) = (facts.lists(2, i - 1), facts.lists(2, i), facts.lists(2, i + 1))
    let (three0, three1) = (facts.lists(3, i - 1), facts.lists(3, i))
    let around = (brief(two0) &* 16 &+ brief(two1)) &* 16 &+ brief(two2)
    let (one0, one1) = (facts.lists(1, i), facts.lists(1, i + 1))

    visit(slot(pair, 1))
    visit(slot(b, 2))
    visit(slot(c, 3))
    visit(slot(RowHash.appending(c, to: RowHash.appending(b, to: a)), 4))
    visit(slot(RowHash.appending(d, to: pair), 5))
    visit(slot(RowHash.appending(b, to: a), 6))
    visit(slot(RowHash.appending(d, to: c), 7))
    visit(slot(RowHash.appending(kinds, to: pair), 8))
    visit(slot(RowHash.appending(kinds, to: b), 9))
    visit(slot(RowHash.appending(kinds, to: c), 10))
    visit(slot((ka &* 4096 &+ kinds) &* 64 &+ kd, 11))
    visit(slot(kinds, 12))
    visit(slot(two1, 13))
    visit(slot(around, 14))
    visit(slot(three0 &* 256 &+ three1, 15))
    visit(
      slot(
        (brief(facts.lists(4, i - 2)) &* 16 &+ brief(facts.lists(4, i - 1))) &* 16
          &+ brief(facts.lists(4, i)), 16))
    visit(slot(RowHash.appending(around, to: b), 17))
    visit(slot(RowHash.appending(around, to: c), 18))
    visit(slot((one0 &* 256 &+ one1) &* 4096 &+ kinds, 19))
    visit(slot(two1 &* 4096 &+ kinds, 20))
    visit(slot((b == c ? 1 : 0) + (a == c ? 2 : 0) + (b == d ? 4 : 0) + (a == b ? 8 : 0), 21))
    visit(slot((facts.kind(i - 2) &* 64 &+ ka) &* 4096 &+ kinds, 22))
    visit(slot(RowHash.appending(c, to: a), 23))
    visit(slot(RowHash.appending(d, to: b), 24))
    visit(slot(around &* 256 &+ brief(three0) &* 16 &+ brief(three1), 25))
    visit(slot((one0 &* 128 &+ one1) &* 4 &+ (facts.lists(1, i - 1) &>> 5) & 3, 26))
  }

  /// Visits the slots of the word that starts at unit `i` and has `length` units (``lengths``: that many or more).
  @inline(__always)
  static func visitSpan(_ facts: borrowing UnitFacts, _ i: Int, length: Int, _ visit: (Int) -> Void) {
    let base = UInt64(100 + 8 * length)
    if length == lengths {
      visit(slot(0, base))
      visit(slot(0, base + 1))
      visit(slot(0, base + 2))
      return
    }
    let lists = facts.lists(length, i)
    var cases: UInt64 = 0
    for k in 0..<length { cases = cases &* 3 &+ facts.capitals(i + k) }
    visit(slot(lists, base))
    visit(slot(cases &* 1000 &+ (lists & 15), base + 1))
    visit(slot(length == 1 ? facts.identity[i] : cases, base + 2))
  }
}

extension WordFeatures {
  /// Writes the slots of every gap of a sentence, ``perGap`` each, and then of every span, ``perSpan`` each,
  /// ``lengths`` spans a unit. What the trainer learns from; the segmenter sums as it goes.
  package static func slots(of facts: borrowing UnitFacts, into slots: inout [Int32]) {
    slots.removeAll(keepingCapacity: true)
    for i in 0..<max(0, facts.count - 1) { visitGap(facts, i) { slots.append(Int32($0)) } }
    for i in 0..<facts.count {
      for length in 1...lengths {
        visitSpan(facts, i, length: i + length <= facts.count ? length : lengths) { slots.append(Int32($0)) }
      }
    }
  }
}
