/// What to do with a character that the target encoding does not have.
@frozen
public enum UnmappablePolicy: String, CaseIterable, Codable, Sendable {
  /// Stop and name it.
  case error
  /// Write `?`.
  case replace
  /// Write `\u{1EA4}`.
  case escape
  /// Write the small letter where the encoding has that, else as `replace`.
  case lower
}
