internal import VietCore
internal import VietKernels
internal import VietOrthography

/// Looks for the first line that rewriting would change, and gives it out as `FILE:LINE:text`.
final class CheckWorker: PieceWorker {
  /// Thrown behind the line that differs: there is nothing more to look at.
  struct Difference: Error {}

  private let normalizer: Normalizer
  private let invalid: InvalidUTF8Policy
  private let file: String
  private let isColored: Bool

  init(_ normalizer: Normalizer, invalid: InvalidUTF8Policy, file: String, isColored: Bool) {
    self.normalizer = normalizer
    self.invalid = invalid
    self.file = file
    self.isColored = isColored
  }

  func work(_ piece: Piece, into output: inout ByteBuffer) throws {
    guard let change = try firstChange(piece) else { return }
    let bytes = piece.bytes
    let start = bytes[..<change].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[change...].firstIndex(of: 0x0A) ?? bytes.count
    let number = piece.line + bytes[..<start].count { $0 == 0x0A } + 1
    output.append(
      isColored ? "\u{1B}[35m\(file)\u{1B}[0m:\u{1B}[32m\(number)\u{1B}[0m:" : "\(file):\(number):")
    output.append(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    output.append(0x0A)
    throw Difference()
  }

  /// Where the first byte stands in the piece that would change.
  private func firstChange(_ piece: Piece) throws -> Int? {
    let bytes = piece.bytes
    let sound = UTF8Validation.validPrefix(bytes)
    if sound == bytes.count {
      let prefix = normalizer.unchangedPrefix(bytes)
      return prefix < bytes.count ? prefix : nil
    }
    switch invalid {
    case .replace:
      let before = UnsafeRawBufferPointer(rebasing: bytes[..<sound])
      return min(sound, normalizer.unchangedPrefix(before))
    case .strict:
      throw CommandError(
        malformed: MalformedUTF8Error(offset: piece.offset + sound, byte: bytes[sound]), file: file)
    case .pass:
      var found: Int?
      MalformedUTF8.forEachPart(of: bytes) { part, isSound in
        guard isSound, found == nil else { return }
        let prefix = normalizer.unchangedPrefix(UnsafeRawBufferPointer(rebasing: bytes[part]))
        if prefix < part.count { found = part.lowerBound + prefix }
      }
      return found
    }
  }
}
