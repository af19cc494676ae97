/// Why a model or a lexicon can't be used.
public struct ModelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, for programs.
  public struct Code: Hashable, Sendable {
    private let raw: UInt8
    /// The file is something else altogether.
    public static let notAModel = Code(raw: 1)
    /// A model, but for another task.
    public static let otherKind = Code(raw: 2)
    /// A version of the format that this build does not read.
    public static let otherVersion = Code(raw: 3)
    /// Cut short, or changed since it was written.
    public static let damaged = Code(raw: 4)
    /// Trained with another table of words than this build holds.
    public static let otherLexicon = Code(raw: 5)
    /// A line of a lexicon that says no word or no weight.
    public static let badEntry = Code(raw: 6)
  }

  public let code: Code
  /// What is wrong and what to do about it, for people.
  public let detail: String
  /// Line of a text file, counted from 1.
  public let line: Int?

  package init(_ code: Code, line: Int? = nil, _ detail: String) {
    self.code = code
    self.line = line
    self.detail = detail
  }

  public var description: String { line.map { "line \($0): \(detail)" } ?? detail }
}
