internal import VietCore
internal import VietKernels

/// Reads an input and cuts it into pieces; what lies behind a cut is carried over to the next piece.
struct PieceCutter: ~Copyable {
  private let cut: PiecePipeline.Cut
  private let pieceSize: Int
  private var buffer: ByteBuffer
  private var handedOver = 0
  private var offset = 0
  private var line = 0
  private var isAtEnd = false
  private var isFirst = true

  init(pieceSize: Int, cut: @escaping PiecePipeline.Cut) {
    self.cut = cut
    self.pieceSize = pieceSize
    buffer = ByteBuffer(capacity: pieceSize + 4096)
  }

  /// The next piece, in this cutter's own buffer; valid until the next call.
  mutating func next(_ input: borrowing Input) throws(CommandError) -> Piece? {
    line += ByteOccurrences.count(of: 0x0A, in: UnsafeRawBufferPointer(start: buffer.base, count: handedOver))
    offset += handedOver
    buffer.removeFirst(handedOver)
    handedOver = 0
    var wanted = pieceSize
    while true {
      while !isAtEnd, buffer.count < wanted {
        if try input.read(into: &buffer, limit: wanted - buffer.count) == 0 { isAtEnd = true }
      }
      if isAtEnd {
        // An empty input is still one piece, so that a worker can say what nothing becomes.
        guard buffer.count > 0 || isFirst else { return nil }
        handedOver = buffer.count
      } else {
        handedOver = cut(UnsafeRawBufferPointer(start: buffer.base, count: buffer.count))
      }
      if handedOver > 0 || isAtEnd { break }
      wanted *= 2
    }
    isFirst = false
    return Piece(
      bytes: UnsafeRawBufferPointer(start: buffer.base, count: handedOver), offset: offset, line: line,
      isLast: isAtEnd)
  }

  /// The next piece, copied to the slot's buffer so that it outlives the next call.
  mutating func next(_ input: borrowing Input, ownedBy slot: PieceRing.Slot) throws(CommandError) -> Piece? {
    guard let piece = try next(input) else { return nil }
    slot.source.removeAll()
    slot.source.append(piece.bytes)
    return Piece(
      bytes: UnsafeRawBufferPointer(start: slot.source.base, count: slot.source.count), offset: piece.offset,
      line: piece.line, isLast: piece.isLast)
  }
}
