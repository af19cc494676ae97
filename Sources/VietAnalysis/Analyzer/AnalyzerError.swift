/// Why an analyzer can't be made.
public struct AnalyzerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure; more may be added.
  public struct Code: Hashable, Sendable {
    private let raw: UInt8
    private init(_ raw: UInt8) { self.raw = raw }
    /// The stored description is not one.
    public static let malformed = Code(0)
    /// Written by a newer release.
    public static let tooNew = Code(1)
    /// A line of a word list says nothing that can be used.
    public static let badEntry = Code(2)
  }

  public let code: Code
  /// Counted from 1, where a list of lines is at fault.
  public let line: Int?
  /// What is wrong and what to do about it.
  public let description: String

  public init(_ code: Code, line: Int? = nil, _ description: String) {
    self.code = code
    self.line = line
    self.description = description
  }
}
