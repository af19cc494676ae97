/// What the documents of an index consist of, and how their text was analysed.
public struct Schema: Hashable, Sendable {
  /// What a field holds. The raw value is written to indexes.
  @frozen
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// Analysed into terms.
    case text = 0
    /// One term as it is, or several; for filters, facets and sorting.
    case keyword = 1
    /// A 64-bit floating-point number.
    case number = 2
    /// Seconds since 1970-01-01T00:00:00Z, held as a number.
    case date = 3
  }

  /// One field. Its number is its index in ``Schema/fields`` and never changes.
  public struct Field: Hashable, Sendable {
    public var name: String
    public var kind: Kind
    /// Whether the value can be read back.
    public var isStored: Bool
    /// Factor that queries over several fields give it.
    public var boost: Float

    public init(_ name: String, _ kind: Kind = .text, isStored: Bool = true, boost: Float = 1) {
      self.name = name
      self.kind = kind
      self.isStored = isStored
      self.boost = boost
    }
  }

  /// At most 250.
  public var fields: [Field]
  /// Whether places of terms are kept, which phrases need.
  public var hasPositions: Bool
  /// How the caller describes the analyzer to itself; stored and handed back, never read here.
  public var analyzer: String
  /// ``Analyzing/fingerprint`` of the analyzer; a writer or searcher with another is refused.
  public var fingerprint: UInt64
  /// What else the caller wants to find again (form of input, name of the id field); never read here.
  public var settings: String

  public init(
    fields: [Field] = [], hasPositions: Bool = true, analyzer: String = "", fingerprint: UInt64 = 0,
    settings: String = ""
  ) {
    self.fields = fields
    self.hasPositions = hasPositions
    self.analyzer = analyzer
    self.fingerprint = fingerprint
    self.settings = settings
  }

  public static let fieldLimit = 250

  /// The number of the field called `name`. Complexity: O(fields).
  public func number(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
}
