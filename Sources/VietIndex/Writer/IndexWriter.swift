public import VietCore

/// The one writer of an index. Not copyable; `close()` consumes it, so use after close does not compile.
///
/// Closing, or letting it go, without a commit leaves the index as the last commit left it; files without a
/// commit are swept away by the next writer.
public struct IndexWriter: ~Copyable {
  public struct Options: Hashable, Sendable {
    /// Bytes of heap that building may use, at least 16 MiB.
    public var memory: Int
    /// Builders that share it.
    public var threads: Int
    /// Puts a new index in the place of the one there when the first commit is durable.
    public var replacesExisting: Bool

    public init(memory: Int = 64 << 20, threads: Int = 1, replacesExisting: Bool = false) {
      self.memory = memory
      self.threads = threads
      self.replacesExisting = replacesExisting
    }
  }

  private let storage: any Storage
  private let lock: any StorageLock
  private let shared: WriterShared
  private let options: Options
  private var manifest: Manifest
  private var builders: [SegmentBuilder] = []
  private var own: SegmentBuilder?
  /// Segments of the last commit, opened when needed.
  private var segments: [UInt64: Segment] = [:]
  /// Deletions since the last commit, by the number of the segment.
  private var deleted: [UInt64: [UInt64]] = [:]
  private var hasChanged = false
  private var nextOrdinal: UInt64 = 0
  private var running: BackgroundMerge?
  /// Why a merge in the background came to nothing; no other is tried, and ``close()`` tells.
  private var mergeFailure: IndexError?

  /// Told how many bytes of the segments that are merged were read, now and then.
  public typealias Watch = (Int) -> Void

  /// The fields and how text is analysed.
  public var schema: Schema { shared.state.update { $0.schema } }

  /// The last commit.
  public var commitSummary: Commit { manifest.summary }

  /// Starts an index with no documents; nothing is visible before the first commit. Throws `exists`, `locked`, `io`.
  public init(
    creating storage: any Storage, schema: Schema, analyzer: any Analyzing, options: Options = Options()
  ) throws(IndexError) {
    let lock = try storage.lock()
    var schema = schema
    schema.fingerprint = analyzer.fingerprint
    var manifest = Manifest(schema: schema)
    if try Manifest.exists(in: storage) {
      guard options.replacesExisting else {
        throw IndexError(
          .exists, file: FileNames.commit, "there is an index already (add to it, or overwrite it)")
      }
      // A damaged index can be replaced, too.
      if let old = try? Manifest(storage) { manifest.generation = old.generation }
    } else {
      try Self.sweep(storage, keeping: [])
    }
    manifest.nextSegment = try Self.freeSegmentNumber(storage)
    self.init(storage, lock, manifest, analyzer, options)
    hasChanged = true
  }

  /// Opens an index to change it, and sweeps away what a crash left. Throws `missing`, `mismatch`, `locked`,
  /// `corrupt`, `tooOld`, `tooNew`, `io`.
  public init(opening storage: any Storage, analyzer: any Analyzing, options: Options = Options())
    throws(IndexError)
  {
    guard try Manifest.exists(in: storage) else {
      throw IndexError(
        .missing, file: FileNames.commit, "there is no index here (make one with viet index build)")
    }
    let lock = try storage.lock()
    var manifest = try Manifest(storage)
    guard manifest.schema.fingerprint == analyzer.fingerprint else {
      throw IndexError(
        .mismatch, file: FileNames.commit,
        "the index was built with another analyzer or another version of its data (rebuild it, or use that one)"
      )
    }
    try Self.sweep(storage, keeping: manifest.entries.map(\.number))
    manifest.nextSegment = max(manifest.nextSegment, try Self.freeSegmentNumber(storage))
    self.init(storage, lock, manifest, analyzer, options)
  }

  private init(
    _ storage: any Storage, _ lock: any StorageLock, _ manifest: Manifest, _ analyzer: any Analyzing,
    _ options: Options
  ) {
    self.storage = storage
    self.lock = lock
    self.manifest = manifest
    self.options = options
    shared = WriterShared(
      storage: storage, analyzer: analyzer, schema: manifest.schema, nextSegment: manifest.nextSegment)
  }

