public import VietCore

/// Reads VIQR (RFC 1456): a vowel, its quality mark, its tone mark, all in ASCII.
///
/// A mark counts only where it can: after a vowel that takes it. A second tone in one syllable is
/// punctuation, so that `Pha?i.` ends with a full stop.
public struct VIQRDecoder: Sendable {
  public init() {}

  /// Appends the UTF-8 of `bytes`, NFC. Bytes above ASCII are kept. Total. Complexity: O(*n*).
  ///
  /// A text may be decoded in parts that are cut after a newline.
  public func decode(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    output.reserve(bytes.count * 2 + 8)
    var state = VIQRState()
    for byte in bytes { state.feed(byte, into: &output) }
    state.finish(into: &output)
  }
}

/// What may still change of the letter read last.
struct VIQRState {
  /// Place of the pending vowel (or of nothing): see ``VietnameseLetters``.
  private var pending: Int?
  /// A `d` or `D` that a second one turns into đ.
  private var pendingD: UInt8 = 0
  private var syllable = VIQRSyllable()
  private var isEscaped = false

  /// Adds one byte; what can't change any longer goes to `output`.
  mutating func feed(_ byte: UInt8, into output: inout ByteBuffer) {
    if isEscaped {
      isEscaped = false
      flush(into: &output)
      if !Self.isEscapable(byte) { output.append(UInt8(ascii: "\\")) }
      literal(byte, into: &output)
      return
    }
    if byte == UInt8(ascii: "\\") {
      isEscaped = true
      return
    }
    if let vowel = pending, let changed = mark(vowel, with: byte) {
      pending = changed
      return
    }
    let isD = byte | 0x20 == UInt8(ascii: "d")
    if isD, pendingD != 0 {
      output.append(PackedUTF8(VietnameseLetters.codePoints[pendingD == UInt8(ascii: "D") ? 144 : 145]))
      pendingD = 0
      syllable.consonant()
      return
    }
    flush(into: &output)
    if isD {
      pendingD = byte
      return
    }
    if byte < 0x80, let place = VietnameseLetters.place(UInt32(byte)) {
      pending = place
      syllable.vowel(row: place / 12)
      return
    }
    literal(byte, into: &output)
  }

  mutating func finish(into output: inout ByteBuffer) {
    flush(into: &output)
    if isEscaped { output.append(UInt8(ascii: "\\")) }
    isEscaped = false
    syllable.end()
  }

  /// Characters that `\` makes plain.
  static func isEscapable(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "?"), UInt8(ascii: "~"), UInt8(ascii: "."),
      UInt8(ascii: "^"), UInt8(ascii: "("), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "\\"),
      UInt8(ascii: "d"), UInt8(ascii: "D"):
      true
    default: false
    }
  }

  private mutating func flush(into output: inout ByteBuffer) {
    if let place = pending { output.append(PackedUTF8(VietnameseLetters.codePoints[place])) }
    if pendingD != 0 {
      output.append(pendingD)
      syllable.consonant()
    }
    pending = nil
    pendingD = 0
  }

  private mutating func literal(_ byte: UInt8, into output: inout ByteBuffer) {
    let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    if isLetter { syllable.consonant() } else { syllable.end() }
    output.append(byte)
  }

  /// The vowel with the mark, or nothing when the byte is no mark that this vowel can take.
  private mutating func mark(_ place: Int, with byte: UInt8) -> Int? {
    let tone = place % 6
    if let added = Self.tone(byte) {
      guard !syllable.hasTone else { return nil }
      syllable.hasTone = true
      return place + added
    }
    // A quality mark comes before the tone.
    guard tone == 0 else { return nil }
    guard let row = Self.row(place / 12, with: byte) else { return nil }
    syllable.marked(row: row)
    return row * 12 + place % 12
  }

  /// The vowel with a quality mark.
  private static func row(_ vowel: Int, with mark: UInt8) -> Int? {
    switch (mark, vowel) {
    case (UInt8(ascii: "("), VowelRow.a): VowelRow.aBreve
    case (UInt8(ascii: "^"), VowelRow.a): VowelRow.aCircumflex
    case (UInt8(ascii: "^"), VowelRow.e): VowelRow.eCircumflex
    case (UInt8(ascii: "^"), VowelRow.o): VowelRow.oCircumflex
    case (UInt8(ascii: "+"), VowelRow.o), (UInt8(ascii: "*"), VowelRow.o): VowelRow.oHorn
    case (UInt8(ascii: "+"), VowelRow.u), (UInt8(ascii: "*"), VowelRow.u): VowelRow.uHorn
    default: nil
    }
  }

  private static func tone(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "`"): 1
    case UInt8(ascii: "?"): 2
    case UInt8(ascii: "~"): 3
    case UInt8(ascii: "'"): 4
    case UInt8(ascii: "."): 5
    default: nil
    }
  }
}
