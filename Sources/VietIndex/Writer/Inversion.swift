internal import VietCore
internal import VietKernels

/// The documents of a segment to be, turned inside out in memory.
struct Inversion: ~Copyable {
  private(set) var documents: UInt32 = 0
  private var table: TermTable
  private var ids = ByteBuffer(capacity: 1 << 14)
  private var idStarts: [Int] = [0]
  private var idHashes: [UInt64] = []
  private var idTable: IDTable = IDTable()
  private var dead: [UInt32] = []
  private var replaced = 0
  private var ordinals = OrdinalRuns.Builder()
  private var lengths: [[UInt32]] = []
  private var numbers: [[Double]] = []
  /// Per field: documents and numbers of their terms in the table.
  private var keywords: [[(doc: UInt32, value: UInt32)]] = []
  private var stored = StoredFieldsWriter()
  private var storedCount: UInt32 = 0
  private var hasStored = false
  private var output: SegmentOutput?
  private var columnHeap = 0

  /// Positions between two values of one field, counted into the length: more than any slop that makes sense.
  static let valueGap: UInt32 = 16

  init(arenaCapacity: Int) { table = TermTable(arenaCapacity: arenaCapacity) }

  /// Bytes of heap in use.
  var heap: Int {
    table.heap + ids.capacity + idHashes.count * 32 + columnHeap
      + (hasStored ? stored.heap + SegmentOutput.bufferSize : 0)
  }

  mutating func add(
    _ document: borrowing Document, ordinal: UInt64, _ schema: borrowing Schema, _ shared: WriterShared,
    _ batch: inout TermBatch
  ) throws(IndexError) {
    let doc = documents
    let base = UnsafeRawPointer(document.bytes.base)
    let id = UnsafeRawBufferPointer(start: base, count: document.idCount)
    addID(id, doc)
    ordinals.add(doc, ordinal)
    while lengths.count < schema.fields.count {
      lengths.append([])
      numbers.append([])
      keywords.append([])
    }
    var size = 0
    for i in 0..<document.valueCount {
      let value = document.values[i]
      let number = Int(value.field)
      let text = UnsafeRawBufferPointer(start: base + value.start, count: value.count)
      switch schema.fields[number].kind {
      case .text: try addText(text, field: number, doc, schema.hasPositions, shared, &batch)
      case .keyword: addKeyword(text, field: number, doc)
      case .number, .date: addNumber(value.number, field: number, doc)
      }
      if schema.fields[number].isStored { size += StoredFieldsWriter.size(text) }
    }
    if size > 0 || hasStored {
      let output = try startStored(shared)
      while storedCount < doc {
        try stored.add(UnsafeRawBufferPointer(start: nil, count: 0), to: output)
        storedCount += 1
      }
      stored.begin(size)
      for i in 0..<document.valueCount {
        let value = document.values[i]
        guard schema.fields[Int(value.field)].isStored else { continue }
        stored.append(
          UnsafeRawBufferPointer(start: base + value.start, count: value.count), field: value.field)
      }
      try stored.end(output)
      storedCount += 1
    }
    documents += 1
  }

  private mutating func addID(_ id: UnsafeRawBufferPointer, _ doc: UInt32) {
    let hash = IDColumn.hash(id)
    ids.append(id)
    idStarts.append(ids.count)
    idHashes.append(hash)
    if let earlier = idTable.replace(
      hash, with: doc,
      where: { [idHashes, idStarts] other in
        idHashes[Int(other)] == hash
          && UnsafeRawBufferPointer(
            start: ids.base + idStarts[Int(other)], count: idStarts[Int(other) + 1] - idStarts[Int(other)]
          ).elementsEqual(id)
      })
    {
      dead.append(earlier)
      replaced += 1
    }
  }

