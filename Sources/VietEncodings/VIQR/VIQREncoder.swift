public import VietCore

/// Writes VIQR (RFC 1456), escaping what the reader would take for a mark.
public struct VIQREncoder: Sendable {
  public init() {}

  /// Appends the VIQR of `text` (UTF-8, NFC). What is neither ASCII nor a Vietnamese letter is kept as UTF-8.
  ///
  /// Reading it back gives `text` again, whatever it is. A text may be encoded in parts that are cut after
  /// a newline. Complexity: O(*n*).
  public func encode(_ text: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    output.reserve(text.count * 2)
    var shadow = VIQRShadow()
    var reader = UTF8Reader(text)
    while !reader.isAtEnd {
      let start = reader.offset
      guard let codePoint = reader.next() else {
        shadow.copy(text[start..<reader.offset], to: &output)
        continue
      }
      if let place = VietnameseLetters.place(codePoint), codePoint >= 0x80 {
        shadow.writeLetter(place, to: &output)
      } else if codePoint < 0x80 {
        shadow.writeASCII(UInt8(codePoint), to: &output)
      } else {
        shadow.copy(text[start..<reader.offset], to: &output)
      }
    }
  }
}

/// Follows what a reader of the output would know, so that exactly what it would misread is escaped.
private struct VIQRShadow {
  private var vowel: Int?
  private var isAfterD = false
  private var syllable = VIQRSyllable()

  private static let marks: [[UInt8]] = [
    [], [UInt8(ascii: "`")], [UInt8(ascii: "?")], [UInt8(ascii: "~")], [UInt8(ascii: "'")],
    [UInt8(ascii: ".")],
  ]
  private static let bases: [[UInt8]] = ["a", "a(", "a^", "e", "e^", "i", "o", "o^", "o+", "u", "u+", "y"].map
  {
    Array($0.utf8)
  }

  /// Rows of the vowels without their quality marks.
  private static let bareRows = VowelRow.parts.map { VowelRow.of($0.base, .none) ?? 0 }

  mutating func writeLetter(_ place: Int, to output: inout ByteBuffer) {
    let isCapital = VietnameseLetters.isCapital(place)
    let tone = place < 144 ? place % 6 : 0
    // A second tone in a syllable, or đ right after d, would be misread: the letter stays UTF-8.
    if place < 144 { syllable.vowel(row: Self.bareRows[place / 12]) }
    if (tone != 0 && syllable.hasTone) || (place >= 144 && isAfterD) {
      output.append(PackedUTF8(VietnameseLetters.codePoints[place]))
      forget()
      return
    }
    if place >= 144 {
      let d = isCapital ? UInt8(ascii: "D") : UInt8(ascii: "d")
      output.append(d)
      output.append(d)
      vowel = nil
      isAfterD = false
      syllable.consonant()
      return
    }
    syllable.marked(row: place / 12)
    let base = Self.bases[place / 12]
    output.append(isCapital ? base[0] - 0x20 : base[0])
    for byte in base.dropFirst() { output.append(byte) }
    for byte in Self.marks[tone] { output.append(byte) }
    vowel = place
    isAfterD = false
    if tone != 0 { syllable.hasTone = true }
  }

  mutating func writeASCII(_ byte: UInt8, to output: inout ByteBuffer) {
    let isD = byte | 0x20 == UInt8(ascii: "d")
    let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    let needsEscape = byte == UInt8(ascii: "\\") || (isD && isAfterD) || couldMark(byte)
    if needsEscape { output.append(UInt8(ascii: "\\")) }
    output.append(byte)
    vowel = needsEscape || !isLetter ? nil : VietnameseLetters.place(UInt32(byte))
    isAfterD = isD && !needsEscape
    if !isLetter {
      syllable.end()
    } else if let vowel {
      syllable.vowel(row: vowel / 12)
    } else {
      syllable.consonant()
    }
  }

  mutating func copy(_ bytes: Slice<UnsafeRawBufferPointer>, to output: inout ByteBuffer) {
    output.append(UnsafeRawBufferPointer(rebasing: bytes))
    forget()
  }

  private mutating func forget() {
    vowel = nil
    isAfterD = false
    syllable.end()
  }

  /// Whether a reader could take `byte` for a mark of the vowel before it.
  private func couldMark(_ byte: UInt8) -> Bool {
    guard let vowel else { return false }
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "?"), UInt8(ascii: "~"), UInt8(ascii: "."):
      return !syllable.hasTone
    case UInt8(ascii: "^"), UInt8(ascii: "("), UInt8(ascii: "+"), UInt8(ascii: "*"):
      // Only a bare vowel takes a quality mark; escaping more than needed is plain too.
      return vowel % 6 == 0
    default: return false
    }
  }
}
