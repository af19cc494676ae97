internal import VietCore

/// Reads CSV (RFC 4180) or TSV: the first line names the fields.
///
/// A quote opens a field only at its start; inside, two of them are one. In TSV quotes mean nothing and a field
/// can hold neither tab nor line break. LF and CR LF both end a line.
package struct DelimitedReader {
  package enum Dialect: Sendable { case csv, tsv }

  private let bytes: UnsafeRawBufferPointer
  private let dialect: Dialect
  private let separator: UInt8
  private var position = 0
  private var line: Int

  package init(_ bytes: UnsafeRawBufferPointer, dialect: Dialect, firstLine: Int) {
    self.bytes = bytes
    self.dialect = dialect
    separator = dialect == .csv ? 0x2C : 0x09
    line = firstLine
  }

  /// Reads the next record; false at the end. `names` is the header. After an error the next call goes on at the
  /// line that follows the bad record's first one.
  package mutating func next(names: [[UInt8]], into record: inout Record) throws(RecordError) -> Bool {
    while true {
      let start = position
      guard start < bytes.count else { return false }
      record.removeAll()
      record.line = line
      record.scratch.reserve(bytes.count - start)
      do throws(RecordError) { try fields(into: &record) } catch {
        resume(after: start)
        throw error
      }
      // An empty line is no record.
      if record.count == 1, record[0].value.isEmpty, names.count > 1 || position - start <= 2 { continue }
      guard record.count == names.count else {
        let found = record.count
        throw RecordError(
          line: record.line,
          detail: "\(found) \(found == 1 ? "field" : "fields") where the header names \(names.count)")
      }
      return true
    }
  }

  /// Reads the header of an input. Returns the names and how many bytes it took.
  package static func header(
    _ bytes: UnsafeRawBufferPointer, dialect: Dialect
  ) throws(RecordError) -> (names: [[UInt8]], length: Int) {
    var reader = DelimitedReader(bytes, dialect: dialect, firstLine: 1)
    var record = Record()
    record.line = 1
    record.scratch.reserve(bytes.count)
    guard !bytes.isEmpty else { return ([], 0) }
    try reader.fields(into: &record)
    return ((0..<record.count).map { Array(record[$0].value) }, reader.position)
  }

  /// Reads the fields of one record, nameless, and the line break behind them.
  private mutating func fields(into record: inout Record) throws(RecordError) {
    var first = true
    repeat {
      if !first { position += 1 }
      first = false
      let isQuoted = dialect == .csv && position < bytes.count && bytes[position] == 0x22
      let value = record.sound(isQuoted ? try quoted(into: &record) : plain(), room: bytes.count)
      record.append(
        Record.Field(name: UnsafeRawBufferPointer(start: nil, count: 0), value: value, kind: .string))
    } while position < bytes.count && bytes[position] == separator
    if position < bytes.count, bytes[position] == 0x0D { position += 1 }
    if position < bytes.count { position += 1 }
    line += 1
  }

  private mutating func plain() -> UnsafeRawBufferPointer {
    let start = position
    while position < bytes.count, bytes[position] != separator, bytes[position] != 0x0A { position &+= 1 }
    // The CR of a CR LF belongs to the line break.
    if position > start, bytes[position - 1] == 0x0D, position == bytes.count || bytes[position] == 0x0A {
      position -= 1
    }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<position])
  }

  private mutating func quoted(into record: inout Record) throws(RecordError) -> UnsafeRawBufferPointer {
    let opened = record.line
    position += 1
    let start = position
    let mark = record.scratch.count
    var runStart = start
    var isCopied = false
    while true {
      guard position < bytes.count else {
        throw RecordError(line: opened, detail: "a quoted field has no end")
      }
      let byte = bytes[position]
      position &+= 1
      if byte == 0x0A { line += 1 }
      guard byte == 0x22 else { continue }
      guard position < bytes.count, bytes[position] == 0x22 else { break }
      record.scratch.append(UnsafeRawBufferPointer(rebasing: bytes[runStart..<position]))
      isCopied = true
      position &+= 1
      runStart = position
    }
    let end = position - 1
    guard
      position == bytes.count || bytes[position] == separator || bytes[position] == 0x0A
        || (bytes[position] == 0x0D && (position + 1 == bytes.count || bytes[position + 1] == 0x0A))
    else {
      throw RecordError(line: opened, detail: "text follows a quoted field (double the quotes inside it)")
    }
    guard isCopied else { return UnsafeRawBufferPointer(rebasing: bytes[start..<end]) }
    record.scratch.append(UnsafeRawBufferPointer(rebasing: bytes[runStart..<end]))
    return UnsafeRawBufferPointer(start: record.scratch.base + mark, count: record.scratch.count - mark)
  }

  /// Goes to the line after the one that starts at `start`.
  private mutating func resume(after start: Int) {
    let firstLine = line - (start..<min(position, bytes.count)).reduce(0) { $0 + (bytes[$1] == 0x0A ? 1 : 0) }
    position = start
    while position < bytes.count, bytes[position] != 0x0A { position &+= 1 }
    position = min(position + 1, bytes.count)
    line = firstLine + 1
  }

  /// Where `bytes`, which start with a record, may be cut for a parallel reader: behind the last record that ends in
  /// them, 0 where none does.
  package static func cut(_ bytes: UnsafeRawBufferPointer, dialect: Dialect) -> Int {
    if dialect == .tsv { return bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0 }
    var last = 0
    var isQuoted = false
    var atFieldStart = true
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if isQuoted {
        if byte == 0x22 {
          // The second of a pair opens again, as the field's start would.
          isQuoted = false
          atFieldStart = true
          i &+= 1
          continue
        }
      } else if byte == 0x22 {
        if atFieldStart { isQuoted = true }
      } else if byte == 0x0A {
        last = i + 1
      }
      atFieldStart = byte == 0x2C || byte == 0x0A
      i &+= 1
    }
    return last
  }
}
