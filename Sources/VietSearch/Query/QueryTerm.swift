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
    /// All; the typed spelling, which has no marks where others of the query have them, counts in full, the rest less.
    case plain
  }

  /// A key: its bytes before the 0x00, and those after it.
  public struct Spelling: Hashable, Sendable {
    public var folded: [UInt8]
    public var form: [UInt8]

    public init(folded: [UInt8], form: [UInt8] = []) {
      self.folded = folded
      self.form = form
    }
  }

  /// Name of the field; that of the schema.
  public var field: String
  /// Bytes before the 0x00 of the key.
  public var folded: [UInt8]
  /// Bytes after the 0x00 of the key: the spelling that was typed.
  public var form: [UInt8]
  public var match: Match
  /// Other spellings of the same word, such as `kĩ` for `kỹ`: they count as the term itself does, but marks that
  /// were typed are demanded of them.
  public var variants: [Spelling]

  public init(
    field: String, folded: [UInt8], form: [UInt8] = [], match: Match = .alike, variants: [Spelling] = []
  ) {
    self.field = field
    self.folded = folded
    self.form = form
    self.match = match
    self.variants = variants
  }
}
