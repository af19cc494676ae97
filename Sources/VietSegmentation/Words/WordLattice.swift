internal import VietCore

/// All ways to cut one sentence into words, with their scores; finds the best.
///
/// A path is a row of words. Its score is the sum of the scores of the gaps inside its words and of the words
/// themselves. The state of the search is the length of the word in progress, ``WordFeatures/lengths`` and more being
/// one state. Memory grows to the longest sentence seen and is used again.
package struct WordLattice: ~Copyable {
  /// What must hold at a gap whatever the scores say.
  @frozen
  package enum Constraint: UInt8, Sendable { case none, joined, split }

  static let states = WordFeatures.lengths
  /// Worse than any score can get, and far enough from the end that eight of them don't overflow.
  static let never = Int32.min / 32

  private(set) var count = 0
  private var capacity = 0
  /// Score of joining units `i` and `i + 1`; splitting has 0.
  private(set) var joining: UnsafeMutablePointer<Int32>
  /// Scores of the words of 1…``states`` units that start at `i`.
  private(set) var spans: UnsafeMutablePointer<Int32>
  private(set) var constraints: UnsafeMutablePointer<Constraint>
  /// Lengths of the word before, for a word that begins at `i`; and in bit 7 whether state 5 at `i` comes from 5.
  private var back: UnsafeMutablePointer<UInt8>

  package init() {
    joining = .allocate(capacity: 1)
    spans = .allocate(capacity: 1)
    constraints = .allocate(capacity: 1)
    back = .allocate(capacity: 1)
  }

  deinit { free() }

  private func free() {
    joining.deallocate()
    (capacity > 0 ? spans - Self.states * Self.states : spans).deallocate()
    constraints.deallocate()
    back.deallocate()
  }

  /// Makes room for a sentence of `units` units, no gap constrained.
  mutating func reset(_ units: Int) {
    count = units
    if units > capacity {
      free()
      capacity = max(units, capacity * 2, 64)
      joining = .allocate(capacity: capacity)
      let padding = Self.states * Self.states
      spans = .allocate(capacity: capacity * Self.states + padding)
      spans.initialize(repeating: 0, count: padding)
      spans += padding
      constraints = .allocate(capacity: capacity)
      back = .allocate(capacity: capacity)
    }
    constraints.update(repeating: .none, count: units)
  }

  /// Fills in the scores of the model, weight by weight: the truth that ``WordScorer`` is tested against.
  mutating func score(_ facts: borrowing UnitFacts, _ weights: UnsafePointer<Int8>) {
    for i in 0..<count {
      if i &+ 1 < count {
        var sum: Int32 = 0
        WordFeatures.visitGap(facts, i) { sum &+= Int32(weights[$0]) }
        joining[i] = sum
      }
      for length in 1...Self.states where i &+ length <= count || length == Self.states {
        var sum: Int32 = 0
        WordFeatures.visitSpan(facts, i, length: length) { sum &+= Int32(weights[$0]) }
        spans[i &* Self.states &+ length &- 1] = sum
      }
    }
  }

  /// Score of the word in progress of state `length` that ends at unit `i`.
  @inline(__always)
  func span(endingAt i: Int, _ length: Int) -> Int32 {
    spans[(i &- length &+ 1) &* Self.states &+ length &- 1]
  }

  /// Writes for each gap whether the units around it are one word. Complexity: O(*n*).
  ///
  /// Scores are below 2^24 in amount and ``never`` is far below, so that a path that must not be stays below all others
  /// without a look at each step. The lowest three bits of a compared score say which state it is of: of equal ones the
  /// shorter word wins.
  mutating func best(into joins: UnsafeMutablePointer<Bool>) {
    guard count > 1 else { return }
    let never = Self.never
    var (s1, s2, s3, s4, s5) = (Int32(0), never, never, never, never)
    @inline(__always) func ended(_ spans: UnsafePointer<Int32>) -> Int32 {
      let one = (s1 &+ spans[0]) &<< 3 | 7
      let two = (s2 &+ spans[1 - Self.states]) &<< 3 | 6
      let three = (s3 &+ spans[2 - 2 * Self.states]) &<< 3 | 5
      let four = (s4 &+ spans[3 - 3 * Self.states]) &<< 3 | 4
      let five = (s5 &+ spans[4 - 4 * Self.states]) &<< 3 | 3
      return max(max(one, max(two, three)), max(four, five))
    }
    var span = UnsafePointer(spans)
    for i in 0..<count &- 1 {
      let best = ended(span)
      span += Self.states
      let goesOn: UInt8 = s5 > s4 ? 0x80 : 0
      back[i &+ 1] = UInt8(truncatingIfNeeded: 8 &- (best & 7)) | goesOn
      let join = joining[i]
      let longest = max(s4, s5)
      s5 = longest &+ join
      s4 = s3 &+ join
      s3 = s2 &+ join
      s2 = s1 &+ join
      s1 = best &>> 3
      switch constraints[i] {
      case .none: break
      case .joined: s1 = never
      case .split: (s2, s3, s4, s5) = (never, never, never, never)
      }
    }
    var state = UInt8(truncatingIfNeeded: 8 &- (ended(span) & 7))
    var i = count &- 1
    while i > 0 {
      joins[i &- 1] = state > 1
      let before = back[i]
      let stays: UInt8 = state == 5 ? before &>> 7 : 0
      state = state == 1 ? before & 7 : state &- 1 &+ stays
      i &-= 1
    }
  }
}
