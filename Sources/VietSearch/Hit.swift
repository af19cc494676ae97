/// One found document.
public struct Hit: Hashable, Sendable {
  /// Number of the document in the snapshot.
  public let document: UInt32
  /// BM25 score with boosts; greater is better.
  public let score: Float

  public init(document: UInt32, score: Float) {
    self.document = document
    self.score = score
  }
}
