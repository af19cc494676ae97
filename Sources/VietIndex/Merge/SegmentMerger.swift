internal import VietCore
internal import VietKernels

/// Writes the live documents of several segments as one, in the order of their ordinals.
///
/// Positions are copied bit by bit: their code depends only on the frequency and the length of the document.
struct SegmentMerger: ~Copyable {
  private let sources: [MergeSource]
  private let schema: Schema
  private let output: SegmentOutput
  /// For each document of the result, its source and its number there.
  private let order: [(source: UInt32, doc: UInt32)]

  /// The sources' documents must be in the order of the ordinals within each source.
  init(_ sources: [MergeSource], _ schema: Schema, _ output: SegmentOutput) {
    self.sources = sources
    self.schema = schema
    self.output = output
    var order: [(source: UInt32, doc: UInt32)] = []
    order.reserveCapacity(sources.reduce(0) { $0 + $1.newNumbers.count })
    var at = [UInt32](repeating: 0, count: sources.count)
    func skipDead(_ i: Int) {
      while at[i] < sources[i].segment.documents && !sources[i].isLive(at[i]) { at[i] += 1 }
    }
    for i in sources.indices { skipDead(i) }
    while true {
      var best = -1
      var least = UInt64.max
      for (i, source) in sources.enumerated() where at[i] < source.segment.documents {
        let ordinal = source.ordinal(at[i])
        if best < 0 || ordinal < least {
          best = i
          least = ordinal
        }
      }
      guard best >= 0 else { break }
      sources[best].newNumbers[Int(at[best])] = UInt32(order.count)
      order.append((UInt32(best), at[best]))
      at[best] += 1
      skipDead(best)
    }
    self.order = order
  }

  /// Documents of the result.
  var documents: Int { order.count }

  /// Told how many bytes of the sources were read, now and then; may stop the merge by an error.
  typealias Watch = (Int) throws(IndexError) -> Void

