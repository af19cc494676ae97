internal import VietCore

/// The text that is measured on: of files, or the built-in sample.
struct BenchInput {
  /// Bytes that are used at most: enough for figures that no longer change, little enough to wait for.
  static let limit = 16 << 20
  /// Bytes of the built-in sample.
  static let sampleSize = 4 << 20

  /// What it is called in reports.
  let name: String
  let documents: [BenchDocument]

  /// Reads `files`; nothing named is the built-in sample. Files other than JSON lines are cut into documents at
  /// blank lines.
  init(files: [String]) throws {
    guard !files.isEmpty else {
      name = "built-in sample"
      documents = try BenchSample.documents(bytes: Self.sampleSize, seed: 1)
      return
    }
    var all: [BenchDocument] = []
    var room = Self.limit
    var isCut = false
    for file in files {
      let input = try Input.openUnpacking(file)
      var buffer = ByteBuffer(capacity: 1 << 20)
      while buffer.count <= room, try input.read(into: &buffer, limit: 1 << 20) > 0 {}
      if buffer.count > room {
        isCut = true
        buffer.count = Self.lastLineEnd(buffer, within: room)
      }
      room -= buffer.count
      all += try buffer.withBytes { try Self.split($0, name: file) }
      if isCut { break }
    }
    guard !all.isEmpty else {
      throw CommandError(.bad, file: files[0], "there is no text in it (name another)")
    }
    name = files.joined(separator: ", ") + (isCut ? " (the first \(Self.limit >> 20) MiB)" : "")
    documents = all
  }

  /// All texts, a newline after each.
  var text: ByteBuffer {
    var buffer = ByteBuffer(capacity: documents.reduce(0) { $0 + $1.text.utf8.count + 1 })
    for document in documents {
      buffer.append(document.text)
      buffer.append(0x0A)
    }
    return buffer
  }

  /// The documents as JSON lines.
  var jsonLines: ByteBuffer {
    var buffer = ByteBuffer(capacity: 1 << 20)
    for document in documents {
      var json = JSONWriter()
      json.beginObject(&buffer)
      json.key("id", &buffer)
      json.string(document.id, &buffer)
      json.key("text", &buffer)
      json.string(document.text, &buffer)
      json.endObject(&buffer)
      buffer.append(0x0A)
    }
    return buffer
  }

  private static func split(_ bytes: UnsafeRawBufferPointer, name: String) throws -> [BenchDocument] {
    if RecordFormat(path: name) == .jsonl { return try BenchDocument.read(bytes, named: name) }
    // Malformed bytes become U+FFFD here; the figures are of well-formed text.
    var documents: [BenchDocument] = []
    var paragraph: [Substring] = []
    func finish() {
      if !paragraph.isEmpty {
        documents.append(BenchDocument(id: "\(documents.count + 1)", text: paragraph.joined(separator: "\n")))
      }
      paragraph = []
    }
    for line in String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
        finish()
      } else {
        paragraph.append(line)
      }
    }
    finish()
    return documents
  }

  private static func lastLineEnd(_ buffer: borrowing ByteBuffer, within limit: Int) -> Int {
    var end = limit
    while end > 0, buffer.base[end - 1] != 0x0A { end -= 1 }
    if end > 0 { return end }
    end = limit
    while end > 0, buffer.base[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }
}