  private mutating func addText(
    _ text: UnsafeRawBufferPointer, field: Int, _ doc: UInt32, _ keepsPositions: Bool, _ shared: WriterShared,
    _ batch: inout TermBatch
  ) throws(IndexError) {
    var first: UInt32 = 0
    if lengths[field].count == Int(doc) + 1 { first = lengths[field][Int(doc)] &+ Self.valueGap }
    var length = first
    var start = 0
    repeat {
      let stretch = Self.stretch(of: text, from: start)
      shared.analyzer.analyze(stretch, for: .document, into: &batch)
      guard batch.count < 1 << 26, batch.length < TermTable.positionLimit / 2,
        first < TermTable.positionLimit / 2
      else { throw IndexError(.tooLarge, "a document has more than 67 million terms (split it)") }
      var last: UInt32 = 0
      for i in 0..<batch.count { last = max(last, batch.entries[i].position) }
      guard last < TermTable.positionLimit / 2 else {
        throw IndexError(.tooLarge, "a term stands beyond position 67 million (split the document)")
      }
      let end = table.add(
        batch, field: UInt8(field), doc: doc, firstPosition: first, keepsPositions: keepsPositions)
      length = max(length, end, first &+ batch.length)
      first = length
      start += stretch.count
    } while start < text.count
    if lengths[field].count == Int(doc) + 1 {
      lengths[field][Int(doc)] = length
    } else {
      columnHeap += 4 * (Int(doc) + 1 - lengths[field].count)
      while lengths[field].count < Int(doc) { lengths[field].append(0) }
      lengths[field].append(length)
    }
  }

  /// Text that is analysed at once, in bytes: the terms of a stretch take twenty times its room. A longer text is cut behind
  /// the last line that ends within it, else behind the last blank, else at a code point.
  private static let longestStretch = 1 << 20

  private static func stretch(of text: UnsafeRawBufferPointer, from start: Int) -> UnsafeRawBufferPointer {
    let rest = UnsafeRawBufferPointer(rebasing: text[start...])
    guard rest.count > longestStretch else { return rest }
    let whole = UnsafeRawBufferPointer(rebasing: rest[..<longestStretch])
    if let place = whole.lastIndex(of: 0x0A) ?? whole.lastIndex(of: 0x20) {
      return UnsafeRawBufferPointer(rebasing: whole[...place])
    }
    var end = longestStretch
    while end > longestStretch - 4, rest[end] & 0xC0 == 0x80 { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: rest[..<end])
  }

  private mutating func addKeyword(_ value: UnsafeRawBufferPointer, field: Int, _ doc: UInt32) {
    // The form code of a keyword is empty: its key is the value and one 0x00.
    var key = ByteBuffer(capacity: value.count + 1)
    key.append(value)
    key.append(0)
    let term = UInt32(key.withBytes { table.add(term: $0, field: UInt8(field), doc: doc) })
    keywords[field].append((doc, term))
    columnHeap += 8
  }

  private mutating func addNumber(_ value: Double, field: Int, _ doc: UInt32) {
    columnHeap += 8 * (Int(doc) + 1 - numbers[field].count)
    while numbers[field].count < Int(doc) { numbers[field].append(.nan) }
    if numbers[field].count == Int(doc) {
      numbers[field].append(value)
    } else {
      numbers[field][Int(doc)] = value
    }
  }

  private mutating func startStored(_ shared: WriterShared) throws(IndexError) -> SegmentOutput {
    if let output { return output }
    let started = try SegmentOutput(shared.storage, number: shared.takeSegmentNumber())
    started.begin()
    output = started
    hasStored = true
    return started
  }

  /// Marks the document of that id deleted; returns whether there was one.
  mutating func delete(id: UnsafeRawBufferPointer) -> Bool {
    let hash = IDColumn.hash(id)
    guard
      let doc = idTable.remove(
        hash,
        where: { [idHashes, idStarts] other in
          idHashes[Int(other)] == hash
            && UnsafeRawBufferPointer(
              start: ids.base + idStarts[Int(other)], count: idStarts[Int(other) + 1] - idStarts[Int(other)]
            ).elementsEqual(id)
        })
    else { return false }
    dead.append(doc)
    return true
  }

