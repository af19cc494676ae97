internal import VietCore

/// Builds a damaged segment anew from what its documents have stored.
struct SegmentRescue {
  private let segment: Segment
  private let entry: Manifest.Entry
  private let schema: Schema
  private let stored: StoredFields

  /// Heap of the build.
  private static let memory = 48 << 20

  /// `nil` where ids, order or numbers of the documents are damaged, too, or not every field is stored.
  init?(_ segment: Segment, _ entry: Manifest.Entry, _ schema: Schema) {
    let damaged = segment.damagedBytes()
    let needed: [SectionKind] = [.ids, .idOffsets, .ordinals, .numbers, .storedIndex]
    guard let stored = segment.stored, schema.fields.allSatisfy(\.isStored),
      damaged.allSatisfy({ found in !needed.contains { $0.rawValue == found.section?.kind } })
    else { return nil }
    self.segment = segment
    self.entry = entry
    self.schema = schema
    self.stored = stored
  }

  /// Writes the documents that can be read as new segments; returns those and the ids of the others.
  func run(_ shared: WriterShared) throws(IndexError) -> (entries: [Manifest.Entry], lost: [String]) {
    let builder = SegmentBuilder(shared, memory: Self.memory)
    var lost: [String] = []
    var document = Document()
    var buffer = ByteBuffer()
    for block in 0..<stored.blocks {
      var isSound = true
      do throws(IndexError) { try stored.unpack(block, into: &buffer) } catch { isSound = false }
      for doc in stored.documents(block) where doc < Int(entry.documents) {
        if entry.deletions?.contains(UInt32(doc)) ?? false { continue }
        guard let id = segment.ids[doc] else {
          lost.append("document \(doc) of \(segment.file)")
          continue
        }
        document.removeAll()
        document.setID(id)
        if isSound, fill(&document, doc, block, buffer) {
          try builder.add(document, ordinal: segment.ordinals[UInt32(doc)])
        } else {
          lost.append(String(decoding: id, as: UTF8.self))
        }
      }
    }
    try builder.flush()
    let pending = shared.state.update { state in
      defer { state.pending = [] }
      return state.pending
    }
    return (
      pending.map {
        Manifest.Entry(
          number: $0.number, length: $0.length, checksum: $0.checksum, documents: $0.documents,
          ordinalBase: entry.ordinalBase, deletions: nil)
      }, lost
    )
  }

  /// Adds the stored values of a document; `false` if they can't be read.
  private func fill(
    _ document: inout Document, _ doc: Int, _ block: Int, _ buffer: borrowing ByteBuffer
  ) -> Bool {
    guard let range = try? stored.find(doc, block: block, in: buffer) else { return false }
    var values: [(field: Int, bytes: UnsafeRawBufferPointer)] = []
    let isSound = StoredFields.values(
      UnsafeRawBufferPointer(start: buffer.base + range.lowerBound, count: range.count)
    ) { values.append(($0, $1)) }
    guard isSound, values.allSatisfy({ $0.field < schema.fields.count }) else { return false }
    for (field, bytes) in values {
      switch schema.fields[field].kind {
      case .text, .keyword: document.add(bytes, to: field)
      case .number, .date:
        document.add(segment.number(field, UInt32(doc)), spelling: bytes, to: field)
      }
    }
    return true
  }
}
