internal import VietCore

/// Figures of a segment that opening needs: its `meta` section.
struct SegmentMeta: Sendable {
  struct Field: Sendable {
    /// Sum of the field's lengths over all documents.
    var totalLength: UInt64 = 0
    /// Documents that have the field.
    var documents: UInt32 = 0

    var average: Float { documents == 0 ? 1 : Float(Double(totalLength) / Double(documents)) }
  }

  var documents: UInt32
  var terms: UInt64
  var hasPositions: Bool
  var fields: [Field]

  func encode(into buffer: inout ByteBuffer) {
    buffer.append(u32: documents)
    buffer.append(u16: UInt16(fields.count))
    buffer.append(u16: hasPositions ? 1 : 0)
    buffer.append(u64: terms)
    for field in fields {
      buffer.append(u64: field.totalLength)
      buffer.append(u32: field.documents)
      buffer.append(u32: 0)
    }
  }

  /// `nil` if the bytes can't be a meta section.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 16, let base = bytes.baseAddress else { return nil }
    documents = base.u32(0)
    let count = Int(base.u16(4))
    guard bytes.count == 16 + count * 16, count <= Schema.fieldLimit, base.u16(6) < 2 else { return nil }
    hasPositions = base.u16(6) == 1
    terms = base.u64(8)
    fields = (0..<count).map {
      Field(totalLength: base.u64(16 + $0 * 16), documents: base.u32(24 + $0 * 16))
    }
    guard documents <= TermTable.documentLimit, terms < 1 << 40 else { return nil }
  }

  init(documents: UInt32, terms: UInt64, hasPositions: Bool, fields: [Field]) {
    self.documents = documents
    self.terms = terms
    self.hasPositions = hasPositions
    self.fields = fields
  }
}
