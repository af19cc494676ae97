public import VietCore

/// How the letters of a unit are cased.
@frozen
public enum CaseShape: UInt8, CaseIterable, Sendable {
  /// No cased letter.
  case none
  /// No capital.
  case lower
  /// The first letter is the only capital (also a capital alone).
  case title
  /// Two or more letters, all capitals.
  case upper
  /// Any other mix, such as `iPhone`.
  case mixed
}

/// One unit of text — a syllable, a number, a mark — as every stage after the scanner sees it.
///
/// 32 bytes, no references: stages hand each other buffers of these.
@frozen
public struct TextUnit: Sendable {
  /// Facts about what stands before the unit, and what later stages found out about it.
  @frozen
  public struct Flags: OptionSet, Hashable, Sendable {
    public var rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Blanks stand between this unit and the one before it (also set at the start of the text).
    @inlinable public static var blankBefore: Flags { Flags(rawValue: 1) }
    /// A line ends between this unit and the one before it (also set at the start of the text).
    @inlinable public static var newlineBefore: Flags { Flags(rawValue: 2) }
    /// The first unit of a sentence.
    @inlinable public static var sentenceStart: Flags { Flags(rawValue: 4) }
    /// Holds malformed UTF-8.
    @inlinable public static var malformed: Flags { Flags(rawValue: 8) }
    /// Several units of the scanner made one by the joining rules.
    @inlinable public static var merged: Flags { Flags(rawValue: 16) }
    /// An empty line stands between this unit and the one before it.
    @inlinable public static var paragraphBefore: Flags { Flags(rawValue: 32) }
    /// A word that holds a digit or a mark, or a number that holds more than digits.
    @inlinable public static var compound: Flags { Flags(rawValue: 64) }
    /// One word with the unit before it.
    @inlinable public static var continuesWord: Flags { Flags(rawValue: 128) }
  }

  /// First byte, relative to the batch.
  public var start: UInt32
  /// One past the last byte, relative to the batch.
  public var end: UInt32
  public var kind: TokenKind
  public var shape: CaseShape
  public var flags: Flags
  /// ``UnitHash`` of the spelling without case: `Hoà`, `hòa` and its NFD form have one hash.
  public var exactHash: UInt64
  /// ``UnitHash`` of the spelling without case and marks: that of `hoa`.
  public var foldedHash: UInt64

  @inlinable
  public init(
    start: UInt32, end: UInt32, kind: TokenKind, shape: CaseShape, flags: Flags, exactHash: UInt64,
    foldedHash: UInt64
  ) {
    self.start = start
    self.end = end
    self.kind = kind
    self.shape = shape
    self.flags = flags
    self.exactHash = exactHash
    self.foldedHash = foldedHash
  }

  /// Length in bytes.
  @inlinable public var count: Int { Int(end &- start) }
}
