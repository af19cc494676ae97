internal import VietCore
internal import VietIndex
internal import VietSearch

/// Turns pieces of an input into documents; one a thread. What is wrong with records goes to its output, a line each.
final class IngestWorker: PieceWorker {
  /// What one worker saw.
  struct Counts {
    var documents = 0
    var badRecords = 0
    var badValues = 0
    var malformed = 0

    static func + (a: Counts, b: Counts) -> Counts {
      Counts(
        documents: a.documents + b.documents, badRecords: a.badRecords + b.badRecords,
        badValues: a.badValues + b.badValues, malformed: a.malformed + b.malformed)
    }
  }

  private let plan: FieldPlan
  private let options: IngestOptions
  /// Nothing: documents go to the writer itself.
  private let builder: SegmentBuilder?
  private(set) var counts = Counts()
  private let documentsSoFar: Monitor<Int>

  private var record = Record()
  private var document = Document()
  private var known: [(name: [UInt8], action: FieldPlan.Action)] = []
  private var file = ""
  private var format = RecordFormat.text
  private var names: [[UInt8]] = []
  private var base: UInt64 = 0
  private var namesLines = false

  init(plan: FieldPlan, options: IngestOptions, builder: SegmentBuilder?, documentsSoFar: Monitor<Int>) {
    self.plan = plan
    self.options = options
    self.builder = builder
    self.documentsSoFar = documentsSoFar
  }

  /// Says what comes next. `base` is the ordinal of the input's first byte; `namesLines`: an id made of a line
  /// number has the file's name before it.
  func begin(_ file: String, _ format: RecordFormat, names: [[UInt8]], base: UInt64, namesLines: Bool) {
    self.file = file
    self.format = format
    self.names = names
    self.base = base
    self.namesLines = namesLines
  }

  func work(_ piece: Piece, into output: inout ByteBuffer) throws {
    try Interruption.check()
    let before = counts.documents
    defer { documentsSoFar.update { $0 += counts.documents - before } }
    var ordinal = base + UInt64(piece.offset)
    switch format {
    case .jsonl:
      let bytes = piece.offset == 0 ? ByteOrderMark.skipped(piece.bytes) : piece.bytes
      var reader = JSONLinesReader(bytes, firstLine: piece.line + 1)
      try each(&ordinal, into: &output) { record throws(RecordError) in try reader.next(into: &record) }
    case .csv, .tsv:
      var bytes = piece.bytes
      let dialect: DelimitedReader.Dialect = format == .csv ? .csv : .tsv
      var firstLine = piece.line + 1
      if piece.offset == 0 {
        let sound = ByteOrderMark.skipped(bytes)
        let (first, length) = try DelimitedReader.header(sound, dialect: dialect)
        if names.isEmpty { names = first }
        firstLine += sound[..<length].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        bytes = UnsafeRawBufferPointer(rebasing: sound[length...])
      }
      var reader = DelimitedReader(bytes, dialect: dialect, firstLine: firstLine)
      try each(&ordinal, into: &output) { record throws(RecordError) in
        try reader.next(names: names, into: &record)
      }
    case .text:
      let bytes = piece.offset == 0 ? ByteOrderMark.skipped(piece.bytes) : piece.bytes
      var reader = LineReader(bytes, firstLine: piece.line + 1)
      try each(&ordinal, into: &output) { record throws(RecordError) in
        guard let line = reader.next() else { return false }
        record.removeAll()
        record.line = reader.line - 1
        record.append(Self.text(record.sound(line, room: line.count)))
        return true
      }
    }
  }

  /// Adds a whole file as one document.
  func addWhole(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) throws {
    var ordinal = base
    var isRead = false
    try each(&ordinal, into: &output) { record throws(RecordError) in
      if isRead { return false }
      isRead = true
      record.removeAll()
      record.line = 0
      record.append(Self.text(record.sound(ByteOrderMark.skipped(bytes), room: bytes.count)))
      return true
    }
  }

  private static let textName = StaticString("text")

  private static func text(_ value: UnsafeRawBufferPointer) -> Record.Field {
    Record.Field(
      name: UnsafeRawBufferPointer(start: textName.utf8Start, count: textName.utf8CodeUnitCount),
      value: value,
      kind: .string)
  }

  // MARK: - Records

