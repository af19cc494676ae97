internal import VietCore
internal import VietSegmentation

/// Documents of running text: a JSON object a line, or the lines of a plain text.
enum RunningText {
  struct Document {
    /// Its field `id`, else its text.
    let key: UnsafeRawBufferPointer
    /// Its field `source`, else the name of the file.
    let source: String
    let text: UnsafeRawBufferPointer

    /// Whether training leaves it out: one document of `classes` is, by the checksum of its key; 0 leaves out none.
    func isHeldOut(_ classes: Int) -> Bool { classes > 0 && ModelChecksum.of(key) % UInt64(classes) == 0 }
  }

  /// Calls `body` with each document of a file. The first byte tells which of the two forms it has.
  static func forEachDocument(_ path: String, _ body: (Document) throws -> Void) throws {
    var buffer = ByteBuffer()
    let input = try Input.openUnpacking(path)
    try input.readAll(into: &buffer)
    let bytes = UnsafeRawBufferPointer(start: buffer.base, count: buffer.count)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if bytes.first == UInt8(ascii: "{") {
      try forEachObject(bytes, path: path, name: name, body)
    } else {
      var reader = LineReader(bytes, firstLine: 1)
      while let line = reader.next() {
        try withSoundText(line) { try body(Document(key: $0, source: name, text: $0)) }
      }
    }
  }

  private static func forEachObject(
    _ bytes: UnsafeRawBufferPointer, path: String, name: String, _ body: (Document) throws -> Void
  ) throws {
    var reader = JSONLinesReader(bytes, firstLine: 1)
    var record = Record()
    while true {
      do throws(RecordError) {
        guard try reader.next(into: &record) else { return }
      } catch { throw CommandError(file: path, place: .line(error.line), error.detail) }
      var text: UnsafeRawBufferPointer?
      var key: UnsafeRawBufferPointer?
      var source = name
      for i in 0..<record.count {
        let field = record[i]
        switch String(decoding: field.name, as: UTF8.self) {
        case "text": text = field.value
        case "id": key = field.value
        case "source": source = String(decoding: field.value, as: UTF8.self)
        default: break
        }
      }
      guard let text else {
        throw CommandError(file: path, place: .line(record.line), "a document without the field 'text'")
      }
      try body(Document(key: key ?? text, source: source, text: text))
    }
  }

  private static func withSoundText(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    var sound = ByteBuffer(capacity: bytes.count)
    MalformedUTF8.replace(bytes, into: &sound)
    try sound.withBytes(body)
  }
}
