internal import VietCore
internal import VietOrthography

/// A line of UTF-8 that was read as Windows-1252, five bytes of which have no character there.
///
/// The bytes 81 8D 8F 90 9D may have become C1 controls, U+FFFD, `?` or nothing; the letter is then the one
/// that makes a syllable of its word.
struct BrokenUTF8 {
  /// A character of the line: what it was read as and, where it is one, the byte that it stood for.
  private struct Unit {
    let range: Range<Int>
    let codePoint: UInt32
    let byte: UInt8?
  }

  /// A letter of the mended line, with others that it may have been.
  private enum Piece {
    case bytes([UInt8])
    case oneOf([UInt32])
  }

  private let line: UnsafeRawBufferPointer
  private let units: [Unit]

  init(_ line: UnsafeRawBufferPointer) {
    self.line = line
    var units: [Unit] = []
    var reader = UTF8Reader(line)
    while !reader.isAtEnd {
      let start = reader.offset
      let codePoint = reader.next()
      units.append(
        Unit(
          range: start..<reader.offset, codePoint: codePoint ?? 0xFFFD,
          byte: codePoint.flatMap { Windows1252.byte($0) }))
    }
    self.units = units
  }

  /// Appends the mended line.
  func mend(into output: inout ByteBuffer) {
    var word: [Piece] = []
    var i = 0
    while i < units.count {
      let (piece, count) = piece(at: i)
      i += count
      if isLetter(piece) {
        word.append(piece)
      } else {
        Self.write(word, into: &output)
        word.removeAll()
        Self.write([piece], into: &output)
      }
    }
    Self.write(word, into: &output)
  }

  private func piece(at i: Int) -> (Piece, Int) {
    let whole = Piece.bytes(Array(line[units[i].range]))
    guard let lead = units[i].byte, lead >= 0xC2, lead <= 0xF4 else { return (whole, 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var bytes = [lead]
    for k in 1..<length {
      guard i + k < units.count, let byte = units[i + k].byte, byte & 0xC0 == 0x80 else {
        return lost(lead, bytes, at: i + k) ?? (whole, 1)
      }
      bytes.append(byte)
    }
    let isSound = bytes.withUnsafeBytes { raw in
      var reader = UTF8Reader(raw)
      return reader.next() != nil && reader.isAtEnd
    }
    return isSound ? (.bytes(bytes), length) : (whole, 1)
  }

  /// The last byte of a letter is missing: which letters it may have been, and how many units to take.
  private func lost(_ lead: UInt8, _ bytes: [UInt8], at next: Int) -> (Piece, Int)? {
    let candidates: [UInt32]
    switch (lead, bytes.count, bytes.last) {
    case (0xE1, 2, 0xBB): candidates = [0x1EC1, 0x1EDD, 0x1ECD, 0x1ECF, 0x1ED0]  // ề ờ ọ ỏ Ố
    case (0xC4, 1, _): candidates = [0x110]  // Đ
    case (0xC3, 1, _):
      // à = C3 A0: its second half is a blank, which may have become a plain one.
      if next < units.count, units[next].codePoint == 0x20 { return (.oneOf([0xE0]), bytes.count + 1) }
      candidates = [0xC1, 0xDD, 0xCD]  // Á Ý Í
    default: return nil
    }
    let isMarked = next < units.count && (units[next].codePoint == 0xFFFD || units[next].codePoint == 0x3F)
    return (.oneOf(candidates), bytes.count + (isMarked ? 1 : 0))
  }

  private func isLetter(_ piece: Piece) -> Bool {
    switch piece {
    case .oneOf: return true
    case .bytes(let bytes):
      return bytes.withUnsafeBytes { raw in
        var reader = UTF8Reader(raw)
        guard let codePoint = reader.next() else { return false }
        return codePoint < 0x80
          ? (codePoint | 0x20) >= 0x61 && (codePoint | 0x20) <= 0x7A
          : VietnameseLetters.place(codePoint) != nil
      }
    }
  }

  /// Writes a word with the first choice of letters that makes a syllable, else the first choice.
  private static func write(_ word: [Piece], into output: inout ByteBuffer) {
    var choices = 1
    for case .oneOf(let letters) in word { choices = min(choices * letters.count, 125) }
    for choice in 0..<choices {
      let start = output.count
      var rest = choice
      for piece in word {
        switch piece {
        case .bytes(let bytes): bytes.withUnsafeBytes { output.append($0) }
        case .oneOf(let letters):
          output.append(PackedUTF8(letters[rest % letters.count]))
          rest /= letters.count
        }
      }
      let isLast = choice == choices - 1
      let bytes = UnsafeRawBufferPointer(start: output.base + start, count: output.count - start)
      if choices == 1 || Syllable(utf8: bytes) != nil { return }
      output.count = start
      if isLast { write(word.map(firstChoice), into: &output) }
    }
  }

  private static func firstChoice(_ piece: Piece) -> Piece {
    guard case .oneOf(let letters) = piece else { return piece }
    return .oneOf([letters[0]])
  }
}
