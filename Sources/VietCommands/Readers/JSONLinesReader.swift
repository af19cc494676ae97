internal import VietCore

/// Reads one JSON object a line; blank lines are passed over.
package struct JSONLinesReader {
  private var lines: LineReader

  package init(_ bytes: UnsafeRawBufferPointer, firstLine: Int) {
    lines = LineReader(bytes, firstLine: firstLine)
  }

  /// Reads the next record; false at the end. After an error the next call goes on behind the bad line.
  package mutating func next(into record: inout Record) throws(RecordError) -> Bool {
    while let line = lines.next() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      record.removeAll()
      record.line = lines.line - 1
      do throws(JSONError) { try Self.read(line, into: &record) } catch {
        throw RecordError(line: record.line, detail: error.detail)
      }
      return true
    }
    return false
  }

  /// Reads one object. Names and values are those of the text, in its order.
  static func read(_ line: UnsafeRawBufferPointer, into record: inout Record) throws(JSONError) {
    let bytes = record.sound(line, room: line.count)
    record.scratch.reserve(bytes.count)
    var scanner = JSONScanner(bytes)
    guard try scanner.peekKind() == .object else {
      throw JSONError(code: .unexpected, offset: scanner.position)
    }
    try scanner.expect(0x7B)
    if try !scanner.take(0x7D) {
      repeat {
        let name = try scanner.string(scratch: &record.scratch)
        try scanner.expect(0x3A)
        let kind = try scanner.peekKind()
        let value =
          switch kind {
          case .string: try scanner.string(scratch: &record.scratch)
          case .number: try scanner.number()
          case .bool, .null: try scanner.word()
          case .array, .object: try scanner.skipValue(scratch: &record.scratch)
          }
        record.append(Record.Field(name: name, value: value, kind: kind))
      } while try scanner.take(0x2C)
      try scanner.expect(0x7D)
    }
    try scanner.expectEnd()
    record.malformed += scanner.loneSurrogates
  }
}