  /// Writes the file. With `firstOrdinal` the documents get new ordinals from there on. Throws `corrupt`, `io`,
  /// `tooLarge`, and what `watch` throws.
  borrowing func write(firstOrdinal: UInt64?, watch: Watch) throws(IndexError) -> PendingSegment {
    let stored = try writeStored(watch)
    try writeIDs()
    try writeOrdinals(firstOrdinal)
    var fields: [SegmentMeta.Field] = []
    var lengths: [[UInt32]] = []
    for field in schema.fields.indices {
      var figures = SegmentMeta.Field()
      let column = newLengths(field)
      if !column.isEmpty { figures = try Inversion.write(lengths: column, field: field, output) }
      lengths.append(column)
      try writeNumbers(field, &figures)
      try writeKeywords(field, &figures)
      fields.append(figures)
    }
    let terms = try writePostings(fields, lengths, from: stored, watch)
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
    for (number, (source, doc)) in order.enumerated() {
      if number % Self.watchStep == 0 { try watch(length / order.count * number) }
      let from = sources[Int(source)]
      var numbers: [Int: UInt8] = [:]
      for (new, old) in from.fields.enumerated() { if let old { numbers[old] = UInt8(new) } }
      let isSame = numbers.allSatisfy { $0.key == Int($0.value) }
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
    try writer.drain(output)
    try output.end(.stored)
    try output.section(.storedIndex, writer.index)
    return length
  }

  /// Documents or terms from one look at `watch` to the next.
  private static let watchStep = 1024

  private func writeIDs() throws(IndexError) {
    var ids = ByteBuffer()
    var starts: [Int] = [0]
    var hashes: [UInt64] = []
    starts.reserveCapacity(order.count + 1)
    hashes.reserveCapacity(order.count)
    for (source, doc) in order {
      let segment = sources[Int(source)].segment
      guard let id = segment.ids[Int(doc)] else {
        throw .corrupt(segment.file, 0, "the id of a document can't be read")
      }
      ids.append(id)
      starts.append(ids.count)
      hashes.append(IDColumn.hash(id))
    }
    try IDColumn.write(output, ids: ids, starts: starts, hashes: hashes)
  }

  private func writeOrdinals(_ first: UInt64?) throws(IndexError) {
    var runs = OrdinalRuns.Builder()
    for (new, entry) in order.enumerated() {
      runs.add(UInt32(new), first.map { $0 + UInt64(new) } ?? sources[Int(entry.source)].ordinal(entry.doc))
    }
    var buffer = ByteBuffer()
    runs.encode(into: &buffer)
    try output.section(.ordinals, buffer)
  }

  private func newLengths(_ field: Int) -> [UInt32] {
    let columns = sources.map { source in source.fields[field].flatMap { source.segment.lengths(of: $0) } }
    guard columns.contains(where: { $0 != nil }) else { return [] }
    return order.map { columns[Int($0.source)]?[$0.doc] ?? 0 }
  }

  private func writeNumbers(_ field: Int, _ figures: inout SegmentMeta.Field) throws(IndexError) {
    guard schema.fields[field].kind == .number || schema.fields[field].kind == .date else { return }
    var buffer = ByteBuffer(capacity: order.count * 8)
    for (source, doc) in order {
      let from = sources[Int(source)]
      let value = from.fields[field].map { from.segment.number($0, doc) } ?? .nan
      if !value.isNaN { figures.documents += 1 }
      buffer.append(u64: value.bitPattern)
    }
    if figures.documents > 0 { try output.section(.numbers, field: UInt16(field), buffer) }
  }

  private func writeKeywords(_ field: Int, _ figures: inout SegmentMeta.Field) throws(IndexError) {
    guard schema.fields[field].kind == .keyword else { return }
    let columns = sources.map { source in source.fields[field].flatMap { source.segment.keywords(of: $0) } }
    var numbers: [[UInt8]: UInt32] = [:]
    for (source, doc) in order {
      let column = columns[Int(source)]
      column?.forEach(doc) { value in numbers[[UInt8](column!.value(value)), default: 0] = 0 }
    }
    guard !numbers.isEmpty else { return }
    let values = numbers.keys.sorted { $0.lexicographicallyPrecedes($1) }
    for (i, value) in values.enumerated() { numbers[value] = UInt32(i) }
    let translated: [[UInt32]] = columns.map { column in
      guard let column else { return [] }
      return (0..<column.valueCount).map { numbers[[UInt8](column.value($0))] ?? 0 }
    }
    var pairs: [(doc: UInt32, value: UInt32)] = []
    for (new, entry) in order.enumerated() {
      let before = pairs.count
      columns[Int(entry.source)]?.forEach(entry.doc) {
        pairs.append((UInt32(new), translated[Int(entry.source)][$0]))
      }
      if pairs.count > before { figures.documents += 1 }
    }
    try KeywordColumn.write(output, field: field, count: order.count, pairs: pairs, sortedValues: values)
  }

  /// The walk over one source's terms of one field.
  private final class Walk {
    var iterator: TermDictionary.TermIterator
    let source: MergeSource
    let field: UInt8
    var isLive = true
    let cursor = MergeCursor()

    init(_ source: MergeSource, field: Int) throws(IndexError) {
      self.source = source
      self.field = UInt8(field)
      var prefix = UInt8(field)
      iterator = withUnsafeBytes(of: &prefix) { source.segment.dictionary.terms(from: $0) }
      try next()
    }

    func next() throws(IndexError) {
      let field = field
      isLive = iterator.next() && iterator.withKey { $0.first == field }
      if iterator.isDamaged {
        throw .corrupt(
          source.segment.file, source.segment.dictionary.blocks.baseAddress! - source.segment.mapped.base,
          "the dictionary is damaged")
      }
    }

    /// The key without the number of the field.
    func compare(_ other: Walk) -> Int {
      iterator.withKey { a in other.iterator.withKey { b in TermDictionary.compare(a, b, from: 1) } }
    }
  }

  private func writePostings(
    _ fields: [SegmentMeta.Field], _ lengths: [[UInt32]], from start: Int, _ watch: Watch
  ) throws(IndexError) -> Int {
    var read = start
    var terms = 0
    var out = ByteBuffer(capacity: 1 << 18)
    var encoder = PostingListEncoder()
    var dictionary = DictionaryWriter()
    output.begin()
    for field in schema.fields.indices {
      let keeps = schema.hasPositions && schema.fields[field].kind == .text
      let average = fields[field].average
      var walks: [Walk] = []
      for source in sources {
        if let old = source.fields[field] { walks.append(try Walk(source, field: old)) }
      }
      while true {
        var least: Walk?
        for walk in walks where walk.isLive {
          if let found = least { if walk.compare(found) < 0 { least = walk } } else { least = walk }
        }
        guard let least else { break }
        let same = walks.filter { $0.isLive && ($0 === least || $0.compare(least) == 0) }
        for walk in same { read += walk.iterator.postingBytes.count }
        if terms % Self.watchStep == 0 { try watch(read) }
        terms += 1
        let start = out.count
        encoder.begin(at: start)
        try merge(same, field, keeps, average, lengths[field].isEmpty, &encoder, &out)
        if encoder.documentCount > 0 {
          encoder.finish(limit: UInt32(order.count), to: &out)
          let length = out.count - start
          let documents = encoder.documentCount
          var failure: IndexError?
          least.iterator.withKey { key in
            do throws(IndexError) {
              try dictionary.add(
                field: UInt8(field), key: UnsafeRawBufferPointer(rebasing: key.dropFirst()),
                documents: documents, length: length)
            } catch { failure = error }
          }
          if let failure { throw failure }
        }
        for walk in same { try walk.next() }
        if out.count >= 1 << 17 {
          try output.append(out)
          out.removeAll()
        }
      }
    }
    try output.append(out)
    try output.end(.postings)
    try output.section(.dictionary, dictionary.blocks)
    try output.section(.dictionaryIndex, dictionary.index)
    return dictionary.count
  }

  private func merge(
    _ walks: [Walk], _ field: Int, _ keepsPositions: Bool, _ average: Float, _ hasNoLengths: Bool,
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
      for walk in walks where walk.cursor.doc != MergeSource.dead {
        if walk.cursor.doc < least?.doc ?? MergeSource.dead { least = walk.cursor }
      }
      guard let least, let bytes = least.bytes else { return }
      let tf = Float(least.frequency)
      let saturation = Impact.saturation(
        length: hasNoLengths ? average : Float(least.length), average: average)
      try encoder.add(
        least.doc, frequency: least.frequency, bits: bytes, at: least.positionsAt, count: least.positionBits,
        impact: tf / (tf + saturation), to: &out)
      try least.next()
    }
  }
}
