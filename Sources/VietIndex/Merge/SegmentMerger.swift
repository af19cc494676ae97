internal import VietCore
internal import VietKernels

/// Writes the live documents of several segments as one, in the order of their ordinals.
///
/// Positions are copied bit by bit: their code depends only on the frequency and the length of the document.
struct SegmentMerger: ~Copyable {
  private let sources: [MergeSource]
  private let schema: Schema
  private let output: SegmentOutput
  private let order: MergeOrder

  /// The sources' documents must be in the order of the ordinals within each source.
  init(_ sources: [MergeSource], _ schema: Schema, _ output: SegmentOutput) {
    self.sources = sources
    self.schema = schema
    self.output = output
    order = MergeOrder(sources)
  }

  /// Documents of the result.
  var documents: Int { order.count }

  /// Told how many bytes of the sources were read, now and then; may stop the merge by an error.
  typealias Watch = (Int) throws(IndexError) -> Void

  /// Writes the file. With `firstOrdinal` the documents get new ordinals from there on. Throws `corrupt`, `io`,
  /// `tooLarge`, and what `watch` throws.
  borrowing func write(firstOrdinal: UInt64?, watch: Watch) throws(IndexError) -> PendingSegment {
    let stored = try writeStored(watch)
    dropPages()
    try IDMerger(sources: sources, order: order, output: output).write()
    dropPages()
    try writeOrdinals(firstOrdinal)
    var fields: [SegmentMeta.Field] = []
    var hasLengths: [Bool] = []
    for field in schema.fields.indices {
      var figures = SegmentMeta.Field()
      let column = newLengths(field)
      if !column.isEmpty { figures = try Inversion.write(lengths: column, field: field, output) }
      hasLengths.append(!column.isEmpty)
      try writeNumbers(field, &figures)
      try writeKeywords(field, &figures)
      fields.append(figures)
    }
    let terms = try writePostings(fields, hasLengths, from: stored, watch)
    var buffer = ByteBuffer()
    SegmentMeta(
      documents: UInt32(order.count), terms: UInt64(terms), hasPositions: schema.hasPositions, fields: fields
    ).encode(into: &buffer)
    try output.section(.meta, buffer)
    let (length, checksum) = try output.finish()
    return PendingSegment(
      number: output.number, length: length, checksum: checksum, documents: UInt32(order.count), dead: [],
      replaced: 0, isRelative: firstOrdinal != nil)
  }

  /// Returns the bytes read.
  private func writeStored(_ watch: Watch) throws(IndexError) -> Int {
    guard sources.contains(where: { $0.segment.stored != nil }) else { return 0 }
    let length = sources.reduce(0) { $0 + ($1.segment.stored?.byteCount ?? 0) }
    var writer = StoredFieldsWriter()
    var remapped = ByteBuffer()
    output.begin()
    var number = -1
    for run in order.runs {
      let from = sources[Int(run.source)]
      var numbers: [Int: UInt8] = [:]
      for (new, old) in from.fields.enumerated() { if let old { numbers[old] = UInt8(new) } }
      let isSame = numbers.allSatisfy { $0.key == Int($0.value) }
      for doc in run.docs {
        number += 1
        if number % Self.watchStep == 0 { try watch(length / order.count * number) }
        var failure: IndexError?
        try from.stored(doc) { bytes throws(IndexError) in
          if isSame {
            try writer.add(bytes, to: output)
            return
          }
          remapped.removeAll()
          let isSound = StoredFields.values(bytes) { field, value in
            guard let new = numbers[field] else { return }
            remapped.append(new)
            Varint.append(UInt64(value.count), to: &remapped)
            remapped.append(value)
          }
          if !isSound {
            failure = .corrupt(from.segment.file, 0, "the stored fields of a document are damaged")
          }
          try remapped.withBytes { value throws(IndexError) in try writer.add(value, to: output) }
        }
        if let failure { throw failure }
      }
    }
    try writer.drain(output)
    try output.end(.stored)
    try output.section(.storedIndex, writer.index)
    return length
  }

  /// Bytes of postings from one ``dropPages()`` to the next.
  private static let dropStep = 16 << 20

  /// What was read of the sources need not stay in memory: pages of files that are mapped count as the program's.
  private func dropPages() { for source in sources { source.segment.mapped.dropPages() } }

  /// Documents or terms from one look at `watch` to the next.
  private static let watchStep = 1024

  private func writeOrdinals(_ first: UInt64?) throws(IndexError) {
    var runs = OrdinalRuns.Builder()
    var new: UInt32 = 0
    for run in order.runs {
      for doc in run.docs {
        runs.add(new, first.map { $0 + UInt64(new) } ?? sources[Int(run.source)].ordinal(doc))
        new += 1
      }
    }
    var buffer = ByteBuffer()
    runs.encode(into: &buffer)
    try output.section(.ordinals, buffer)
  }

  private func newLengths(_ field: Int) -> [UInt32] {
    let columns = sources.map { source in source.fields[field].flatMap { source.segment.lengths(of: $0) } }
    guard columns.contains(where: { $0 != nil }) else { return [] }
    var lengths: [UInt32] = []
    lengths.reserveCapacity(order.count)
    for run in order.runs {
      let column = columns[Int(run.source)]
      for doc in run.docs { lengths.append(column?[doc] ?? 0) }
    }
    return lengths
  }

