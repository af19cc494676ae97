/// What a sample of bytes may be.
public struct EncodingGuess: Hashable, Sendable {
  public enum Answer: Hashable, Sendable {
    case encoding(TextEncoding)
    /// Text, but no Vietnamese in any encoding known here.
    case notVietnamese
    /// No text.
    case binary

    /// The name that is printed.
    public var name: String {
      switch self {
      case .encoding(let encoding): encoding.name
      case .notVietnamese: "not-vietnamese"
      case .binary: "binary"
      }
    }
  }

  public let answer: Answer
  /// From 0 to 1.
  public let confidence: Double

  public init(_ answer: Answer, confidence: Double) {
    self.answer = answer
    self.confidence = confidence
  }
}
