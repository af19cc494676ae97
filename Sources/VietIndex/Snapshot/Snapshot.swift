public import VietCore

/// An unchanging view of one commit; safe to share, unaffected by later commits and merges.
public struct Snapshot: Sendable {
  public let schema: Schema
  public let commit: Commit

  /// Opens the last commit: reads the manifest and maps the segments. Complexity: O(segments).
  /// Throws `missing`, `corrupt`, `tooOld`, `tooNew`, `io`.
  public init(_ storage: any Storage) throws(IndexError) {
    throw IndexError(.io, "not written yet")
  }

  /// Numbers that documents have, deleted ones included: `0..<documentLimit`.
  public var documentLimit: Int { 0 }

  /// Distinct terms, summed over the segments.
  public var termCount: Int { 0 }

  /// Whether the document was deleted or replaced.
  public func isDeleted(_ document: UInt32) -> Bool { false }

  /// Appends the id of the document to `buffer`.
  public func id(of document: UInt32, into buffer: inout ByteBuffer) throws(IndexError) {}

  /// The document of that id, if there is one.
  public func document(id: UnsafeRawBufferPointer) throws(IndexError) -> UInt32? { nil }

  /// Calls `body` with the number of the field and its bytes for each stored value, in the order added.
  /// Throws `corrupt`.
  public func stored(_ document: UInt32, _ body: (Int, UnsafeRawBufferPointer) -> Void) throws(IndexError) {}
}