  static func freeSegmentNumber(_ storage: any Storage) throws(IndexError) -> UInt64 {
    var free: UInt64 = 1
    for name in try storage.list() where FileNames.isOurs(name) && name.hasSuffix(".seg") {
      if let number = UInt64(name.dropFirst().dropLast(4)), number < UInt64.max {
        free = max(free, number + 1)
      }
    }
    return free
  }

  /// Removes files of ours that no commit names.
  private static func sweep(_ storage: any Storage, keeping numbers: [UInt64]) throws(IndexError) {
    let kept = Set(numbers.map(FileNames.segment) + [FileNames.commit, FileNames.lock])
    for name in try storage.list() where FileNames.isOurs(name) && !kept.contains(name) {
      try storage.remove(name)
    }
  }

  /// The number of the field, which is added if there is none of that name. Throws `mismatch` if it has
  /// another kind, `tooLarge` when there are too many.
  public mutating func field(_ field: Schema.Field) throws(IndexError) -> Int { try shared.field(field) }

  /// Replaces the caller's own settings in the schema.
  public mutating func setSettings(_ settings: String) {
    shared.state.update { $0.schema.settings = settings }
    hasChanged = true
  }

  /// A builder for another thread. Builders must be idle while the writer's own methods run.
  public mutating func makeBuilder() -> SegmentBuilder {
    // What is not chains, columns and tables: buffers of files and of the caller's reading.
    let share = max(options.memory - (6 << 20), 4 << 20) / max(options.threads, 1)
    let builder = SegmentBuilder(shared, memory: share * 2 / 3)
    builders.append(builder)
    return builder
  }

  /// Adds a document; one that has its id is replaced. Not to be mixed with builders before a commit.
  public mutating func add(_ document: borrowing Document) throws(IndexError) {
    if own == nil { own = makeBuilder() }
    try own!.add(document, ordinal: nextOrdinal)
    nextOrdinal += 1
  }

  /// Deletes the document of that id, committed or added before; returns whether there was one.
  @discardableResult
  public mutating func delete(id: UnsafeRawBufferPointer) throws(IndexError) -> Bool {
    var found = false
    for builder in builders where builder.delete(id: id) { found = true }
    let hash = IDColumn.hash(id)
    for entry in manifest.entries {
      let segment = try open(entry)
      segment.ids.find(id, hash: hash) { doc in
        if kill(doc, in: entry) { found = true }
      }
    }
    let pending = shared.state.update { $0.pending }
    for (i, segment) in pending.enumerated() {
      let opened = try open(segment)
      opened.ids.find(id, hash: hash) { doc in
        guard !segment.dead.contains(doc) else { return }
        shared.state.update { $0.pending[i].dead.append(doc) }
        found = true
      }
    }
    if found { hasChanged = true }
    return found
  }

  private mutating func kill(_ doc: UInt32, in entry: Manifest.Entry) -> Bool {
    let word = Int(doc >> 6)
    let bit = UInt64(1) << UInt64(doc & 63)
    var words = deleted[entry.number] ?? entry.deletions?.words ?? Deletions.none(entry.documents)
    guard words[word] & bit == 0 else { return false }
    deleted[entry.number] = nil
    words[word] |= bit
    deleted[entry.number] = words
    return true
  }

  private mutating func open(_ entry: Manifest.Entry) throws(IndexError) -> Segment {
    if let found = segments[entry.number] { return found }
    let segment = try Segment(storage, entry)
    segments[entry.number] = segment
    return segment
  }

  /// Opens a segment of this writer's that no commit has yet.
  private mutating func open(_ pending: PendingSegment) throws(IndexError) -> Segment {
    if let found = segments[pending.number] { return found }
    let segment = try Segment(storage, number: pending.number, expectedLength: pending.length)
    segments[pending.number] = segment
    return segment
  }

