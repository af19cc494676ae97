internal import VietCore
internal import VietSegmentation

/// Where an input is cut so that the pieces give the tokens and sentences of the whole.
///
/// After a line where lines end sentences, else before a sentence. What holds neither is cut at a blank once it is longer
/// than a sentence may be, or between tokens where it holds no blank, and within a token only beyond the cap of a token.
enum TokenizeCut {
  /// Bytes of a piece: its units, seven bytes a byte of text and twice that while they are joined, stay in the
  /// second-level cache.
  static let pieceSize = 1 << 14

  static func make(_ depth: TextPipeline.Depth) -> PiecePipeline.Cut {
    switch depth {
    case .syllables: { lineEnd($0) ?? syllable($0) }
    case .sentences(let lines), .words(let lines, _):
      switch lines {
      case .endSentences: { lineEnd($0) ?? blank($0, depth: .sentences(lines)) }
      case .areJoined: { blank($0, depth: .sentences(lines)) }
      }
    }
  }

  /// After the last line: a document is never cut. One longer than `cap` is handed over as it is.
  static func documents(cap: Int = 1 << 24) -> PiecePipeline.Cut {
    { bytes in lineEnd(bytes) ?? (bytes.count > cap ? bytes.count : 0) }
  }

  private static func lineEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var i = bytes.count
    while i > 0 {
      if bytes[i - 1] == 0x0A { return i }
      i -= 1
    }
    return nil
  }

  /// Before a sentence, or in one that is too long at a blank, or between tokens.
  private static func blank(_ bytes: UnsafeRawBufferPointer, depth: TextPipeline.Depth) -> Int {
    var pipeline = TextPipeline(depth)
    pipeline.run(bytes)
    let settled = pipeline.settledCount
    if settled > 0 { return Int(pipeline.units[settled].start) }
    if bytes.count < 2 * SentenceMarker.cap { return 0 }
    var i = bytes.count - 1
    while i > 0 {
      if bytes[i - 1] == 0x20, isPlain(bytes[i]) { return i }
      i -= 1
    }
    return pipeline.units.withUnits { tokenStart($0) } ?? codePoint(bytes)
  }

  /// Where a token starts that what is still to come won't change, behind a mark if there is one.
  private static func tokenStart(_ units: UnsafeBufferPointer<TextUnit>) -> Int? {
    // Rules look at a few tokens; one that is longer than the last of these leaves only few tokens.
    let last = units.count - 64
    guard last > 0 else { return nil }
    for i in stride(from: last, to: last / 2, by: -1) where units[i - 1].kind == .punct {
      return Int(units[i].start)
    }
    return Int(units[last].start)
  }

  /// Behind the last syllable of a long line that is certain.
  private static func syllable(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard bytes.count >= SentenceMarker.cap else { return 0 }
    var scanner = SyllableScanner()
    var units = UnitBatch()
    let settled = scanner.scan(bytes, isLast: false, into: &units)
    return settled > 0 ? settled : codePoint(bytes)
  }

  /// The last code point, in what is longer than a token may be.
  private static func codePoint(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard bytes.count > SyllableScanner.cap else { return 0 }
    var i = bytes.count
    while i > bytes.count - 4, bytes[i - 1] & 0xC0 == 0x80 { i -= 1 }
    return i > 1 && bytes[i - 1] >= 0xC0 ? i - 1 : bytes.count
  }

  /// An ASCII letter or digit: nothing joins it to the blank before it.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