  /// Writes the segment and forgets the documents.
  mutating func flush(_ schema: Schema, _ shared: WriterShared) throws(IndexError) -> PendingSegment {
    let output: SegmentOutput
    if let open = self.output {
      output = open
      while storedCount < documents {
        try stored.add(UnsafeRawBufferPointer(start: nil, count: 0), to: output)
        storedCount += 1
      }
      try stored.drain(output)
      try output.end(.stored)
      try output.section(.storedIndex, stored.index)
    } else {
      output = try SegmentOutput(shared.storage, number: shared.takeSegmentNumber())
    }
    let count = Int(documents)
    try IDColumn.write(output, ids: ids, starts: idStarts, hashes: idHashes)
    var buffer = ByteBuffer()
    ordinals.encode(into: &buffer)
    try output.section(.ordinals, buffer)

    var fields: [SegmentMeta.Field] = []
    for number in schema.fields.indices where number < lengths.count {
      var figures = SegmentMeta.Field()
      if !lengths[number].isEmpty {
        while lengths[number].count < count { lengths[number].append(0) }
        figures = try Self.write(lengths: lengths[number], field: number, output)
      }
      if !numbers[number].isEmpty {
        while numbers[number].count < count { numbers[number].append(.nan) }
        buffer.removeAll()
        buffer.reserve(count * 8)
        for value in numbers[number] {
          buffer.append(u64: value.bitPattern)
          if !value.isNaN { figures.documents += 1 }
        }
        try output.section(.numbers, field: UInt16(number), buffer)
      }
      fields.append(figures)
    }

    table.endLookup()
    idTable = IDTable()
    let order = table.sorted()
    for number in fields.indices where !keywords[number].isEmpty {
      try writeKeywords(number, order, count, output)
      var last = UInt32.max
      for pair in keywords[number] where pair.doc != last {
        fields[number].documents += 1
        last = pair.doc
      }
    }
    try writePostings(order, schema, fields, output)
    buffer.removeAll()
    SegmentMeta(
      documents: documents, terms: UInt64(table.count), hasPositions: schema.hasPositions, fields: fields
    ).encode(into: &buffer)
    try output.section(.meta, buffer)
    let (length, checksum) = try output.finish()
    let pending = PendingSegment(
      number: output.number, length: length, checksum: checksum, documents: documents, dead: dead,
      replaced: replaced, isRelative: true)
    reset()
    return pending
  }

  static func write(lengths: [UInt32], field: Int, _ output: SegmentOutput) throws(IndexError)
    -> SegmentMeta.Field
  {
    var figures = SegmentMeta.Field()
    var longest: UInt32 = 0
    for length in lengths {
      longest = max(longest, length)
      figures.totalLength += UInt64(length)
      if length > 0 { figures.documents += 1 }
    }
    var buffer = ByteBuffer(capacity: lengths.count * 4)
    for length in lengths {
      if longest > 0xFFFF { buffer.append(u32: length) } else { buffer.append(u16: UInt16(length)) }
    }
    try output.section(.lengths, field: UInt16(field), buffer)
    return figures
  }

  private borrowing func writeKeywords(_ field: Int, _ order: [UInt32], _ count: Int, _ output: SegmentOutput)
    throws(IndexError)
  {
    var numberOfTerm: [UInt32: UInt32] = [:]
    var values: [[UInt8]] = []
    for index in order where Int(table.states[Int(index)].field) == field {
      let state = table.states[Int(index)]
      numberOfTerm[index] = UInt32(values.count)
      values.append(
        [UInt8](
          UnsafeRawBufferPointer(start: table.keys.base + Int(state.key), count: Int(state.keyLength) - 1)))
    }
    var pairs: [(doc: UInt32, value: UInt32)] = []
    pairs.reserveCapacity(keywords[field].count)
    for pair in keywords[field] { pairs.append((pair.doc, numberOfTerm[pair.value] ?? 0)) }
    try KeywordColumn.write(output, field: field, count: count, pairs: pairs, sortedValues: values)
  }

