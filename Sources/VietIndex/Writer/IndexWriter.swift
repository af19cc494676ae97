public import VietCore

/// The one writer of an index. Not copyable; `close()` consumes it, so use after close does not compile.
///
/// Closing, or letting it go, without a commit leaves the index as the last commit left it.
public struct IndexWriter: ~Copyable {
  public struct Options: Hashable, Sendable {
    /// Bytes of heap that building may use, at least 16 MiB.
    public var memory: Int
    /// Builders that share it. With 1, merging is deterministic, too.
    public var threads: Int
    /// Puts a new index in the place of the one there when the first commit is durable.
    public var replacesExisting: Bool

    public init(memory: Int = 64 << 20, threads: Int = 1, replacesExisting: Bool = false) {
      self.memory = memory
      self.threads = threads
      self.replacesExisting = replacesExisting
    }
  }

  /// The fields and how text is analysed.
  public private(set) var schema: Schema

  /// Starts an index with no documents; nothing is visible before the first commit. Throws `exists`, `locked`, `io`.
  public init(
    creating storage: any Storage, schema: Schema, analyzer: any Analyzing, options: Options = Options()
  ) throws(IndexError) {
    throw IndexError(.io, "not written yet")
  }

  /// Opens an index to change it, and sweeps away what a crash left. Throws `missing`, `mismatch`, `locked`,
  /// `corrupt`, `tooOld`, `tooNew`, `io`.
  public init(opening storage: any Storage, analyzer: any Analyzing, options: Options = Options())
    throws(IndexError)
  {
    throw IndexError(.io, "not written yet")
  }

  /// The number of the field, which is added if there is none of that name. Throws `mismatch` if it has
  /// another kind, `tooLarge` when there are too many.
  public mutating func field(_ field: Schema.Field) throws(IndexError) -> Int {
    throw IndexError(.io, "not written yet")
  }

  /// A builder for another thread. Builders must be idle while the writer's own methods run.
  public mutating func makeBuilder() -> SegmentBuilder { SegmentBuilder() }

  /// Adds a document; one that has its id is replaced.
  public mutating func add(_ document: borrowing Document) throws(IndexError) {
    throw IndexError(.io, "not written yet")
  }

  /// Deletes the document of that id, committed or added before; returns whether there was one.
  @discardableResult
  public mutating func delete(id: UnsafeRawBufferPointer) throws(IndexError) -> Bool {
    throw IndexError(.io, "not written yet")
  }

  /// Adds all documents of another index, which must have the same fingerprint (else `mismatch`);
  /// they replace documents of the same ids.
  public mutating func add(contentsOf other: Snapshot) throws(IndexError) {
    throw IndexError(.io, "not written yet")
  }

  /// Makes all changes so far visible and durable, or none of them.
  @discardableResult
  public mutating func commit() throws(IndexError) -> Commit {
    throw IndexError(.io, "not written yet")
  }

  /// Rewrites all segments as one without deleted documents, and commits.
  @discardableResult
  public mutating func compact() throws(IndexError) -> Commit {
    throw IndexError(.io, "not written yet")
  }

  /// Ends writing; what was not committed is gone.
  public consuming func close() throws(IndexError) {}
}
