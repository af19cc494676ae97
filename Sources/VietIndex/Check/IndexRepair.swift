public import VietCore

extension IndexCheck {
  /// What a repair had to give up.
  public struct Repair: Hashable, Sendable {
    /// Damage that was found.
    public var damages: [Damage]
    /// Ids of documents given up, as far as they can still be read.
    public var lostIDs: [String]
    /// Documents given up, those whose ids are lost included.
    public var lostDocuments: Int
    /// The commit without them; `nil` if nothing was damaged.
    public var commit: Commit?
  }

  /// What the commit says of fields and analysis, whatever its segments are; `nil` where the commit is damaged.
  public static func schema(of storage: any Storage) -> Schema? { (try? Manifest(storage))?.schema }

  /// Commits the index without what can't be read. A segment of which only blocks of stored fields are damaged
  /// loses the documents of those blocks. One with other damage is built anew by `analyzer` from what its documents
  /// have stored, and loses those of which that can't be read, where ids are sound and every field is stored; else,
  /// and without an analyzer, it loses all of its documents.
  ///
  /// Throws `corrupt` when the commit file itself is damaged, `mismatch` when the analyzer is not that of the index,
  /// `locked` while somebody writes, `missing`, `io`.
  public static func repair(_ storage: any Storage, analyzer: (any Analyzing)? = nil) throws(IndexError)
    -> Repair
  {
    guard try Manifest.exists(in: storage) else {
      throw IndexError(.missing, file: FileNames.commit, "there is no index here")
    }
    let lock = try storage.lock()
    var manifest: Manifest
    do {
      manifest = try Manifest(storage)
    } catch {
      guard error.code == .corrupt else { throw error }
      throw IndexError(
        .corrupt, file: error.file, offset: error.offset,
        "the commit file itself is damaged: nothing says which segments hold (rebuild the index from its documents)"
      )
    }
    if let analyzer, analyzer.fingerprint != manifest.schema.fingerprint {
      throw IndexError(
        .mismatch, file: FileNames.commit,
        "the index was built with another analyzer (repair it with that one)")
    }
    var nextSegment = max(manifest.nextSegment, try IndexWriter.freeSegmentNumber(storage))
    var result = Repair(damages: [], lostIDs: [], lostDocuments: 0, commit: nil)
    var entries: [Manifest.Entry] = []
    for entry in manifest.entries {
      let damages = verify(entry, storage, manifest.schema)
      if damages.isEmpty {
        entries.append(entry)
        continue
      }
      result.damages += damages
      let segment = try? Segment(storage, number: entry.number, expectedLength: entry.length)
      if let segment, segment.documents == entry.documents, let kept = salvage(segment, entry, &result) {
        if kept.live > 0 {
          entries.append(
            try rewritten(segment, kept, manifest.schema, SegmentOutput(storage, number: nextSegment)))
          nextSegment += 1
        }
      } else if let segment, let analyzer, segment.documents == entry.documents,
        let rescue = SegmentRescue(segment, entry, manifest.schema)
      {
        let shared = WriterShared(
          storage: storage, analyzer: analyzer, schema: manifest.schema, nextSegment: nextSegment)
        let (rescued, lost) = try rescue.run(shared)
        nextSegment = shared.state.update { $0.nextSegment }
        entries += rescued
        result.lostDocuments += lost.count
        result.lostIDs += lost
      } else {
        result.lostDocuments += entry.live
        if let segment, segment.documents == entry.documents {
          name(entry, segment, &result.lostIDs) { _ in true }
        }
      }
    }
    guard !result.damages.isEmpty else { return result }
    manifest.entries = entries
    manifest.generation += 1
    manifest.nextSegment = nextSegment
    try manifest.write(to: storage)
    result.commit = manifest.summary
    withExtendedLifetime(lock) {}
    return result
  }

  /// The segment without the documents whose stored fields can't be read, if nothing else is damaged.
  private static func salvage(_ segment: Segment, _ entry: Manifest.Entry, _ result: inout Repair)
    -> Manifest.Entry?
  {
    let damaged = segment.damagedBytes()
    guard let stored = segment.stored, !damaged.isEmpty,
      damaged.allSatisfy({ $0.section?.kind == SectionKind.stored.rawValue })
    else { return nil }
    var words = entry.deletions?.words ?? Deletions.none(entry.documents)
    var buffer = ByteBuffer()
    for block in 0..<stored.blocks {
      let documents = stored.documents(block)
      do throws(IndexError) {
        try stored.unpack(block, into: &buffer)
        for doc in documents { _ = try stored.find(doc, block: block, in: buffer) }
      } catch {
        for doc in documents where doc < Int(entry.documents) && words[doc >> 6] >> UInt64(doc & 63) & 1 == 0
        {
          words[doc >> 6] |= 1 << UInt64(doc & 63)
          result.lostDocuments += 1
          name(entry, segment, &result.lostIDs) { $0 == UInt32(doc) }
        }
      }
    }
    var kept = entry
    kept.deletions = Deletions(words: words)
    return kept
  }

  /// Writes the live documents of a segment as a new one, which then is sound.
  private static func rewritten(
    _ segment: Segment, _ entry: Manifest.Entry, _ schema: Schema, _ output: SegmentOutput
  ) throws(IndexError) -> Manifest.Entry {
    let source = MergeSource(
      segment, deletions: entry.deletions, ordinalBase: entry.ordinalBase,
      fields: schema.fields.indices.map { $0 })
    let new = try SegmentMerger([source], schema, output).write(firstOrdinal: nil) { _ in }
    return Manifest.Entry(
      number: new.number, length: new.length, checksum: new.checksum, documents: new.documents,
      ordinalBase: 0,
      deletions: nil)
  }

  private static func name(
    _ entry: Manifest.Entry, _ segment: Segment, _ ids: inout [String], where isWanted: (UInt32) -> Bool
  ) {
    let sections = Set(segment.damagedBytes().compactMap { $0.section?.kind })
    guard !sections.contains(SectionKind.ids.rawValue), !sections.contains(SectionKind.idOffsets.rawValue)
    else {
      return
    }
    for doc in 0..<entry.documents where isWanted(doc) && !(entry.deletions?.contains(doc) ?? false) {
      if let id = segment.ids[Int(doc)] { ids.append(String(decoding: id, as: UTF8.self)) }
    }
  }
}
