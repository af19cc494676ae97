internal import VietCore
internal import VietIndex

/// The stored fields of one document, copied out of the index.
struct StoredDocument {
  let id: [UInt8]
  /// Number of the field and value, in the order added.
  var values: [(field: Int, value: [UInt8])] = []

  init(_ document: UInt32, in snapshot: Snapshot) throws(IndexError) {
    var name = ByteBuffer()
    try snapshot.id(of: document, into: &name)
    id = name.array
    var values: [(field: Int, value: [UInt8])] = []
    try snapshot.stored(document) { field, value in
      if field < snapshot.schema.fields.count { values.append((field, Array(value))) }
    }
    self.values = values
  }

  /// Writes the members: a field with several values is an array, numbers are numbers.
  func write(_ schema: Schema, _ writer: inout JSONWriter, _ out: inout ByteBuffer) {
    var done: [Int] = []
    for (field, _) in values where !done.contains(field) {
      done.append(field)
      writer.key(schema.fields[field].name, &out)
      let same = values.filter { $0.field == field }
      if same.count > 1 { writer.beginArray(&out) }
      for (_, value) in same {
        value.withUnsafeBytes { bytes in
          if schema.fields[field].kind == .number, Self.isNumber(bytes) {
            writer.raw(bytes, &out)
          } else {
            writer.string(bytes, &out)
          }
        }
      }
      if same.count > 1 { writer.endArray(&out) }
    }
  }

  private static func isNumber(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var scanner = JSONScanner(bytes)
    do throws(JSONError) {
      guard try scanner.peekKind() == .number else { return false }
      return try scanner.number().count == bytes.count
    } catch { return false }
  }
}
