/// An eight-bit encoding as facts: which bytes stand for which letter.
struct ByteChart: Sendable {
  /// Bytes of each of ``VietnameseLetters``: one byte, or base letter << 8 | mark byte; 0 for none.
  let letters: [UInt16]
  /// Read but never written: (bytes, code point).
  let alsoRead: [(UInt16, UInt32)]
  /// Signs that are neither ASCII nor Vietnamese letters: (byte, code point).
  let others: [(UInt8, UInt32)]
  /// Whether bytes without a letter mean what they mean in Windows-1252.
  let fillsFromWindows1252: Bool
  /// Whether a mark byte of the capital after a small letter, or the other way round, is read.
  let acceptsMarksOfEitherCase: Bool

  init(
    letters: [UInt16], alsoRead: [(UInt16, UInt32)] = [], others: [(UInt8, UInt32)] = [],
    fillsFromWindows1252: Bool = false, acceptsMarksOfEitherCase: Bool = false
  ) {
    precondition(letters.count == VietnameseLetters.count)
    self.letters = letters
    self.alsoRead = alsoRead
    self.others = others
    self.fillsFromWindows1252 = fillsFromWindows1252
    self.acceptsMarksOfEitherCase = acceptsMarksOfEitherCase
  }
}
