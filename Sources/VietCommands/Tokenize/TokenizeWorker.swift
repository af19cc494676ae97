internal import VietCore
internal import VietSegmentation

/// A worker of `viet tokenize`, with what it counted.
protocol TokenizeWorking: PieceWorker {
  /// Tokens written so far.
  var tokens: Int { get }
  /// Malformed sequences met so far.
  var malformed: Int { get }
}

/// Cuts the pieces of one input and writes their tokens.
final class TokenizeWorker: TokenizeWorking {
  private var pipeline: TextPipeline
  private var writer: TokenWriter
  private let file: String
  private let invalid: InvalidUTF8Policy
  private(set) var malformed = 0

  init(_ depth: TextPipeline.Depth, _ style: TokenWriter.Style, file: String, invalid: InvalidUTF8Policy) {
    pipeline = TextPipeline(depth)
    writer = TokenWriter(style)
    self.file = file
    self.invalid = invalid
  }

  var tokens: Int { writer.tokens }

  func work(_ piece: Piece, into output: inout ByteBuffer) throws {
    var text = piece.bytes
    var offset = piece.offset
    // A byte order mark is no token, but its bytes count.
    if offset == 0, text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF {
      text = UnsafeRawBufferPointer(rebasing: text[3...])
      offset = 3
    }
    pipeline.run(text)
    var count = pipeline.units.count
    let found = pipeline.units.withUnits { units in units.firstIndex { $0.flags.contains(.malformed) } }
    if let first = found {
      let start = Int(pipeline.units[first].start)
      if invalid == .strict { count = first } else { malformed += MalformedUTF8.count(text[start...]) }
    }
    pipeline.units.withUnits { units in
      writer.write(
        text, UnsafeBufferPointer(rebasing: units[..<count]), offset: offset, endsInput: piece.isLast,
        into: &output)
    }
    if let first = found, invalid == .strict {
      let start = Int(pipeline.units[first].start)
      do throws(MalformedUTF8Error) {
        try MalformedUTF8.check(UnsafeRawBufferPointer(rebasing: text[start...]), origin: offset + start)
      } catch {
        throw CommandError(
          file: file, place: .byte(error.offset),
          "\(error.description) (--invalid replace or pass reads on)")
      }
    }
  }
}

extension MalformedUTF8 {
  /// How many maximal subparts of `bytes` are malformed.
  fileprivate static func count(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    forEachPart(of: UnsafeRawBufferPointer(rebasing: bytes)) { _, _ in }
  }
}