  /// Adds all documents of another index, which must have the same fingerprint and positions if this one has
  /// them (else `mismatch`); they replace documents of the same ids.
  public mutating func add(contentsOf other: Snapshot, watch: Watch = { _ in }) throws(IndexError) {
    guard other.schema.fingerprint == manifest.schema.fingerprint else {
      throw IndexError(.mismatch, "the other index was built with another analyzer (rebuild one of them)")
    }
    guard other.schema.hasPositions == schema.hasPositions else {
      throw IndexError(.mismatch, "one index has positions, the other has none (rebuild one of them)")
    }
    // What was added before must come before.
    for builder in builders { try builder.flush() }
    var numbers: [Int] = []
    for field in other.schema.fields { numbers.append(try shared.field(field)) }
    let schema = self.schema
    let fields: [Int?] = schema.fields.indices.map { new in numbers.firstIndex(of: new) }
    let sources = other.parts.map {
      MergeSource($0.segment, deletions: $0.deletions, ordinalBase: $0.ordinalBase, fields: fields)
    }
    guard !sources.isEmpty else { return }
    let output = try SegmentOutput(storage, number: shared.takeSegmentNumber())
    let merger = SegmentMerger(sources, schema, output)
    let count = UInt64(merger.documents)
    let pending = try merger.write(firstOrdinal: nextOrdinal, watch: watch)
    nextOrdinal += count
    shared.state.update { $0.pending.append(pending) }
  }

  /// Makes all changes so far visible and durable, or none of them; where there are many segments, a thread begins to
  /// merge some, and a later commit or ``close()`` puts the result in their place.
  ///
  /// With one builder that is always the next one, which waits for it, so that the same calls make the same bytes;
  /// with more, the first that finds it done. Takes one sync for each new segment, one for the manifest and one for the
  /// folder. When it throws, the commit before holds, and it may be called again.
  @discardableResult
  public mutating func commit() throws(IndexError) -> Commit {
    try commitAll()
    startMerge()
    return manifest.summary
  }

  private mutating func commitAll() throws(IndexError) {
    for builder in builders { try builder.flush() }
    let (schema, pending) = shared.state.update { ($0.schema, $0.pending) }
    var next = manifest
    let hasMerged = takeMerge(into: &next, waits: options.threads == 1, isCommit: true)
    guard hasMerged || hasChanged || !pending.isEmpty || schema != manifest.schema else { return }
    next.schema = schema
    next.duplicates = 0
    var end = next.nextOrdinal
    let firstNew = next.entries.count
    for segment in pending where segment.documents > 0 {
      var words = Deletions.none(segment.documents)
      for doc in segment.dead { words[Int(doc >> 6)] |= 1 << UInt64(doc & 63) }
      let base = segment.isRelative ? manifest.nextOrdinal : 0
      next.entries.append(
        Manifest.Entry(
          number: segment.number, length: segment.length, checksum: segment.checksum,
          documents: segment.documents, ordinalBase: base,
          deletions: segment.dead.isEmpty ? nil : Deletions(words: words)))
      let opened = try open(segment)
      end = max(end, base + opened.ordinals[segment.documents - 1] + 1)
      next.duplicates += UInt64(segment.replaced)
    }
    try replaceOlder(&next, firstNew)
    for i in next.entries.indices {
      if let words = deleted[next.entries[i].number] { next.entries[i].deletions = Deletions(words: words) }
    }
    next.entries.removeAll { $0.live == 0 }
    next.nextOrdinal = end
    if hasMerged {
      let merge = running
      running = nil
      do throws(IndexError) { try publish(next) } catch {
        running = merge
        throw error
      }
    } else {
      try publish(next)
    }
    shared.state.update { $0.pending = [] }
    deleted = [:]
    hasChanged = false
    nextOrdinal = 0
  }

