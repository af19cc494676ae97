internal import VietCore

/// A document to measure on.
struct BenchDocument {
  let id: String
  let text: String

  /// The documents of JSON lines: all string fields but `id`, one after the other.
  static func read(_ bytes: UnsafeRawBufferPointer, named name: String = "built-in sample") throws
    -> [BenchDocument]
  {
    var reader = JSONLinesReader(bytes, firstLine: 1)
    var record = Record()
    var documents: [BenchDocument] = []
    do {
      while try reader.next(into: &record) {
        var id: String?
        var parts: [String] = []
        for i in 0..<record.count where record[i].kind == .string {
          let value = String(decoding: record[i].value, as: UTF8.self)
          if record[i].name.elementsEqual("id".utf8) { id = value } else { parts.append(value) }
        }
        documents.append(BenchDocument(id: id ?? "\(record.line)", text: parts.joined(separator: "\n")))
      }
    } catch { throw CommandError(.bad, file: name, place: .line(error.line), error.detail) }
    return documents
  }
}
