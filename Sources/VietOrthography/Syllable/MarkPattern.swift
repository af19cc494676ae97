/// Which marks the letters of a syllable bear, in 25 bits: what has to be put on bare letters to spell it.
///
/// Two bits a letter for its quality (0 none; 1 breve, horn or stroke; 2 circumflex), the first letter lowest; then, three bits
/// each, the tone, and the letter that bears its mark by the old and by the new rule.
package struct MarkPattern: Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package init(_ syllable: Syllable) {
    let spelling = SyllableSpelling(syllable)
    var value: UInt32 = 0
    for i in 0..<spelling.count {
      value |= UInt32(MarkableLetters.shared.quality(spelling.letter(i))) << UInt32(2 * i)
    }
    value |= UInt32(syllable.tone.rawValue) << 16
    value |= UInt32(spelling.oldPlace) << 19 | UInt32(spelling.newPlace) << 22
    rawValue = value
  }

  /// The bare letters themselves.
  package static let bare = MarkPattern(rawValue: 0)

  var qualities: UInt32 { rawValue & 0x3FFF }
  var tone: UInt8 { UInt8(truncatingIfNeeded: rawValue >> 16 & 7) }
  var oldPlace: UInt8 { UInt8(truncatingIfNeeded: rawValue >> 19 & 7) }
  var newPlace: UInt8 { UInt8(truncatingIfNeeded: rawValue >> 22 & 7) }

  /// Whether nothing has to be put on.
  package var isBare: Bool { rawValue & 0x7_FFFF == 0 }
}

/// The letters of a word as somebody typed them, marks and case apart; at most seven.
package struct TypedLetters: Sendable {
  /// The bare letters in lower case, ASCII, the first one lowest.
  package private(set) var letters: UInt64 = 0
  package private(set) var count = 0
  private var qualities: UInt32 = 0
  private var tone: UInt8 = 0
  private var place: UInt8 = 0
  /// A bit for each capital.
  private var capitals: UInt8 = 0

  /// Reads NFC; `nil` for what is not one to seven letters of the alphabet with one tone mark at most.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, bytes.count <= SyllableSpelling.maximumBytes else { return nil }
    let table = LetterTable.shared
    let markable = MarkableLetters.shared
    let text = base.assumingMemoryBound(to: UInt8.self)
    var index = 0
    while index < bytes.count {
      let start = index
      let code = table.read(text, &index, bytes.count)
      guard code != LetterTable.none, count < SyllableSpelling.maximumLetters else { return nil }
      letters |= UInt64(markable.base(code & 31)) << UInt64(8 * count)
      qualities |= UInt32(markable.quality(code & 31)) << UInt32(2 * count)
      if code >> 5 != 0 {
        guard tone == 0 else { return nil }
        tone = code >> 5
        place = UInt8(truncatingIfNeeded: count)
      }
      if table.isUpper(text + start) { capitals |= 1 << UInt8(truncatingIfNeeded: count) }
      count += 1
    }
    guard count > 0 else { return nil }
  }

  /// Whether no letter bears a mark.
  package var isBare: Bool { qualities == 0 && tone == 0 }

  package var hasTone: Bool { tone != 0 }
  package var hasQuality: Bool { qualities & ~strokes != 0 }
  package var hasStroke: Bool { strokes != 0 }

  /// The marks of đ.
  private var strokes: UInt32 {
    var mask: UInt32 = 0
    for i in 0..<count where letters >> UInt64(8 * i) & 0xFF == 0x64 { mask |= 3 << UInt32(2 * i) }
    return qualities & mask
  }

  package func hasSameTone(as other: TypedLetters) -> Bool { tone == other.tone }
  package func hasSameStroke(as other: TypedLetters) -> Bool { strokes == other.strokes }
  package func hasSameQualities(as other: TypedLetters) -> Bool {
    qualities & ~strokes == other.qualities & ~other.strokes
  }

  /// Whether a pattern keeps every mark that was typed, each where it is.
  package func agrees(with pattern: MarkPattern) -> Bool {
    let typed = (qualities | qualities >> 1) & 0x1555
    guard pattern.qualities & (typed * 3) == qualities else { return false }
    return tone == 0 || (tone == pattern.tone && (place == pattern.oldPlace || place == pattern.newPlace))
  }

  /// Whether the letters bear just the marks of a pattern.
  package func spells(_ pattern: MarkPattern) -> Bool {
    agrees(with: pattern) && pattern.qualities == qualities && pattern.tone == tone
  }

  /// Writes the letters with the marks of a pattern that agrees with them, in their case; returns the bytes written.
  ///
  /// A tone mark that was typed stays where it is. `target` has room for ``SyllableSpelling/maximumBytes``.
  package func write(
    _ pattern: MarkPattern, _ style: ToneMarkStyle, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let markable = MarkableLetters.shared
    let table = LetterTable.shared
    let marked = tone != 0 ? place : style == .modern ? pattern.newPlace : pattern.oldPlace
    let tone = Tone(rawValue: pattern.tone) ?? .ngang
    var written = 0
    for i in 0..<count {
      let quality = UInt8(truncatingIfNeeded: pattern.qualities >> UInt32(2 * i)) & 3
      let letter = markable.letter(UInt8(truncatingIfNeeded: letters >> UInt64(8 * i)), quality)
      let isUpper = capitals >> UInt8(truncatingIfNeeded: i) & 1 != 0
      let length = table.write(
        letter, i == Int(marked) ? tone : .ngang, isUpper: isUpper, to: target + written)
      // A consonant bears no tone mark, whatever a pattern says.
      written += length > 0 ? length : table.write(letter, .ngang, isUpper: isUpper, to: target + written)
    }
    return written
  }
}