  private borrowing func writePostings(
    _ order: [UInt32], _ schema: Schema, _ fields: [SegmentMeta.Field], _ output: SegmentOutput
  ) throws(IndexError) {
    var out = ByteBuffer(capacity: 1 << 18)
    var encoder = PostingListEncoder()
    var dictionary = DictionaryWriter()
    var positions = ByteBuffer(capacity: 1 << 12)
    let count = Int(documents)
    let saturation = UnsafeMutablePointer<Float>.allocate(capacity: max(count, 1))
    defer { saturation.deallocate() }
    var saturated = -1
    output.begin()
    for index in order {
      let state = table.states[Int(index)]
      let field = Int(state.field)
      if field != saturated {
        saturated = field
        let average = fields[field].average
        for doc in 0..<count {
          saturation[doc] = Impact.saturation(
            length: lengths[field].isEmpty ? average : Float(lengths[field][doc]), average: average)
        }
      }
      let start = out.count
      encoder.begin(at: start)
      let keeps = schema.hasPositions && schema.fields[field].kind == .text
      try lengths[field].withUnsafeBufferPointer { lengths throws(IndexError) in
        try Self.encode(
          ChainReader(table.arena, state), &encoder, &out, &positions, saturation, lengths.baseAddress, keeps)
      }
      encoder.finish(limit: documents, to: &out)
      try dictionary.add(
        field: state.field,
        key: UnsafeRawBufferPointer(start: table.keys.base + Int(state.key), count: Int(state.keyLength)),
        documents: encoder.documentCount, length: out.count - start)
      if out.count >= 1 << 17 {
        try output.append(out)
        out.removeAll()
      }
    }
    try output.append(out)
    try output.end(.postings)
    try output.section(.dictionary, dictionary.blocks)
    try output.section(.dictionaryIndex, dictionary.index)
  }

  /// Turns the chain of one term into a posting list.
  @inline(__always)
  private static func encode(
    _ chain: ChainReader, _ encoder: inout PostingListEncoder, _ out: inout ByteBuffer,
    _ positions: inout ByteBuffer, _ saturation: UnsafePointer<Float>, _ lengths: UnsafePointer<UInt32>?,
    _ keepsPositions: Bool
  ) throws(IndexError) {
    var reader = chain
    var capacity = positions.capacity / 4
    var values = UnsafeMutableRawPointer(positions.base).assumingMemoryBound(to: UInt32.self)
    var doc = UInt32.max
    var frequency = 0
    while reader.hasNext() {
      let value = reader.next()
      if value & 1 == 1 {
        let position = value &>> 1
        let next = doc &+ reader.next()
        if frequency > 0 {
          try add(doc, frequency, values, saturation, lengths, keepsPositions, &encoder, &out)
        }
        doc = next
        values[0] = position
        frequency = 1
      } else {
        if frequency == capacity {
          positions.count = frequency * 4
          positions.reserve(frequency * 4)
          capacity = positions.capacity / 4
          values = UnsafeMutableRawPointer(positions.base).assumingMemoryBound(to: UInt32.self)
        }
        values[frequency] = values[frequency &- 1] &+ value &>> 1
        frequency &+= 1
      }
    }
    if frequency > 0 {
      try add(doc, frequency, values, saturation, lengths, keepsPositions, &encoder, &out)
    }
  }

  @inline(__always)
  private static func add(
    _ doc: UInt32, _ frequency: Int, _ values: UnsafePointer<UInt32>, _ saturation: UnsafePointer<Float>,
    _ lengths: UnsafePointer<UInt32>?, _ keepsPositions: Bool, _ encoder: inout PostingListEncoder,
    _ out: inout ByteBuffer
  ) throws(IndexError) {
    let tf = Float(frequency)
    try encoder.add(
      doc, frequency: UInt32(truncatingIfNeeded: frequency), positions: values,
      length: lengths?[Int(doc)] ?? 0, impact: tf / (tf + saturation[Int(doc)]),
      keepsPositions: keepsPositions, to: &out)
  }

  private mutating func reset() {
    documents = 0
    table.removeAll()
    ids.removeAll()
    idStarts = [0]
    idHashes.removeAll(keepingCapacity: true)
    idTable = IDTable()
    dead = []
    replaced = 0
    ordinals = OrdinalRuns.Builder()
    for i in lengths.indices {
      lengths[i].removeAll(keepingCapacity: true)
      numbers[i].removeAll(keepingCapacity: true)
      keywords[i].removeAll(keepingCapacity: true)
    }
    columnHeap = 0
    stored.removeAll()
    storedCount = 0
    hasStored = false
    output = nil
  }
}
