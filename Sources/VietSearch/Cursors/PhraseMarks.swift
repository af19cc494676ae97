/// Counts a phrase in one document after another: a mark for each place where it may still begin.
///
/// Where a term of the phrase would stand if the phrase began there, the number of terms found so far is noted; the
/// next term moves on only the marks that it meets. Marks of documents before are smaller than all in use, so that
/// nothing is wiped between two documents. Nothing is compared in order, and no branch depends on a position.
struct PhraseMarks: ~Copyable {
  /// Longer phrases, and those with places further apart, are left to ``PhraseMatcher``.
  static let termLimit = 1000
  static let placeLimit = 1 << 16

  /// Where the positions of one term are read to.
  private(set) var positions = UnsafeMutablePointer<UInt32>.allocate(capacity: 0)
  private var marks = UnsafeMutablePointer<UInt16>.allocate(capacity: 0)
  private var capacity = 0
  /// The mark of the leader in the document at hand; those of the other terms follow.
  private var mark: UInt16 = 0
  private let terms: UInt16
  /// The greatest place of a term: added to all, so that none is negative.
  private let shift: UInt32

  init(places: [UInt32]) {
    terms = UInt16(truncatingIfNeeded: places.count)
    shift = places.max() ?? 0
  }

  deinit {
    positions.deallocate()
    marks.deallocate()
  }

  /// Makes ready for a document of `length` positions.
  @inline(__always)
  mutating func begin(length: UInt32) {
    if Int(length) &+ Int(shift) > capacity || Int(mark) &+ 2 &* Int(terms) > Int(UInt16.max) {
      renew(Int(length) + Int(shift))
    }
    mark &+= terms
  }

  private mutating func renew(_ wanted: Int) {
    if wanted > capacity {
      positions.deallocate()
      marks.deallocate()
      capacity = max(wanted, capacity * 2, 1 << 11)
      positions = .allocate(capacity: capacity)
      marks = .allocate(capacity: capacity)
    }
    marks.initialize(repeating: 0, count: capacity)
    mark = 0
  }

  /// Marks the first `count` of ``positions``, which are those of the leader, whose place in the phrase is `place`.
  @inline(__always)
  func put(_ count: Int, place: UInt32) {
    let to = marks + Int(shift &- place)
    for i in 0..<count { to[Int(positions[i])] = mark }
  }

  /// Moves on the marks of term `number` at the first `count` of ``positions``; returns how many there were.
  @inline(__always)
  func move(_ count: Int, place: UInt32, number: Int) -> Int {
    let to = marks + Int(shift &- place)
    let from = mark &+ UInt16(truncatingIfNeeded: number &- 1)
    var found = 0
    for i in 0..<count {
      let at = Int(positions[i])
      let isMarked = to[at] == from
      to[at] = isMarked ? from &+ 1 : to[at]
      found &+= isMarked ? 1 : 0
    }
    return found
  }
}
