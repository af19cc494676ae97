internal import VietCore
internal import VietSegmentation

/// Cuts one field of each document of a JSON lines input; the other fields go along.
///
/// Ranges count from the start of the field's text, escapes resolved.
final class DocumentWorker: TokenizeWorking {
  private var pipeline: TextPipeline
  private var writer: TokenWriter
  /// What writes instead, where terms are asked for.
  private let terms: TermRows?
  private let format: TokenFormat
  private let field: String
  private let file: String
  private let invalid: InvalidUTF8Policy
  private(set) var malformed = 0

  init(
    _ depth: TextPipeline.Depth, _ style: TokenWriter.Style, terms: TermRows? = nil, field: String,
    file: String, invalid: InvalidUTF8Policy
  ) {
    self.terms = terms
    pipeline = TextPipeline(depth)
    writer = TokenWriter(style)
    format = style.format
    self.field = field
    self.file = file
    self.invalid = invalid
  }

  var tokens: Int { terms?.count ?? writer.tokens }

  func work(_ piece: Piece, into output: inout ByteBuffer) throws {
    let bytes = piece.offset == 0 ? ByteOrderMark.skipped(piece.bytes) : piece.bytes
    var reader = JSONLinesReader(bytes, firstLine: piece.line + 1)
    var record = Record()
    while try next(&reader, &record) {
      let text = try prepare(record)
      if let terms {
        terms.startDocument()
        terms.write(text, offset: 0, document: writer.document, into: &output)
        continue
      }
      pipeline.run(text)
      pipeline.units.withUnits { writer.write(text, $0, offset: 0, endsInput: true, into: &output) }
    }
  }

  private func next(_ reader: inout JSONLinesReader, _ record: inout Record) throws -> Bool {
    do throws(RecordError) {
      guard try reader.next(into: &record) else { return false }
    } catch { throw CommandError(file: file, place: .line(error.line), error.detail) }
    malformed += record.malformed
    if record.malformed > 0 && invalid == .strict {
      throw CommandError(
        file: file, place: .line(record.line), "malformed UTF-8 in the document (--invalid replace reads on)")
    }
    return true
  }

  /// Sets what goes along with the tokens; returns the text of the field.
  private func prepare(_ record: borrowing Record) throws -> UnsafeRawBufferPointer {
    var text: UnsafeRawBufferPointer?
    var members = ByteBuffer()
    var json = JSONWriter()
    var id: [UInt8]?
    for i in 0..<record.count {
      let member = record[i]
      let name = String(decoding: member.name, as: UTF8.self)
      if name == field, member.kind == .string {
        text = member.value
        continue
      }
      if name == "id" { id = Array(member.value) }
      guard format == .jsonl else { continue }
      json.key(member.name, &members)
      if member.kind == .string {
        json.string(member.value, &members)
      } else {
        json.raw(member.value, &members)
      }
    }
    guard let text else {
      throw CommandError(
        file: file, place: .line(record.line),
        "the document has no text in '\(field)' (name the field with --field)")
    }
    writer.members = members.array
    writer.document = (id ?? Array(String(record.line).utf8)) + [0x09]
    return text
  }
}