  private func writeNumbers(_ field: Int, _ figures: inout SegmentMeta.Field) throws(IndexError) {
    guard schema.fields[field].kind == .number || schema.fields[field].kind == .date else { return }
    var buffer = ByteBuffer(capacity: order.count * 8)
    for run in order.runs {
      let from = sources[Int(run.source)]
      for doc in run.docs {
        let value = from.fields[field].map { from.segment.number($0, doc) } ?? .nan
        if !value.isNaN { figures.documents += 1 }
        buffer.append(u64: value.bitPattern)
      }
    }
    if figures.documents > 0 { try output.section(.numbers, field: UInt16(field), buffer) }
  }

  private func writeKeywords(_ field: Int, _ figures: inout SegmentMeta.Field) throws(IndexError) {
    guard schema.fields[field].kind == .keyword else { return }
    let columns = sources.map { source in source.fields[field].flatMap { source.segment.keywords(of: $0) } }
    var numbers: [[UInt8]: UInt32] = [:]
    for run in order.runs {
      guard let column = columns[Int(run.source)] else { continue }
      for doc in run.docs {
        column.forEach(doc) { value in numbers[[UInt8](column.value(value)), default: 0] = 0 }
      }
    }
    guard !numbers.isEmpty else { return }
    let values = numbers.keys.sorted { $0.lexicographicallyPrecedes($1) }
    for (i, value) in values.enumerated() { numbers[value] = UInt32(i) }
    let translated: [[UInt32]] = columns.map { column in
      guard let column else { return [] }
      return (0..<column.valueCount).map { numbers[[UInt8](column.value($0))] ?? 0 }
    }
    var pairs: [(doc: UInt32, value: UInt32)] = []
    var new: UInt32 = 0
    for run in order.runs {
      let source = Int(run.source)
      for doc in run.docs {
        let before = pairs.count
        columns[source]?.forEach(doc) { pairs.append((new, translated[source][$0])) }
        if pairs.count > before { figures.documents += 1 }
        new += 1
      }
    }
    try KeywordColumn.write(output, field: field, count: order.count, pairs: pairs, sortedValues: values)
  }

  private func writePostings(
    _ fields: [SegmentMeta.Field], _ hasLengths: [Bool], from start: Int, _ watch: Watch
  ) throws(IndexError) -> Int {
    var read = start
    var (terms, written) = (0, 0)
    var out = ByteBuffer(capacity: 1 << 18)
    var encoder = PostingListEncoder()
    var dictionary = DictionaryWriter()
    var same: [TermWalk] = []
    output.begin()
    for field in schema.fields.indices {
      let keeps = schema.hasPositions && schema.fields[field].kind == .text
      let average = fields[field].average
      var walks = TermWalks()
      for source in sources {
        if let old = source.fields[field] { walks.insert(try TermWalk(source, field: old)) }
      }
      while walks.takeLeast(into: &same) {
        for walk in same { read += walk.iterator.postingBytes.count }
        if terms % Self.watchStep == 0 { try watch(read) }
        terms += 1
        let start = out.count
        encoder.begin(at: start)
        try merge(same, field, keeps, average, !hasLengths[field], &encoder, &out)
        if encoder.documentCount > 0 {
          encoder.finish(limit: UInt32(order.count), to: &out)
          let length = out.count - start
          let documents = encoder.documentCount
          var failure: IndexError?
          same[0].iterator.withKey { key in
            do throws(IndexError) {
              try dictionary.add(
                field: UInt8(field), key: UnsafeRawBufferPointer(rebasing: key.dropFirst()),
                documents: documents, length: length)
            } catch { failure = error }
          }
          if let failure { throw failure }
        }
        for walk in same {
          try walk.next()
          walks.insert(walk)
        }
        if out.count >= 1 << 17 {
          written += out.count
          try output.append(out)
          out.removeAll()
          if written >= Self.dropStep {
            written = 0
            dropPages()
          }
        }
      }
    }
    dropPages()
    try output.append(out)
    try output.end(.postings)
    try output.section(.dictionary, dictionary.blocks)
    try output.section(.dictionaryIndex, dictionary.index)
    return dictionary.count
  }

  private func merge(
    _ walks: [TermWalk], _ field: Int, _ keepsPositions: Bool, _ average: Float, _ hasNoLengths: Bool,
    _ encoder: inout PostingListEncoder, _ out: inout ByteBuffer
  ) throws(IndexError) {
    for walk in walks {
      guard let list = walk.iterator.postings else {
        throw .corrupt(
          walk.source.segment.file, walk.source.segment.mapped.count,
          "a posting list lies outside its section")
      }
      try walk.cursor.begin(
        list, walk.source, lengths: walk.source.segment.lengths(of: Int(walk.field)),
        keepsPositions: keepsPositions)
    }
    while true {
      var least: MergeCursor?
      // The first document of the others: as the segments hold long stretches, the cursor goes on for long.
      var limit = MergeSource.dead
      for walk in walks where walk.cursor.doc != MergeSource.dead {
        if walk.cursor.doc < least?.doc ?? MergeSource.dead {
          limit = least?.doc ?? MergeSource.dead
          least = walk.cursor
        } else {
          limit = min(limit, walk.cursor.doc)
        }
      }
      guard let least, let bytes = least.bytes else { return }
      repeat {
        let tf = Float(least.frequency)
        let saturation = Impact.saturation(
          length: hasNoLengths ? average : Float(least.length), average: average)
        try encoder.add(
          least.doc, frequency: least.frequency, bits: bytes, at: least.positionsAt,
          count: least.positionBits,
          impact: tf / (tf + saturation), to: &out)
        try least.next()
      } while least.doc < limit
    }
  }
}
