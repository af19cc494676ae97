/// Turns documents into segments in one thread; made by ``IndexWriter/makeBuilder()``, as many as there are threads.
///
/// A builder belongs to one thread at a time. When its share of the memory is used up it writes a segment and
/// goes on; what it wrote becomes visible with the writer's next commit.
public final class SegmentBuilder: @unchecked Sendable {
  /// Adds a document. `ordinal` says where it stands in the input, counted from the last commit: it must
  /// ascend within one builder, be used once over all builders, and decides which of two equal ids wins (the later).
  public func add(_ document: borrowing Document, ordinal: UInt64) throws(IndexError) {
    throw IndexError(.io, "not written yet")
  }
}
