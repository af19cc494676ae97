internal import VietCore

/// Writes the terms of the pieces of one input.
final class TermWorker: TokenizeWorking {
  private let rows: TermRows
  private let file: String
  private let invalid: InvalidUTF8Policy
  private(set) var malformed = 0

  init(_ rows: TermRows, file: String, invalid: InvalidUTF8Policy) {
    self.rows = rows
    self.file = file
    self.invalid = invalid
  }

  var tokens: Int { rows.count }

  func work(_ piece: Piece, into output: inout ByteBuffer) throws {
    let text = piece.offset == 0 ? ByteOrderMark.skipped(piece.bytes) : piece.bytes
    let offset = piece.offset + piece.bytes.count - text.count
    if invalid == .strict {
      do throws(MalformedUTF8Error) { try MalformedUTF8.check(text, origin: offset) } catch {
        throw CommandError(
          file: file, place: .byte(error.offset), "\(error.description) (--invalid replace reads on)")
      }
    }
    malformed += MalformedUTF8.forEachPart(of: text) { _, _ in }
    rows.write(text, offset: offset, into: &output)
  }
}
