public import VietCore

/// What the parser had to make the best of.
public struct QueryDiagnostic: Hashable, Sendable {
  /// Bytes of the query text.
  public let range: UTF8Range<Original>
  /// What is wrong and what was done about it.
  public let message: String

  public init(_ range: UTF8Range<Original>, _ message: String) {
    self.range = range
    self.message = message
  }
}
