internal import VietCommands
internal import VietCore
internal import VietKernels

/// JSON Lines, CSV, TSV, gzip and Zstandard as anyone may hand them in.
enum RecordFuzzing {
  static func run(_ bytes: UnsafeRawBufferPointer) throws {
    var input = FuzzInput(bytes)
    switch input.byte() % 4 {
    case 0: try jsonLines(input.rest)
    case 1: try delimited(input.rest, .csv)
    case 2: try delimited(input.rest, .tsv)
    default:
      if let value = try? JSONValue.parse(input.rest) { _ = value["name"] }
    }
  }

  private static func jsonLines(_ text: UnsafeRawBufferPointer) throws {
    var reader = JSONLinesReader(text, firstLine: 1)
    var record = Record()
    var lines = 0
    while true {
      do {
        guard try reader.next(into: &record) else { break }
        try check(record)
        lines = record.line
      } catch let error as RecordError {
        try demand(error.line > lines, "lines ascend", "\(error)")
        lines = error.line
      }
    }
  }

  private static func delimited(_ text: UnsafeRawBufferPointer, _ dialect: DelimitedReader.Dialect) throws {
    guard let header = try? DelimitedReader.header(text, dialect: dialect) else { return }
    let body = UnsafeRawBufferPointer(rebasing: text[header.length...])
    let whole = try rows(body, header.names, dialect)
    // Where the input may be cut for several readers, cutting changes nothing.
    let cut = DelimitedReader.cut(body, dialect: dialect)
    try demand((0...body.count).contains(cut), "a cut lies in the text")
    let first = try rows(UnsafeRawBufferPointer(rebasing: body[..<cut]), header.names, dialect)
    let second = try rows(UnsafeRawBufferPointer(rebasing: body[cut...]), header.names, dialect)
    // After an error the readers go on at the next line, which a cut may have given to the second part.
    if !whole.hasErrors {
      try demand(first.values + second.values == whole.values, "cutting changes nothing")
    }
  }

  private static func rows(
    _ text: UnsafeRawBufferPointer, _ names: [[UInt8]], _ dialect: DelimitedReader.Dialect
  ) throws -> (values: [[[UInt8]]], hasErrors: Bool) {
    var reader = DelimitedReader(text, dialect: dialect, firstLine: 1)
    var record = Record()
    var values: [[[UInt8]]] = []
    var hasErrors = false
    while true {
      do {
        guard try reader.next(names: names, into: &record) else { break }
        try check(record)
        values.append((0..<record.count).map { Array(record[$0].value) })
      } catch is RecordError { hasErrors = true }
    }
    return (values, hasErrors)
  }

  private static func check(_ record: borrowing Record) throws {
    for i in 0..<record.count {
      try demand(UTF8Validation.isValid(record[i].value), "values are valid UTF-8")
      try demand(UTF8Validation.isValid(record[i].name), "names are valid UTF-8")
    }
  }

  /// Unpacks; a bomb is bounded by the reader's buffer, so only the first MiB is looked at.
  static func unpack(_ bytes: UnsafeRawBufferPointer) throws {
    let unpacker = Decompressor(Packing(firstBytes: bytes), firstBytes: bytes)
    let target = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 1)
    defer { target.deallocate() }
    var total = 0
    do {
      while total < 1 << 20 {
        let n = try unpacker.read(into: target) { _ in 0 }
        try demand(n <= target.count, "no more than there is room for")
        if n == 0 { break }
        total += n
      }
    } catch is Decompressor.Failure {}
  }
}
