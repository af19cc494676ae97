internal import VietCore
internal import VietKernels

/// Checks that the parts of one segment agree with one another. Each check throws `corrupt` at the first fault.
struct SegmentCheck {
  private let segment: Segment
  private let schema: Schema

  init(_ segment: Segment, _ schema: Schema) {
    self.segment = segment
    self.schema = schema
  }

  /// `watch` is told how many bytes are behind, of which the postings are taken for the last.
  func run(_ watch: (Int) -> Void) throws(IndexError) {
    try checkFields()
    try checkIDs()
    try checkOrdinals()
    try checkStored()
    try checkTerms(watch)
  }

  /// Terms from one call of `watch` to the next.
  private static let watchStep = 1024

  private func fault(_ what: String) -> IndexError { .corrupt(segment.file, 0, what) }

  private func checkFields() throws(IndexError) {
    guard segment.meta.fields.count <= schema.fields.count else {
      throw fault("the segment has more fields than the schema")
    }
    for (number, figures) in segment.meta.fields.enumerated() {
      if let lengths = segment.lengths(of: number) {
        var total: UInt64 = 0
        var documents: UInt32 = 0
        for doc in 0..<segment.documents {
          total += UInt64(lengths[doc])
          if lengths[doc] > 0 { documents += 1 }
        }
        guard total == figures.totalLength, documents == figures.documents else {
          throw fault("the lengths of field \(number) do not add up")
        }
      }
      guard let column = segment.keywords(of: number) else { continue }
      for value in 1..<max(1, column.valueCount)
      where !TermDictionary.isBefore(column.value(value - 1), column.value(value)) {
        throw fault("the values of field \(number) are out of order")
      }
    }
  }

  private func checkIDs() throws(IndexError) {
    for doc in 0..<segment.documents {
      guard let id = segment.ids[Int(doc)] else {
        throw fault("the id of document \(doc) lies outside its section")
      }
      var found = false
      segment.ids.find(id, hash: IDColumn.hash(id)) { if $0 == doc { found = true } }
      guard found else { throw fault("document \(doc) can't be found by its id") }
    }
  }

  private func checkOrdinals() throws(IndexError) {
    for doc in 1..<max(1, segment.documents) where segment.ordinals[doc - 1] >= segment.ordinals[doc] {
      throw fault("the ordinal of document \(doc) is not above the one before")
    }
  }

  private func checkStored() throws(IndexError) {
    guard let stored = segment.stored else { return }
    var buffer = ByteBuffer()
    var next = 0
    for block in 0..<stored.blocks {
      let documents = stored.documents(block)
      guard documents.lowerBound == next else {
        throw fault("blocks of stored fields do not follow one another")
      }
      next = documents.upperBound
      try stored.unpack(block, into: &buffer)
      for doc in documents {
        let range = try stored.find(doc, block: block, in: buffer)
        let isSound = StoredFields.values(
          UnsafeRawBufferPointer(start: buffer.base + range.lowerBound, count: range.count)
        ) { _, _ in }
        guard isSound else { throw fault("the stored fields of document \(doc) can't be read") }
      }
    }
    guard next == Int(segment.documents) else { throw fault("documents without stored fields") }
  }

  private func checkTerms(_ watch: (Int) -> Void) throws(IndexError) {
    let before = segment.mapped.count - segment.dictionary.postings.count
    var iterator = segment.dictionary.terms()
    var previous = ByteBuffer()
    var end = 0
    var count = 0
    let docs = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockSize)
    let sums = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockSize)
    defer {
      docs.deallocate()
      sums.deallocate()
    }
    var positions: [UInt32] = []
    while iterator.next() {
      let isInOrder = iterator.withKey { key in
        previous.withBytes { count == 0 || TermDictionary.isBefore($0, key) }
      }
      guard isInOrder else { throw fault("term \(count) of the dictionary is out of order") }
      guard iterator.postingBytes.lowerBound == end, let list = iterator.postings else {
        throw fault("the postings of term \(count) do not follow those before")
      }
      end = iterator.postingBytes.upperBound
      if count % Self.watchStep == 0 { watch(before + end) }
      let field = iterator.withKey { Int($0.first ?? 0) }
      guard field < segment.meta.fields.count else { throw fault("term \(count) belongs to no field") }
      try check(list, field, count, docs, sums, &positions)
      previous.removeAll()
      iterator.withKey { previous.append($0) }
      count += 1
    }
    guard !iterator.isDamaged, count == segment.dictionary.count else {
      throw fault("the dictionary ends before term \(segment.dictionary.count)")
    }
    guard end == segment.dictionary.postings.count else { throw fault("postings that belong to no term") }
  }

  private func check(
    _ list: PostingList, _ field: Int, _ term: Int, _ docs: UnsafeMutablePointer<UInt32>,
    _ sums: UnsafeMutablePointer<UInt32>, _ positions: inout [UInt32]
  ) throws(IndexError) {
    let fault = fault("the postings of term \(term) can't be read")
    let lengths = segment.meta.hasPositions ? segment.lengths(of: field) : nil
    var parts = PostingList.Block()
    var last: Int64 = -1
    for block in 0..<list.blocks {
      guard list.decode(block, into: docs, &parts) else { throw fault }
      list.decodeSums(parts, into: sums)
      var bit = parts.positions
      for i in 0..<parts.count {
        guard Int64(docs[i]) > last, docs[i] < segment.documents else { throw fault }
        last = Int64(docs[i])
        let frequency = i == 0 ? sums[0] &+ 1 : sums[i] &- sums[i - 1]
        guard i == 0 || sums[i] > sums[i - 1] else { throw fault }
        guard let lengths else { continue }
        let length = lengths[docs[i]]
        guard frequency <= length else { throw fault }
        if positions.count < Int(frequency) { positions = [UInt32](repeating: 0, count: Int(frequency) * 2) }
        let isSound = positions.withUnsafeMutableBufferPointer {
          list.decodePositions(parts, at: bit, count: Int(frequency), length: length, into: $0.baseAddress!)
        }
        guard isSound else { throw fault }
        for j in 1..<max(1, Int(frequency)) where positions[j] <= positions[j - 1] { throw fault }
        bit += AscendingSet.bitCount(Int(frequency), Int(length))
      }
      guard parts.end - bit < 8 else { throw fault }
    }
  }
}
