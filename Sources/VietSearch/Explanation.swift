/// How a score came about, as a tree of sums and products.
public struct Explanation: Hashable, Sendable {
  public var value: Float
  public var reason: String
  public var details: [Explanation]

  public init(_ value: Float, _ reason: String, _ details: [Explanation] = []) {
    self.value = value
    self.reason = reason
    self.details = details
  }
}