  /// Puts the segment of the merge in the background in the place of those that it was made of, if it is done;
  /// returns whether it was. Deletions since the last commit count where `isCommit`.
  private mutating func takeMerge(into next: inout Manifest, waits: Bool, isCommit: Bool) -> Bool {
    guard let running, let result = running.result(waits: waits) else { return false }
    guard case .success(let segment) = result else {
      if case .failure(let error) = result { mergeFailure = error }
      self.running = nil
      return false
    }
    let entries = next.entries
    guard let place = entries.firstIndex(where: { running.numbers.contains($0.number) }) else {
      // All that was merged has been deleted since.
      self.running = nil
      return false
    }
    let fates = running.numbers.map { number -> BackgroundMerge.Fate in
      guard let entry = entries.first(where: { $0.number == number }) else { return .gone }
      return .deleted(isCommit ? deleted[number] ?? entry.deletions?.words : entry.deletions?.words)
    }
    next.entries.removeAll { running.numbers.contains($0.number) }
    guard segment.documents > 0 else { return true }
    let dead = running.deletions(of: segment.documents, fates)
    if isCommit, let dead { deleted[segment.number] = dead }
    next.entries.insert(
      Manifest.Entry(
        number: segment.number, length: segment.length, checksum: segment.checksum,
        documents: segment.documents, ordinalBase: 0, deletions: dead.map(Deletions.init)),
      at: min(place, next.entries.count))
    return true
  }

  /// Begins a merge in the background if the policy asks for one and none is running.
  private mutating func startMerge() {
    guard running == nil, mergeFailure == nil else { return }
    let chosen = MergePolicy.choose(manifest.entries)
    guard !chosen.isEmpty else { return }
    do throws(IndexError) {
      let output = try SegmentOutput(storage, number: shared.takeSegmentNumber())
      running = BackgroundMerge(try sources(chosen), manifest.schema, output, lock)
    } catch { mergeFailure = error }
  }

  /// Of documents with the same id, kills all but the last; entries from `firstNew` on are new.
  private mutating func replaceOlder(_ next: inout Manifest, _ firstNew: Int) throws(IndexError) {
    guard next.entries.count > 1, firstNew < next.entries.count else { return }
    let entries = next.entries
    var parts: [Segment] = []
    for entry in entries { parts.append(try open(entry)) }
    let new = entries[firstNew...].reduce(0) { $0 + Int($1.documents) }
    let all = entries.reduce(0) { $0 + Int($1.documents) }
    // Few new documents are looked up in each segment, many are met in one walk over all.
    if new * (entries.count - 1) < all {
      try lookUp(entries, parts, firstNew, &next)
    } else {
      walk(entries, parts, firstNew, &next)
      for part in parts { part.mapped.dropPages() }
    }
  }

  private mutating func lookUp(
    _ entries: [Manifest.Entry], _ parts: [Segment], _ firstNew: Int, _ next: inout Manifest
  ) throws(IndexError) {
    for i in firstNew..<entries.count {
      for doc in 0..<entries[i].documents where !(entries[i].deletions?.contains(doc) ?? false) {
        guard let id = parts[i].ids[Int(doc)] else {
          throw .corrupt(parts[i].file, 0, "the id of document \(doc) can't be read")
        }
        let hash = IDColumn.hash(id)
        for j in entries.indices where j != i {
          parts[j].ids.find(id, hash: hash) { found in
            settle(
              .init(segment: i, doc: doc), .init(segment: j, doc: found), entries, parts, firstNew, &next)
          }
        }
      }
    }
  }

  private mutating func walk(
    _ entries: [Manifest.Entry], _ parts: [Segment], _ firstNew: Int, _ next: inout Manifest
  ) {
    var groups = IDGroups(parts.map(\.ids))
    var group: [IDGroups.Member] = []
    while groups.next(into: &group) {
      guard group.count > 1 else { continue }
      for member in group
      where member.segment >= firstNew && !(entries[member.segment].deletions?.contains(member.doc) ?? false)
      {
        for other in group where other.segment != member.segment {
          guard let id = parts[member.segment].ids[Int(member.doc)],
            let rival = parts[other.segment].ids[Int(other.doc)], id.elementsEqual(rival)
          else { continue }
          settle(member, other, entries, parts, firstNew, &next)
        }
      }
    }
  }

