internal import VietCore

/// What the word model looks at: which slots of its weights speak for a gap between two units, and which for a word.
///
/// Every feature is a number that is hashed into the one table of weights. Those of a gap speak for joining the units
/// around it; those of a word (a span of units) speak for that very word. `template` numbers keep the kinds of
/// features apart. Nothing here looks at text: units are hashes, kinds and shapes.
///
/// Made so that a gap is cheap: most gaps lie under no row of the word table, and of those only the units, pairs and
/// kinds are looked at; the features of one unit or one pair that differ in where the gap lies share a line of the
/// cache. On gold alone both gained as much as they saved.
package enum WordFeatures {
  /// Features of a span.
  package static let perSpan = 3
  /// Spans of up to this many units less one are told apart by length; the last stands for all longer ones.
  package static let lengths = 5
  /// Weights in the table.
  package static let slotBits = 20

  /// Multiplicative hashing (Knuth 6.4): values are hashes already, or small.
  @inline(__always)
  private static func slot(_ value: UInt64, _ template: UInt64) -> Int {
    Int(truncatingIfNeeded: scatter(value &+ template &* 0xA24B_AED4_963E_E407))
  }

  @inline(__always)
  private static func scatter(_ value: UInt64) -> UInt64 {
    (value &* 0x9E37_79B9_7F4A_7C15) &>> UInt64(64 - slotBits)
  }

  /// The slot of a unit in front of the gap; ``UnitPlace`` says where its others are.
  @inline(__always)
  static func unitSlot(_ identity: UInt64) -> UInt32 { UInt32(slot(identity, 2)) }

  /// The slot of the pair around the gap; ``PairPlace`` says where its others are.
  @inline(__always)
  static func pairSlot(_ hash: UInt64) -> UInt32 { UInt32(slot(hash, 1)) }

  /// A slot in the cache line of the slot of a unit or a pair, for what else is to be told apart there.
  @inline(__always)
  private static func nearby(_ home: UInt32, _ value: UInt64, _ template: UInt64) -> Int {
    Int(home) ^ (slot(value, template) &>> (slotBits - 6))
  }

  /// What the slot of a unit is combined with where the unit stands elsewhere: behind the gap, or as a word.
  private enum UnitPlace {
    static let behind: UInt32 = 1
    static let word: UInt32 = 2
  }

  /// What the slot of a pair is combined with where the gap is not inside it, but before or after it.
  private enum PairPlace {
    static let afterGap: UInt32 = 1
    static let beforeGap: UInt32 = 2
  }

  /// Which kinds of lists: four bits.
  @inline(__always)
  private static func brief(_ lists: UInt64) -> UInt64 {
    (lists & 3) | (((lists &>> 1) | lists) & 4) | (((lists &>> 3) | (lists &>> 2) | (lists &>> 1)) & 8)
  }

  /// Visits the slots of the gap between units `i` and `i + 1`.
  @inline(__always)
  static func visitGap(_ facts: borrowing UnitFacts, _ i: Int, _ visit: (Int) -> Void) {
    visit(Int(facts.pairSlots[i]))
    visitBare(facts, i, visit)
    if facts.covers(i) != 0 { visitCovered(facts, i, visit) }
  }

  /// Visits the slots of any gap but that of its pair.
  @inline(__always)
  static func visitBare(_ facts: borrowing UnitFacts, _ i: Int, _ visit: (Int) -> Void) {
    let kinds = facts.kind(i) &* 64 &+ facts.kind(i &+ 1)
    visit(Int(facts.pairSlots[i &- 1] ^ PairPlace.beforeGap))
    visit(Int(facts.pairSlots[i &+ 1] ^ PairPlace.afterGap))
    visit(Int(facts.unitSlots[i]))
    visit(Int(facts.unitSlots[i &+ 1] ^ UnitPlace.behind))
    visit(nearby(facts.pairSlots[i], kinds, 8))
    visit(slot((facts.kind(i &- 1) &* 4096 &+ kinds) &* 64 &+ facts.kind(i &+ 2), 11))
    visit(slot(kinds, 12))
    visit(slot((facts.lists(1, i) &* 256 &+ facts.lists(1, i &+ 1)) &* 4096 &+ kinds, 19))
  }

  /// Visits the further slots of a gap across which rows of the word table lie.
  @inline(__always)
  static func visitCovered(_ facts: borrowing UnitFacts, _ i: Int, _ visit: (Int) -> Void) {
    let x = facts.identity + i
    let (a, b, c, d) = (x[-1], x[0], x[1], x[2])
    let kinds = facts.kind(i) &* 64 &+ facts.kind(i &+ 1)
    let (two0, two1, two2) = (facts.lists(2, i &- 1), facts.lists(2, i), facts.lists(2, i &+ 1))
    let (three0, three1) = (facts.lists(3, i &- 1), facts.lists(3, i))
    let around = (brief(two0) &* 16 &+ brief(two1)) &* 16 &+ brief(two2)
    let threes = brief(three0) &* 16 &+ brief(three1)
    let fours =
      (brief(facts.lists(4, i &- 2)) &* 16 &+ brief(facts.lists(4, i &- 1))) &* 16
      &+ brief(facts.lists(4, i))
    let (one0, one1) = (facts.lists(1, i), facts.lists(1, i &+ 1))
    let repeats: UInt64 =
      (b == c ? 1 : 0) &+ (a == c ? 2 : 0) &+ (b == d ? 4 : 0) &+ (a == b ? 8 : 0)
    visit(nearby(facts.pairSlots[i], a, 4))
    visit(nearby(facts.pairSlots[i], d, 5))
    visit(nearby(facts.unitSlots[i], kinds, 9))
    visit(nearby(facts.unitSlots[i &+ 1], kinds, 10))
    visit(slot(two1, 13))
    visit(slot(around, 14))
    visit(slot(three0 &* 256 &+ three1, 15))
    visit(slot(fours, 16))
    visit(nearby(facts.unitSlots[i], around, 17))
    visit(nearby(facts.unitSlots[i &+ 1], around, 18))
    visit(slot(two1 &* 4096 &+ kinds, 20))
    visit(slot(repeats, 21))
    visit(nearby(facts.unitSlots[i &+ 1], a, 23))
    visit(nearby(facts.unitSlots[i], d, 24))
    visit(slot(around &* 256 &+ threes, 25))
    visit(slot((one0 &* 128 &+ one1) &* 4 &+ (facts.lists(1, i &- 1) &>> 5) & 3, 26))
  }

  /// Visits the slots of the word that starts at unit `i` and has `length` units (``lengths``: that many or more).
  @inline(__always)
  static func visitSpan(_ facts: borrowing UnitFacts, _ i: Int, length: Int, _ visit: (Int) -> Void) {
    var cases: UInt64 = 0
    if length < lengths { for k in 0..<length { cases = cases &* 3 &+ UInt64(facts.capitals[i + k]) } }
    visitListed(length, lists: length < lengths ? facts.lists(length, i) : 0, cases: cases, visit)
    visit(length == 1 ? wordSlot(facts, i) : caseSlot(length, cases: cases))
  }

  /// The slot of a unit as a word.
  @inline(__always)
  static func wordSlot(_ facts: borrowing UnitFacts, _ i: Int) -> Int {
    Int(facts.unitSlots[i] ^ UnitPlace.word)
  }

  /// Visits the slots of a word that the lists and capitals of its units decide: those that `lists` says bear it, and
  /// ``UnitFacts/capitals`` as digits of base three.
  @inline(__always)
  static func visitListed(_ length: Int, lists: UInt64, cases: UInt64, _ visit: (Int) -> Void) {
    let base = UInt64(100 + 8 * length)
    visit(slot(lists, base))
    visit(slot(cases &* 1000 &+ (lists & 15), base + 1))
  }

  /// The slot of the capitals of a word of two units or more.
  @inline(__always)
  static func caseSlot(_ length: Int, cases: UInt64) -> Int { slot(cases, UInt64(102 + 8 * length)) }
}

extension WordFeatures {
  /// Writes the slots of every gap of a sentence and then of every span, ``perSpan`` each, ``lengths`` spans a unit;
  /// `starts` says where the slots of each gap start, and last where those of the spans do. What the trainer learns
  /// from; the segmenter sums as it goes.
  package static func slots(
    of facts: borrowing UnitFacts, into slots: inout [Int32], starts: inout [Int]
  ) {
    slots.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    for i in 0..<max(0, facts.count - 1) {
      starts.append(slots.count)
      visitGap(facts, i) { slots.append(Int32($0)) }
    }
    starts.append(slots.count)
    for i in 0..<facts.count {
      for length in 1...lengths {
        visitSpan(facts, i, length: i + length <= facts.count ? length : lengths) { slots.append(Int32($0)) }
      }
    }
  }
}
