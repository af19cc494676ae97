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
  /// Worse than any score can get; two of them don't overflow.
  static let never = Int32.min / 4

  private(set) var count = 0
  private var capacity = 0
  /// Score of joining units `i` and `i + 1`; splitting has 0.
  private(set) var joining: UnsafeMutablePointer<Int32>
  /// Scores of the words of 1…``states`` units that start at `i`.
  private(set) var spans: UnsafeMutablePointer<Int32>
  private(set) var constraints: UnsafeMutablePointer<Constraint>
  /// Lengths of the word before, for a word that begins at `i`; and whether state 5 at `i` comes from 5.
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
    spans.deallocate()
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
      spans = .allocate(capacity: capacity * Self.states)
      constraints = .allocate(capacity: capacity)
      back = .allocate(capacity: capacity)
    }
    constraints.update(repeating: .none, count: units)
  }

  /// Fills in the scores of the model.
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
  mutating func best(into joins: UnsafeMutablePointer<Bool>) {
    guard count > 1 else { return }
    var (s1, s2, s3, s4, s5) = (Int32(0), Self.never, Self.never, Self.never, Self.never)
    for i in 0..<count &- 1 {
      var ended = s1 &+ span(endingAt: i, 1)
      var length: UInt8 = 1
      @inline(__always) func consider(_ score: Int32, _ k: UInt8) {
        if score > ended {
          ended = score
          length = k
        }
      }
      if s2 > Self.never / 2 { consider(s2 &+ span(endingAt: i, 2), 2) }
      if s3 > Self.never / 2 { consider(s3 &+ span(endingAt: i, 3), 3) }
      if s4 > Self.never / 2 { consider(s4 &+ span(endingAt: i, 4), 4) }
      if s5 > Self.never / 2 { consider(s5 &+ span(endingAt: i, 5), 5) }
      let goesOn = s5 > s4
      back[i &+ 1] = length | (goesOn ? 0x80 : 0)
      let join = joining[i]
      let constraint = constraints[i]
      if constraint == .split {
        (s1, s2, s3, s4, s5) = (ended, Self.never, Self.never, Self.never, Self.never)
      } else {
        let longest = goesOn ? s5 : s4
        s5 = longest > Self.never / 2 ? longest &+ join : Self.never
        s4 = s3 > Self.never / 2 ? s3 &+ join : Self.never
        s3 = s2 > Self.never / 2 ? s2 &+ join : Self.never
        s2 = s1 > Self.never / 2 ? s1 &+ join : Self.never
        s1 = constraint == .joined ? Self.never : ended
      }
    }
    var state: UInt8 = 1
    var score = Self.never
    for (k, value) in [s1, s2, s3, s4, s5].enumerated() where value > Self.never / 2 {
      let total = value &+ span(endingAt: count &- 1, k &+ 1)
      if total > score {
        score = total
        state = UInt8(k &+ 1)
      }
    }
    var i = count &- 1
    while i > 0 {
      joins[i &- 1] = state > 1
      switch state {
      case 1: state = back[i] & 0x7F
      case 5: state = back[i] & 0x80 != 0 ? 5 : 4
      default: state &-= 1
      }
      i &-= 1
    }
  }
}