  /// Of two documents of one id in two segments, the first in a new one, kills the older.
  private mutating func settle(
    _ new: IDGroups.Member, _ other: IDGroups.Member, _ entries: [Manifest.Entry], _ parts: [Segment],
    _ firstNew: Int, _ next: inout Manifest
  ) {
    let (entry, rival) = (entries[new.segment], entries[other.segment])
    let ordinal = entry.ordinalBase &+ parts[new.segment].ordinals[new.doc]
    if rival.ordinalBase &+ parts[other.segment].ordinals[other.doc] < ordinal {
      if !(rival.deletions?.contains(other.doc) ?? false), kill(other.doc, in: rival),
        other.segment >= firstNew
      {
        next.duplicates += 1
      }
    } else if kill(new.doc, in: entry) {
      next.duplicates += 1
    }
  }

  private mutating func publish(_ next: Manifest) throws(IndexError) {
    var next = next
    next.generation = manifest.generation + 1
    next.nextSegment = shared.state.update { $0.nextSegment }
    try next.write(to: storage)
    manifest = next
    let numbers = Set(next.entries.map(\.number) + (running.map { [$0.number] } ?? []))
    segments = segments.filter { numbers.contains($0.key) }
    // What can't be removed now is an orphan that the next writer sweeps.
    try? Self.sweep(storage, keeping: Array(numbers))
  }

  /// Waits for the merge in the background and commits its result and nothing else.
  private mutating func endMerge() throws(IndexError) {
    var next = manifest
    guard takeMerge(into: &next, waits: true, isCommit: false) else { return }
    next.entries.removeAll { $0.live == 0 }
    running = nil
    try publish(next)
  }

  private mutating func mergeTiers() throws(IndexError) {
    while true {
      let chosen = MergePolicy.choose(manifest.entries)
      guard !chosen.isEmpty else { return }
      try merge(chosen) { _ in }
    }
  }

  private mutating func sources(_ chosen: [Int]) throws(IndexError) -> [MergeSource] {
    var sources: [MergeSource] = []
    for i in chosen {
      let entry = manifest.entries[i]
      sources.append(
        MergeSource(
          try open(entry), deletions: entry.deletions, ordinalBase: entry.ordinalBase,
          fields: manifest.schema.fields.indices.map { $0 }))
    }
    return sources
  }

  private mutating func merge(_ chosen: [Int], watch: Watch) throws(IndexError) {
    let output = try SegmentOutput(storage, number: shared.takeSegmentNumber())
    let pending = try SegmentMerger(try sources(chosen), manifest.schema, output)
      .write(firstOrdinal: nil, watch: watch)
    var next = manifest
    let gone = Set(chosen)
    next.entries = next.entries.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
    if pending.documents > 0 {
      next.entries.insert(
        Manifest.Entry(
          number: pending.number, length: pending.length, checksum: pending.checksum,
          documents: pending.documents, ordinalBase: 0, deletions: nil),
        at: chosen[0])
    }
    try publish(next)
  }

  /// Commits, then does every merge that is due, each with a commit of its own: what a program calls at its end that
  /// would rather wait than leave many segments. When a merge throws, the documents are committed all the same.
  @discardableResult
  public mutating func settle() throws(IndexError) -> Commit {
    try commitAll()
    try endMerge()
    try mergeTiers()
    return manifest.summary
  }

  /// Commits, then rewrites all segments as one without deleted documents, and commits that.
  @discardableResult
  public mutating func compact(watch: Watch = { _ in }) throws(IndexError) -> Commit {
    // What a merge in the background does would be done again.
    running = nil
    try commitAll()
    if manifest.entries.count > 1 || manifest.entries.contains(where: { $0.deletions != nil }) {
      try merge(Array(manifest.entries.indices), watch: watch)
    }
    return manifest.summary
  }

  /// Ends writing when the merges that are due are done; what was not committed is gone. Throws what a merge threw, which
  /// costs no document.
  public consuming func close() throws(IndexError) {
    let pending = shared.state.update { $0.pending }
    builders = []
    own = nil
    for segment in pending { try storage.remove(FileNames.segment(segment.number)) }
    shared.state.update { $0.pending = [] }
    if running != nil {
      try endMerge()
      if mergeFailure == nil { try mergeTiers() }
    }
    if let mergeFailure { throw mergeFailure }
  }
}
