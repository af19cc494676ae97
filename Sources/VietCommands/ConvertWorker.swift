internal import VietCore
internal import VietEncodings

/// Converts pieces of one file.
final class ConvertWorker: PieceWorker {
  private(set) var losses = TextConverter.Losses()
  private var converter: TextConverter
  private var scratch = ByteBuffer(capacity: 0)
  private let file: String

  init(_ converter: TextConverter, file: String) {
    self.converter = converter
    self.file = file
  }

  func work(_ piece: Piece, into output: inout ByteBuffer) throws {
    do {
      losses += try converter.convert(
        piece.bytes, isFirst: piece.offset == 0, isLast: piece.isLast, scratch: &scratch, into: &output)
    } catch {
      // UTF-16 is read as a stream, whose offsets count from the start of the file already.
      let isAbsolute = converter.source == .utf16 && error.code == .invalidBytes
      throw CommandError(
        file: file, place: .byte(error.offset + (isAbsolute ? 0 : piece.offset)),
        "\(error.detail) (\(Self.advice(error.code)))")
    }
  }

  private static func advice(_ code: ConversionError.Code) -> String {
    code == .unmappable ? "see --unmappable" : "see --invalid, or name another encoding"
  }
}
