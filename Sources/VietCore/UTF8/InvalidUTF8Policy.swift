/// What to do with bytes that are not UTF-8.
@frozen
public enum InvalidUTF8Policy: String, CaseIterable, Codable, Sendable {
  /// Each maximal subpart (Unicode 15.0, section 3.9) becomes U+FFFD.
  case replace
  /// The first one is an error.
  case strict
  /// The bytes stay as they are.
  case pass
}