/// Letters from and to a bare letter and a quality mark.
struct MarkableLetters: @unchecked Sendable {
  static let shared = MarkableLetters()

  /// By ``Letter``: the bare letter in ASCII, and the quality.
  private let parts: UnsafeMutablePointer<(UInt8, UInt8)>
  /// By bare letter (26) and quality (4).
  private let letters: UnsafeMutablePointer<Letter>

  private init() {
    parts = .allocate(capacity: 32)
    parts.initialize(repeating: (0, 0), count: 32)
    letters = .allocate(capacity: 26 * 4)
    letters.initialize(repeating: .a, count: 26 * 4)
    for letter in Letter.allCases {
      let (base, quality): (UInt8, UInt8) =
        switch letter {
        case .aBreve: (0x61, 1)
        case .aCircumflex: (0x61, 2)
        case .dStroke: (0x64, 1)
        case .eCircumflex: (0x65, 2)
        case .oCircumflex: (0x6F, 2)
        case .oHorn: (0x6F, 1)
        case .uHorn: (0x75, 1)
        default: (UInt8(truncatingIfNeeded: letter.scalar.value), 0)
        }
      parts[Int(letter.rawValue)] = (base, quality)
      for q in quality..<4 where q == quality || quality == 0 {
        letters[Int(base - 0x61) << 2 | Int(q)] = letter
      }
    }
    // Marks that a letter can't bear leave it bare; the loop above wrote some of them over.
    for letter in Letter.allCases {
      let (base, quality) = parts[Int(letter.rawValue)]
      letters[Int(base - 0x61) << 2 | Int(quality)] = letter
    }
  }

  @inline(__always) func base(_ letter: UInt8) -> UInt8 { parts[Int(letter)].0 }
  @inline(__always) func quality(_ letter: UInt8) -> UInt8 { parts[Int(letter)].1 }
  func quality(_ letter: Letter) -> UInt8 { quality(letter.rawValue) }

  @inline(__always)
  func letter(_ base: UInt8, _ quality: UInt8) -> Letter { letters[Int(base &- 0x61) << 2 | Int(quality)] }
}
