internal import VietIndex

/// A walk over the matching documents of one part, in ascending order, with scores.
///
/// Scores are sums of `Float` contributions in `Double`: exact whatever the order of addition, so that each way
/// to evaluate a query gives the same bits.
class Matcher {
  /// Where it stands; ``PostingCursor/end`` at the end. A new matcher stands at its first document.
  final var doc: UInt32 = 0
  /// Documents whose score is not greater may be left out.
  var minimumScore: Double = -1

  /// Moves to the next document.
  func next() { advance(to: doc &+ 1) }
  /// Moves to the first document not before `target`, which is after ``doc``.
  func advance(to target: UInt32) { fatalError("each matcher says how it advances") }
  /// The score of the document it stands at.
  func score() -> Double { 0 }
  /// About how many documents it has.
  var cost: Int { 0 }
  /// No score is greater.
  var maximumScore: Double { .infinity }
  /// Whether a damaged block was met.
  var isDamaged: Bool { false }
}

/// No document.
final class NothingMatcher: Matcher {
  override init() {
    super.init()
    doc = PostingCursor.end
  }
  override func next() {}
  override func advance(to target: UInt32) {}
  override var maximumScore: Double { 0 }
}

/// All documents, each counting 1.
final class EverythingMatcher: Matcher {
  private let limit: UInt32
  init(limit: UInt32) {
    self.limit = limit
    super.init()
    doc = limit == 0 ? PostingCursor.end : 0
  }
  override func advance(to target: UInt32) { doc = target < limit ? target : PostingCursor.end }
  override func score() -> Double { 1 }
  override var cost: Int { Int(limit) }
  override var maximumScore: Double { 1 }
}

/// The documents of a bitmap, each counting 1.
final class BitmapMatcher: Matcher {
  private let words: [UInt64]
  private let count: Int
  private let damaged: Bool

  init(_ words: [UInt64], isDamaged: Bool = false) {
    self.words = words
    damaged = isDamaged
    count = words.reduce(0) { $0 + $1.nonzeroBitCount }
    super.init()
    find(from: 0)
  }

  private func find(from target: UInt32) {
    var word = Int(target >> 6)
    guard word < words.count else {
      doc = PostingCursor.end
      return
    }
    var rest = words[word] & (UInt64.max << UInt64(target & 63))
    while rest == 0 {
      word += 1
      guard word < words.count else {
        doc = PostingCursor.end
        return
      }
      rest = words[word]
    }
    doc = UInt32(word * 64 + rest.trailingZeroBitCount)
  }

  override func advance(to target: UInt32) { find(from: target) }
  override func score() -> Double { 1 }
  override var cost: Int { count }
  override var maximumScore: Double { 1 }
  override var isDamaged: Bool { damaged }
}
