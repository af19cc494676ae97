/// Probabilities of gaps and words over all paths of a lattice, by the forward-backward algorithm.
///
/// A path's probability is the product of its factors — one a joined gap, one a word — over the sum of all paths.
/// Works on factors that are scaled anew at every unit, so that neither long sentences nor strong scores overflow; uses
/// no function of the platform's mathematics library, so that training gives the same bytes everywhere.
package struct WordPosteriors: ~Copyable {
  private static let states = WordFeatures.lengths
  private var capacity = 0
  private var count = 0
  /// Factor of joining units `i` and `i + 1`: the exponential of its score. To be set before ``run(_:)``.
  package private(set) var joining: UnsafeMutablePointer<Double>
  /// Factors of the words of 1…``WordFeatures/lengths`` units that start at `i`.
  package private(set) var spans: UnsafeMutablePointer<Double>
  /// After ``run(_:)``: how probable a word across the gap after unit `i` is.
  package private(set) var joined: UnsafeMutablePointer<Double>
  /// After ``run(_:)``: how probable the words of 1…``WordFeatures/lengths`` units are that start at `i`; the last
  /// also stands for all longer ones, under the unit ``WordFeatures/lengths`` − 1 before the last.
  package private(set) var words: UnsafeMutablePointer<Double>
  private var forward: UnsafeMutablePointer<Double>
  private var backward: UnsafeMutablePointer<Double>

  package init() {
    joining = .allocate(capacity: 1)
    spans = .allocate(capacity: 1)
    joined = .allocate(capacity: 1)
    words = .allocate(capacity: 1)
    forward = .allocate(capacity: 1)
    backward = .allocate(capacity: 1)
  }

  deinit { free() }

  private func free() {
    for pointer in [joining, spans, joined, words, forward, backward] { pointer.deallocate() }
  }

  /// Makes room for a sentence of `units` units.
  package mutating func reset(_ units: Int) {
    count = units
    guard units > capacity else { return }
    free()
    capacity = max(units, capacity * 2, 64)
    joining = .allocate(capacity: capacity)
    joined = .allocate(capacity: capacity)
    spans = .allocate(capacity: capacity * Self.states)
    words = .allocate(capacity: capacity * Self.states)
    forward = .allocate(capacity: capacity * Self.states)
    backward = .allocate(capacity: capacity * Self.states)
  }

  /// Fills ``joined`` and ``words``. `constraints` says for each gap what must hold.
  package mutating func run(_ constraints: UnsafePointer<WordLattice.Constraint>) {
    let states = Self.states
    words.update(repeating: 0, count: count * states)
    for s in 0..<states { forward[s] = s == 0 ? 1 : 0 }
    for i in 0..<count - 1 {
      let from = forward + i * states
      let to = from + states
      let constraint = constraints[i]
      var ended = 0.0
      if constraint != .joined {
        for s in 0..<min(states, i + 1) { ended += from[s] * spans[(i - s) * states + s] }
      }
      to[0] = ended
      let join = constraint == .split ? 0 : joining[i]
      for s in 1..<states { to[s] = from[s - 1] * join }
      to[states - 1] += from[states - 1] * join
      scale(to)
    }
    let last = count - 1
    let end = backward + last * states
    var total = 0.0
    for s in 0..<states {
      end[s] = s <= last ? spans[(last - s) * states + s] : 0
      total += forward[last * states + s] * end[s]
    }
    for s in 0..<min(states, count) {
      words[(last - s) * states + s] += forward[last * states + s] * end[s] / total
    }
    for i in stride(from: last - 1, through: 0, by: -1) {
      let from = forward + i * states
      let here = backward + i * states
      let next = here + states
      let constraint = constraints[i]
      let join = constraint == .split ? 0 : joining[i]
      var sum = 0.0
      var across = 0.0
      for s in 0..<states {
        let going = join * next[min(s + 1, states - 1)]
        let ending = s <= i && constraint != .joined ? spans[(i - s) * states + s] * next[0] : 0
        here[s] = going + ending
        sum += from[s] * here[s]
        across += from[s] * going
      }
      joined[i] = across / sum
      if constraint != .joined {
        for s in 0..<min(states, i + 1) {
          words[(i - s) * states + s] += from[s] * spans[(i - s) * states + s] * next[0] / sum
        }
      }
      scale(here)
    }
  }

  @inline(__always)
  private func scale(_ values: UnsafeMutablePointer<Double>) {
    var sum = 0.0
    for s in 0..<Self.states { sum += values[s] }
    let factor = 1 / sum
    for s in 0..<Self.states { values[s] *= factor }
  }

  /// e to the power of `score`, which is taken as ±40 beyond that; the same bits on every machine.
  @inline(__always)
  package static func exponential(_ score: Double) -> Double {
    let x = min(max(score, -40), 40)
    let k = (x * 1.442695040888963407).rounded()
    let r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10
    var sum = 1.0
    for n in stride(from: 12.0, through: 1.0, by: -1.0) { sum = 1 + sum * r / n }
    return sum * Double(bitPattern: UInt64(Int64(k) + 1023) << 52)
  }
}