  private func each(
    _ ordinal: inout UInt64, into output: inout ByteBuffer,
    _ next: (inout Record) throws(RecordError) -> Bool
  ) throws {
    while true {
      do throws(RecordError) {
        guard try next(&record) else { return }
        if record.malformed > 0 {
          counts.malformed += record.malformed
          if options.refusesMalformed {
            throw RecordError(
              line: max(1, record.line), detail: "malformed UTF-8 (drop --invalid strict to replace it)")
          }
        }
        try makeKnown()
      } catch {
        if options.isStrict || options.refusesMalformed && record.malformed > 0 {
          throw CommandError(file: file, place: .line(error.line), error.detail)
        }
        counts.badRecords += 1
        if !options.isQuiet { output.append("viet: \(file):\(error.line): \(error.detail) (skipped)\n") }
        continue
      }
      do throws(RecordError) { try fill() } catch {
        if options.isStrict { throw CommandError(file: file, place: .line(error.line), error.detail) }
        counts.badRecords += 1
        if !options.isQuiet { output.append("viet: \(file):\(error.line): \(error.detail) (skipped)\n") }
        continue
      }
      try add(ordinal)
      counts.documents += 1
      ordinal += 1
    }
  }

  private func add(_ ordinal: UInt64) throws {
    do throws(IndexError) {
      if let builder {
        plan.enter()
        defer { plan.leave() }
        try builder.add(document, ordinal: ordinal)
      } else {
        try plan.alone { writer throws(IndexError) in try writer.add(document) }
      }
    } catch { throw CommandError(error, folder: options.folder) }
  }

  /// Learns what to do with the fields that were not seen before.
  private func makeKnown() throws(RecordError) {
    for i in 0..<record.count where action(i) == nil {
      let field = record[i]
      let name = fieldName(i)
      do throws(IndexError) {
        if let action = try plan.action(for: name, field.kind) { known.append((Array(name), action)) }
      } catch { throw RecordError(line: max(1, record.line), detail: error.description) }
    }
  }

  private func fieldName(_ i: Int) -> UnsafeRawBufferPointer {
    guard format == .csv || format == .tsv else { return record[i].name }
    return names[i].withUnsafeBytes { $0 }
  }

  private func action(_ i: Int) -> FieldPlan.Action? {
    let name = fieldName(i)
    // Records name their fields in one order: try the place of the last one first.
    if i < known.count, known[i].name.elementsEqual(name) { return known[i].action }
    return known.first { $0.name.elementsEqual(name) }?.action
  }

  /// Makes the document of the record.
  private func fill() throws(RecordError) {
    document.removeAll()
    let line = max(1, record.line)
    var id: UnsafeRawBufferPointer?
    for i in 0..<record.count where action(i) == .id {
      switch record[i].kind {
      case .string, .number: id = record[i].value
      default: throw RecordError(line: line, detail: "the id is neither a string nor a number")
      }
    }
    if let id {
      guard !id.isEmpty else { throw RecordError(line: line, detail: "the id is empty") }
      guard id.count <= 65_535 else {
        throw RecordError(line: line, detail: "the id is longer than 65535 bytes")
      }
      document.setID(id)
    } else if plan.settings.id != nil, format != .text {
      throw RecordError(
        line: line, detail: "there is no field \(String(decoding: plan.idName, as: UTF8.self)) for the id")
    } else if record.line == 0 {
      document.setID(file)
    } else {
      document.setID(namesLines ? "\(file):\(line)" : "\(line)")
    }
    for i in 0..<record.count {
      guard let action = action(i) else { continue }
      add(record[i].value, record[i].kind, action)
    }
  }

  private func add(_ value: UnsafeRawBufferPointer, _ kind: JSONScanner.Kind, _ action: FieldPlan.Action) {
    switch kind {
    case .null: return
    case .array: return addEach(value, action)
    case .object:
      if action != .leaveOut { counts.badValues += 1 }
      return
    case .string, .number, .bool: break
    }
    switch action {
    case .leaveOut, .id: return
    case .text(let field): document.add(value, to: field)
    case .number(let field):
      guard let number = Double(String(decoding: value, as: UTF8.self)), !number.isNaN else {
        if !value.isEmpty { counts.badValues += 1 }
        return
      }
      document.add(number, spelling: value, to: field)
    case .date(let field):
      guard let seconds = ISODate.seconds(value) else {
        if !value.isEmpty { counts.badValues += 1 }
        return
      }
      document.add(seconds, spelling: value, to: field)
    }
  }

  /// Each value of an array is a value of the field.
  private func addEach(_ array: UnsafeRawBufferPointer, _ action: FieldPlan.Action) {
    guard action != .leaveOut, action != .id else { return }
    var scanner = JSONScanner(array)
    var scratch = ByteBuffer(capacity: array.count)
    do throws(JSONError) {
      try scanner.expect(0x5B)
      if try scanner.take(0x5D) { return }
      repeat {
        let kind = try scanner.peekKind()
        switch kind {
        case .string: add(try scanner.string(scratch: &scratch), kind, action)
        case .number: add(try scanner.number(), kind, action)
        case .bool, .null: add(try scanner.word(), kind, action)
        case .array, .object:
          _ = try scanner.skipValue(scratch: &scratch)
          counts.badValues += 1
        }
      } while try scanner.take(0x2C)
    } catch { counts.badValues += 1 }
  }
}
