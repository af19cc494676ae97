internal import VietCore
internal import VietOrthography

/// Rewrites pieces of one file.
final class NormalizeWorker: PieceWorker {
  private var stream: NormalizerStream
  private let file: String

  init(_ stream: consuming NormalizerStream, file: String) {
    self.stream = stream
    self.file = file
  }

  var replacements: Int { stream.replacements }

  func work(_ piece: Piece, into output: inout ByteBuffer) throws {
    do { try stream.rewrite(piece.bytes, origin: piece.offset, into: &output) } catch {
      throw CommandError(malformed: error, file: file)
    }
  }
}

extension CommandError {
  /// Bytes that are no UTF-8, under `--invalid strict`.
  init(malformed error: MalformedUTF8Error, file: String) {
    let digits = String(error.byte, radix: 16, uppercase: true)
    self.init(
      file: file, place: .byte(error.offset),
      "the byte 0x\(digits) starts no UTF-8 sequence (see --invalid, or viet convert)")
  }
}
