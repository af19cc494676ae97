/// Bytes or letters that an encoding does not have.
public struct ConversionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is; more kinds may come.
  public struct Code: Hashable, Sendable {
    private let raw: UInt8
    /// A byte, or a sequence cut short, that means nothing in the source encoding.
    public static let invalidBytes = Code(raw: 0)
    /// A character that the target encoding does not have.
    public static let unmappable = Code(raw: 1)
  }

  public let code: Code
  /// Bytes from the start of the input to what could not be converted.
  public let offset: Int
  /// What it was, for people.
  public let detail: String

  public init(_ code: Code, offset: Int, detail: String) {
    self.code = code
    self.offset = offset
    self.detail = detail
  }

  public var description: String { "@\(offset): \(detail)" }

  /// The same failure in a text that begins `bytes` earlier.
  func moved(by bytes: Int) -> ConversionError {
    ConversionError(code, offset: offset + bytes, detail: detail)
  }
}

/// `U+1EA4` and the like.
func codePointName(_ codePoint: UInt32) -> String {
  let digits = String(codePoint, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

/// `0x8F` and the like.
func byteName(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return "0x" + (digits.count < 2 ? "0" : "") + digits
}
