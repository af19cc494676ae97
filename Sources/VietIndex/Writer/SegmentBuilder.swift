internal import VietCore

/// Turns documents into segments in one thread; made by ``IndexWriter/makeBuilder()``, as many as there are threads.
///
/// A builder belongs to one thread at a time. When its share of the memory is used up it writes a segment and
/// goes on; what it wrote becomes visible with the writer's next commit.
public final class SegmentBuilder: @unchecked Sendable {
  private let shared: WriterShared
  private let memory: Int
  private var schema: Schema
  private var inversion: Inversion
  private var batch = TermBatch()

  init(_ shared: WriterShared, memory: Int) {
    self.shared = shared
    self.memory = memory
    schema = shared.state.update { $0.schema }
    inversion = Inversion(arenaCapacity: memory)
  }

  /// Documents in memory that no segment holds yet.
  public var pendingDocuments: Int { Int(inversion.documents) }

  /// The number of the field, which is added to the index if there is none of that name; safe in any thread.
  /// Throws `mismatch` if it has another kind, `tooLarge` when there are too many.
  public func field(_ field: Schema.Field) throws(IndexError) -> Int {
    let number = try shared.field(field)
    schema = shared.state.update { $0.schema }
    return number
  }

  /// Adds a document. `ordinal` says where it stands in the input, counted from the last commit: it must
  /// ascend within one builder, be used once over all builders, and decides which of two equal ids wins (the later).
  /// Throws `io`, `tooLarge`; after a throw nothing more may be added before the writer is closed.
  public func add(_ document: borrowing Document, ordinal: UInt64) throws(IndexError) {
    if document.maximumField >= schema.fields.count { schema = shared.state.update { $0.schema } }
    precondition(document.maximumField < schema.fields.count, "a value for a field that the schema lacks")
    try inversion.add(document, ordinal: ordinal, schema, shared, &batch)
    if inversion.heap >= memory { try flush() }
  }

  /// Forgets the document of that id if it is still in memory; returns whether it was.
  func delete(id: UnsafeRawBufferPointer) -> Bool { inversion.delete(id: id) }

  /// Writes what is in memory as a segment.
  func flush() throws(IndexError) {
    guard inversion.documents > 0 else { return }
    let pending = try inversion.flush(schema, shared)
    shared.state.update { $0.pending.append(pending) }
  }
}
