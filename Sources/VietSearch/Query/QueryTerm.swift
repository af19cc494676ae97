/// One term to look for: a folded form, and how its spellings count.
public struct QueryTerm: Hashable, Sendable {
  /// Which spellings of the folded form match.
  public enum Match: UInt8, Hashable, Sendable {
    /// All, and all count alike: what was typed has no marks.
    case alike
    /// All; the typed spelling ranks first, then those that add marks to it, then the rest.
    case ranked
    /// The typed spelling only.
    case exact
    /// The typed spelling and those that add marks to it.
    case adding
  }

  /// Name of the field; that of the schema.
  public var field: String
  /// Bytes before the 0x00 of the key.
  public var folded: [UInt8]
  /// Bytes after the 0x00 of the key: the spelling that was typed.
  public var form: [UInt8]
  public var match: Match

  public init(field: String, folded: [UInt8], form: [UInt8] = [], match: Match = .alike) {
    self.field = field
    self.folded = folded
    self.form = form
    self.match = match
  }
}
