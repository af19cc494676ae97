internal import VietCore
internal import VietIndex

/// Writes the text fields of a snapshot in the Common Index File Format (Lin et al. 2020): a header, the posting lists
/// in the order of their terms, then the documents, each a protocol buffer behind its length.
///
/// Documents are numbered anew from 0 without those deleted. With several text fields a term has the name of its field
/// and a colon before it, and the length of a document is that of all. Memory: that of the terms.
struct CIFFExport: ~Copyable {
  private struct Term {
    let spelling: [UInt8]
    let field: Int
    let folded: [UInt8]
    let form: [UInt8]
  }

  private let snapshot: Snapshot
  private var out = ByteBuffer(capacity: 1 << 16)
  private let fields: [Int]

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    fields = snapshot.schema.fields.indices.filter { snapshot.schema.fields[$0].kind == .text }
  }

  /// `watch` is told, now and then, how many bytes of the index are done, taken in proportion to the terms, and how many
  /// documents.
  mutating func write(to output: borrowing Output, watch: (Int, Int) -> Void) throws {
    let terms = try terms()
    let bytes = snapshot.commit.bytes
    // Deleted documents leave no gaps.
    var numbers = [UInt32](repeating: 0, count: snapshot.documentLimit)
    var live: UInt32 = 0
    var total = 0
    for document in 0..<UInt32(snapshot.documentLimit) where !snapshot.isDeleted(document) {
      numbers[Int(document)] = live
      live += 1
      total += length(of: document)
    }
    var header = ProtocolBuffer()
    header.number(1, 1)
    header.number(2, UInt64(terms.count))
    header.number(3, UInt64(live))
    header.number(4, UInt64(terms.count))
    header.number(5, UInt64(live))
    header.number(6, UInt64(total))
    header.double(7, live == 0 ? 0 : Double(total) / Double(live))
    header.bytes(8, Array("viet index export --format ciff".utf8))
    try write(header, output)
    for (number, term) in terms.enumerated() {
      if number % 1024 == 0 { watch(bytes / terms.count * number, 0) }
      let postings = try snapshot.postings(field: term.field, folded: term.folded, form: term.form)
      var list = ProtocolBuffer()
      list.bytes(1, term.spelling)
      list.number(2, UInt64(postings.count))
      list.number(3, postings.reduce(0) { $0 + UInt64($1.frequency) })
      var last: UInt32 = 0
      for (document, frequency) in postings {
        let number = numbers[Int(document)]
        var posting = ProtocolBuffer()
        posting.number(1, UInt64(number - last))
        posting.number(2, UInt64(frequency))
        list.message(4, posting)
        last = number
      }
      try write(list, output)
    }
    for document in 0..<UInt32(snapshot.documentLimit) where !snapshot.isDeleted(document) {
      var id = ByteBuffer()
      try snapshot.id(of: document, into: &id)
      var record = ProtocolBuffer()
      if document % 1024 == 0 { watch(bytes, Int(numbers[Int(document)])) }
      record.number(1, UInt64(numbers[Int(document)]))
      record.bytes(2, id.array)
      record.number(3, UInt64(length(of: document)))
      try write(record, output)
    }
    try output.write(out)
  }

  private func length(of document: UInt32) -> Int {
    var sum = 0
    for field in fields { sum += snapshot.length(of: document, field: field) }
    return sum
  }

  private func terms() throws(IndexError) -> [Term] {
    var terms: [Term] = []
    let (snapshot, fields) = (snapshot, fields)
    try snapshot.forEachTerm { term in
      guard fields.contains(term.field) else { return true }
      let spelling = term.folded.withUnsafeBytes { folded in
        term.form.withUnsafeBytes { TermSpelling.spelling(folded: folded, form: $0) }
      }
      let prefix = fields.count > 1 ? snapshot.schema.fields[term.field].name + ":" : ""
      terms.append(
        Term(
          spelling: Array((prefix + spelling).utf8), field: term.field, folded: term.folded, form: term.form))
      return true
    }
    terms.sort { $0.spelling.lexicographicallyPrecedes($1.spelling) }
    return terms
  }

  private mutating func write(_ message: ProtocolBuffer, _ output: borrowing Output) throws {
    ProtocolBuffer.append(UInt64(message.content.count), to: &out)
    message.content.withUnsafeBytes { out.append($0) }
    if out.count >= 1 << 16 {
      try output.write(out)
      out.removeAll()
    }
  }
}

/// The fields of one message of Protocol Buffers, version 3: those that are 0 or empty are left out.
private struct ProtocolBuffer {
  private(set) var content: [UInt8] = []

  mutating func number(_ field: UInt64, _ value: UInt64) {
    guard value != 0 else { return }
    varint(field << 3)
    varint(value)
  }

  mutating func double(_ field: UInt64, _ value: Double) {
    guard value != 0 else { return }
    varint(field << 3 | 1)
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      content.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
    }
  }

  mutating func bytes(_ field: UInt64, _ value: [UInt8]) {
    guard !value.isEmpty else { return }
    varint(field << 3 | 2)
    varint(UInt64(value.count))
    content += value
  }

  mutating func message(_ field: UInt64, _ value: ProtocolBuffer) {
    varint(field << 3 | 2)
    varint(UInt64(value.content.count))
    content += value.content
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      content.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    content.append(UInt8(rest))
  }

  static func append(_ value: UInt64, to out: inout ByteBuffer) {
    var rest = value
    while rest >= 0x80 {
      out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    out.append(UInt8(rest))
  }
}
