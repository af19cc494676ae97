/// A rewritten text together with where each part of it came from.
public struct AlignedText: Hashable, Sendable {
  public let text: String
  public let alignment: Alignment

  public init(text: String, alignment: Alignment) {
    self.text = text
    self.alignment = alignment
  }
}
