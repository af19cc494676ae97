/// Maps ranges between a text as supplied and the same text after rewriting.
///
/// Kept as the list of edits: between two edits the texts are the same bytes. An edit is atomic: a
/// position inside one maps to its border.
public struct Alignment: Hashable, Sendable {
  /// One replaced stretch. Offsets are in bytes.
  @frozen
  public struct Edit: Hashable, Sendable {
    public var original: UTF8Range<Original>
    public var normalized: UTF8Range<Normalized>

    @inlinable
    public init(original: UTF8Range<Original>, normalized: UTF8Range<Normalized>) {
      self.original = original
      self.normalized = normalized
    }
  }

  /// Ascending, not overlapping, no two touching on both sides.
  public let edits: [Edit]

  /// The identity: nothing was rewritten.
  public init() { edits = [] }

  init(edits: [Edit]) { self.edits = edits }

  /// Whether the texts are the same bytes.
  public var isIdentity: Bool { edits.isEmpty }

  /// Returns the smallest original range that produced `range`.
  ///
  /// Complexity: O(log *e*) in the number of edits.
  public func original(_ range: UTF8Range<Normalized>) -> UTF8Range<Original> {
    let bounds = map(range.lowerBound, range.upperBound, from: Self.normalizedBounds, to: Self.originalBounds)
    return UTF8Range(bounds.0, bounds.1)
  }

  /// Returns the smallest rewritten range that `range` produced.
  ///
  /// Complexity: O(log *e*) in the number of edits.
  public func normalized(_ range: UTF8Range<Original>) -> UTF8Range<Normalized> {
    let bounds = map(range.lowerBound, range.upperBound, from: Self.originalBounds, to: Self.normalizedBounds)
    return UTF8Range(bounds.0, bounds.1)
  }

  private typealias Bounds = (Edit) -> (Int, Int)
  private static let originalBounds: @Sendable (Edit) -> (Int, Int) = {
    ($0.original.lowerBound, $0.original.upperBound)
  }
  private static let normalizedBounds: @Sendable (Edit) -> (Int, Int) = {
    ($0.normalized.lowerBound, $0.normalized.upperBound)
  }

  private func map(_ lower: Int, _ upper: Int, from: Bounds, to: Bounds) -> (Int, Int) {
    let start = position(lower, from: from, to: to, roundingUp: false)
    let end = lower == upper ? start : position(upper, from: from, to: to, roundingUp: true)
    return (start, Swift.max(start, end))
  }

  /// Maps one offset; inside an edit it becomes the edit's start or end.
  private func position(_ offset: Int, from: Bounds, to: Bounds, roundingUp: Bool) -> Int {
    // The last edit that starts at or before the offset (before it, when the offset ends a range).
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      let start = from(edits[middle]).0
      if start < offset || (!roundingUp && start == offset) { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return offset }
    let source = from(edits[low - 1])
    let target = to(edits[low - 1])
    if offset >= source.1 {
      if offset == source.0 { return target.0 }
      return target.1 + (offset - source.1)
    }
    return roundingUp ? target.1 : target.0
  }
}
