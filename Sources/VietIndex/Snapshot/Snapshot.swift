public import VietCore

/// An unchanging view of one commit; safe to share, unaffected by later commits and merges.
public struct Snapshot: Sendable {
  /// A segment as this commit sees it.
  package struct Part: Sendable {
    package let segment: Segment
    /// The number of its first document.
    package let base: UInt32
    package let deletions: Deletions?
    let ordinalBase: UInt64

    /// Whether nothing deleted the document.
    @inline(__always)
    package func isLive(_ doc: UInt32) -> Bool { !(deletions?.contains(doc) ?? false) }

    /// Ordinal of the first document.
    package var firstOrdinal: UInt64 { ordinal(0) }

    /// Calls `body` with each document of that id that nothing deleted.
    package func find(_ id: UnsafeRawBufferPointer, _ body: (UInt32) -> Void) {
      segment.ids.find(id, hash: IDColumn.hash(id)) { if isLive($0) { body($0) } }
    }

    /// Where the document stands in the order in which documents were added.
    package func ordinal(_ doc: UInt32) -> UInt64 { ordinalBase &+ segment.ordinals[doc] }
  }

  public let schema: Schema
  public let commit: Commit
  package let parts: [Part]
  /// Numbers that documents have, deleted ones included: `0..<documentLimit`.
  public let documentLimit: Int

  /// Opens the last commit: reads the manifest and maps the segments. Complexity: O(segments).
  /// Throws `missing`, `corrupt`, `tooOld`, `tooNew`, `io`.
  public init(_ storage: any Storage) throws(IndexError) {
    // A writer may commit and sweep between the reading of the manifest and the mapping of a segment.
    var tries = 0
    while true {
      let manifest = try Manifest(storage)
      do throws(IndexError) {
        try self.init(storage, manifest)
        return
      } catch {
        tries += 1
        guard error.code == .missing, tries < 20, try Manifest(storage).generation != manifest.generation
        else {
          if error.code == .missing {
            throw .corrupt(error.file ?? FileNames.commit, 0, "the commit names a file that is not there")
          }
          throw error
        }
      }
    }
  }

  init(schema: Schema, commit: Commit, parts: [Part], documentLimit: Int) {
    self.schema = schema
    self.commit = commit
    self.parts = parts
    self.documentLimit = documentLimit
  }

  private init(_ storage: any Storage, _ manifest: Manifest) throws(IndexError) {
    var parts: [Part] = []
    var base = 0
    for entry in manifest.entries {
      let segment = try Segment(storage, entry)
      parts.append(
        Part(
          segment: segment, base: UInt32(base), deletions: entry.deletions, ordinalBase: entry.ordinalBase))
      base += Int(entry.documents)
      guard base <= Int(UInt32.max) else {
        throw IndexError(.tooLarge, "more than 4 billion documents in one index (split it)")
      }
    }
    self.parts = parts
    documentLimit = base
    schema = manifest.schema
    commit = manifest.summary
  }

  /// Distinct terms, summed over the segments.
  public var termCount: Int { parts.reduce(0) { $0 + $1.segment.dictionary.count } }

  /// The part that holds a document. Complexity: O(log segments).
  package func part(of document: UInt32) -> Part { parts[partIndex(of: document)] }

  /// The number of the part that holds a document. Complexity: O(log segments).
  package func partIndex(of document: UInt32) -> Int {
    precondition(Int(document) < documentLimit, "no such document")
    var low = 0
    var high = parts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if parts[middle].base <= document { low = middle } else { high = middle }
    }
    return low
  }

  /// Whether the document was deleted or replaced.
  public func isDeleted(_ document: UInt32) -> Bool {
    let part = part(of: document)
    return !part.isLive(document - part.base)
  }

  /// Appends the id of the document to `buffer`. Throws `corrupt`.
  public func id(of document: UInt32, into buffer: inout ByteBuffer) throws(IndexError) {
    let part = part(of: document)
    guard let id = part.segment.ids[Int(document - part.base)] else {
      throw .corrupt(part.segment.file, 0, "the id of document \(document) can't be read")
    }
    buffer.append(id)
  }

  /// The document of that id, if there is one. Complexity: O(segments · log log documents).
  public func document(id: UnsafeRawBufferPointer) throws(IndexError) -> UInt32? {
    let hash = IDColumn.hash(id)
    var result: UInt32?
    for part in parts {
      part.segment.ids.find(id, hash: hash) { doc in
        if part.isLive(doc) { result = part.base + doc }
      }
    }
    return result
  }

  /// Calls `body` with the number of the field and its bytes for each stored value, in the order added.
  /// Throws `corrupt`.
  public func stored(_ document: UInt32, _ body: (Int, UnsafeRawBufferPointer) -> Void) throws(IndexError) {
    let part = part(of: document)
    let numbering = part.segment.numbering
    try part.segment.stored?.read(document - part.base) { body(numbering.common($0), $1) }
  }

  /// The value of a number or date field; NaN if there is none.
  public func number(_ field: Int, of document: UInt32) -> Double {
    let part = part(of: document)
    return part.segment.number(field, document - part.base)
  }
}
