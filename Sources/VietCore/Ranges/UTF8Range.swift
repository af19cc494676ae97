/// Tag of positions in the text as the caller supplied it.
public enum Original: Sendable {}

/// Tag of positions in the text after rewriting.
public enum Normalized: Sendable {}

/// A half-open range of UTF-8 byte offsets in the text that `Space` names.
///
/// The tag keeps offsets of the original and of the rewritten text apart at compile time.
@frozen
public struct UTF8Range<Space>: Hashable, Sendable {
  /// First byte, counted from the start of the text.
  public var lowerBound: Int
  /// One past the last byte.
  public var upperBound: Int

  @inlinable
  public init(_ lowerBound: Int, _ upperBound: Int) {
    precondition(lowerBound <= upperBound, "a range cannot end before it starts")
    self.lowerBound = lowerBound
    self.upperBound = upperBound
  }

  /// Length in bytes.
  @inlinable public var count: Int { upperBound - lowerBound }
  @inlinable public var isEmpty: Bool { lowerBound == upperBound }

  /// Returns whether `offset` (bytes) lies in the range.
  @inlinable public func contains(_ offset: Int) -> Bool { lowerBound <= offset && offset < upperBound }
}
