/// Documents of a stretch that may still be among the best, ascending, and what is known of each.
struct Candidates: ~Copyable {
  static let capacity = Int(GroupCursors.window)

  let docs: UnsafeMutablePointer<UInt32>
  /// Sums of the contributions so far.
  let sums: UnsafeMutablePointer<Double>
  /// The least frequency of a term so far.
  let least: UnsafeMutablePointer<UInt32>
  /// The place in the leader's block.
  let places: UnsafeMutablePointer<UInt16>
  /// Tier and frequency of the term at hand.
  let tiers: UnsafeMutablePointer<UInt8>
  let frequencies: UnsafeMutablePointer<UInt32>
  /// Places of what a block and the candidates share, in each.
  let here: UnsafeMutablePointer<UInt16>
  let there: UnsafeMutablePointer<UInt16>
  var count = 0

  init() {
    docs = .allocate(capacity: Self.capacity)
    sums = .allocate(capacity: Self.capacity)
    least = .allocate(capacity: Self.capacity)
    places = .allocate(capacity: Self.capacity)
    tiers = .allocate(capacity: Self.capacity)
    frequencies = .allocate(capacity: Self.capacity)
    here = .allocate(capacity: Self.capacity)
    there = .allocate(capacity: Self.capacity)
  }

  deinit {
    docs.deallocate()
    sums.deallocate()
    least.deallocate()
    places.deallocate()
    tiers.deallocate()
    frequencies.deallocate()
    here.deallocate()
    there.deallocate()
  }

  /// One past the last candidate from `first` on that is not after `doc`.
  @inline(__always)
  func end(from first: Int, through doc: UInt32) -> Int {
    if docs[count &- 1] <= doc { return count }
    var end = first
    while docs[end] <= doc { end &+= 1 }
    return end
  }

  /// The greatest sum of candidates `first..<end`.
  @inline(__always)
  func best(_ first: Int, _ end: Int) -> Double {
    // Four at a time, so that one comparison need not wait for the other.
    var a = -Double.infinity
    var b = a
    var c = a
    var d = a
    var k = first
    while k &+ 4 <= end {
      a = sums[k] > a ? sums[k] : a
      b = sums[k &+ 1] > b ? sums[k &+ 1] : b
      c = sums[k &+ 2] > c ? sums[k &+ 2] : c
      d = sums[k &+ 3] > d ? sums[k &+ 3] : d
      k &+= 4
    }
    while k < end {
      a = sums[k] > a ? sums[k] : a
      k &+= 1
    }
    a = a > b ? a : b
    c = c > d ? c : d
    return a > c ? a : c
  }

  /// 1 if `sum`, which may be infinite but is a number, is above `threshold`, else 0: without a branch, which the
  /// processor would guess wrong half of the time.
  @inline(__always)
  static func step(_ sum: Double, above threshold: Double) -> Int {
    Int(truncatingIfNeeded: (threshold - sum).bitPattern &>> 63)
  }

  /// Copies candidate `from` to place `to`, which is not after it.
  @inline(__always)
  func move(_ from: Int, to: Int) {
    docs[to] = docs[from]
    sums[to] = sums[from]
    least[to] = least[from]
    places[to] = places[from]
  }
}
