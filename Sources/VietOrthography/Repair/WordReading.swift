/// A word read with good will: which letters and which tone were meant.
///
/// Letters are gathered whatever the order of their marks; look-alikes count as what they look like.
struct WordReading {
  /// As in ``SyllableSpelling/key``.
  private(set) var key: UInt64 = 0
  private(set) var count = 0
  /// Bit *n*: letter *n* is a capital.
  private(set) var capitals: UInt8 = 0
  private(set) var tone = Tone.ngang
  /// Index of the letter with the tone mark.
  private(set) var place = 0
  private(set) var toneMarks = 0
  /// A letter that is not of the alphabet: no reading.
  private(set) var isHopeless = false
  /// A letter of the Latin script as written, so that the word is not Russian or Greek.
  private(set) var hasLatin = false
  private(set) var hasCaron = false
  /// A letter of another script.
  private(set) var hasOtherScript = false
  /// ă đ ơ ư, a letter of U+1EA0 to U+1EF9, or a quality mark on a tone mark: what hardly another language writes.
  private(set) var isTelling = false

  init(_ bytes: UnsafeRawBufferPointer) {
    let letters = LetterTable.shared
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
    var index = 0
    while index < bytes.count, !isHopeless {
      let start = index
      let code = letters.read(base, &index, bytes.count)
      if code != LetterTable.none {
        hasLatin = true
        if base[start] >= 0xC4 { isTelling = isTelling || Self.isTelling(base + start) }
        add(Letter(rawValue: code & 31)!, isUpper: letters.isUpper(base + start))
        if code > 31 { mark(Tone(rawValue: code >> 5)!) }
        continue
      }
      var scalars = UTF8Scalars(UnsafeRawBufferPointer(rebasing: bytes[start...]))
      guard let scalar = scalars.next() else { break }
      index = start + UTF8Scalars.width(scalar)
      read(scalar.value)
    }
    if count > SyllableSpelling.maximumLetters { isHopeless = true }
  }

  /// ă đ ơ ư and their capitals, or E1 BA A0 to E1 BB B9. ĩ ũ are written elsewhere too.
  static func isTelling(_ bytes: UnsafePointer<UInt8>) -> Bool {
    switch bytes[0] {
    case 0xC4: bytes[1] == 0x82 || bytes[1] == 0x83 || bytes[1] == 0x90 || bytes[1] == 0x91
    case 0xC6: bytes[1] == 0xA0 || bytes[1] == 0xA1 || bytes[1] == 0xAF || bytes[1] == 0xB0
    case 0xE1: (bytes[1] == 0xBA && bytes[2] >= 0xA0) || (bytes[1] == 0xBB && bytes[2] <= 0xB9)
    default: false
    }
  }

  private mutating func read(_ scalar: UInt32) {
    if LookAlikes.isInvisible(scalar) { return }
    if let (letter, isUpper, kind) = LookAlikes.letter(scalar) {
      if kind == .caron { hasCaron = true }
      if kind == .script { hasOtherScript = true } else { hasLatin = true }
      return add(letter, isUpper: isUpper)
    }
    if let combining = LookAlikes.mark(ofSpacing: scalar) {
      return combine(combining)
    }
    combine(scalar)
  }

  private mutating func add(_ letter: Letter, isUpper: Bool) {
    guard count < SyllableSpelling.maximumLetters else { return count += 1 }
    key |= UInt64(letter.rawValue) << UInt64(5 * count)
    if isUpper { capitals |= 1 << UInt8(count) }
    count += 1
  }

  private mutating func mark(_ tone: Tone) {
    self.tone = tone
    place = count - 1
    toneMarks += 1
  }

  /// Puts a combining mark on the last letter.
  private mutating func combine(_ scalar: UInt32) {
    guard count > 0, count <= SyllableSpelling.maximumLetters else { return isHopeless = true }
    switch scalar {
    case 0x0300: return mark(.huyen)
    case 0x0301: return mark(.sac)
    case 0x0303: return mark(.nga)
    case 0x0309: return mark(.hoi)
    case 0x0323: return mark(.nang)
    default: break
    }
    let shift = UInt64(5 * (count - 1))
    let letter: Letter? =
      switch (Letter(rawValue: UInt8(key >> shift & 31)), scalar) {
      case (.a, 0x0302): .aCircumflex
      case (.e, 0x0302): .eCircumflex
      case (.o, 0x0302): .oCircumflex
      case (.a, 0x0306), (.a, 0x030C): .aBreve
      case (.o, 0x031B): .oHorn
      case (.u, 0x031B): .uHorn
      default: nil
      }
    guard let letter else { return isHopeless = true }
    // A quality mark after a tone mark: nobody else stacks them so.
    if scalar == 0x030C { hasCaron = true } else if toneMarks > 0 { isTelling = true }
    key = key & ~(31 << shift) | UInt64(letter.rawValue) << shift
  }

  /// The syllable that was meant, and which letter bears the mark; `nil` if there is none.
  var meant: (syllable: Syllable, place: Int)? {
    guard !isHopeless, count > 0, toneMarks <= 1 else { return nil }
    let table = SyllableTable.shared
    let asWritten = table.find(key: key, tone: tone.rawValue, place: place)
    if asWritten != 0 { return (Syllable(unchecked: asWritten), place) }
    let slot = table.slot(key)
    guard slot != 0 else { return nil }
    let right = SyllableTable.Layout.newPlace(slot)
    let moved = table.find(key: key, tone: tone.rawValue, place: right)
    return moved == 0 ? nil : (Syllable(unchecked: moved), right)
  }

  /// Writes the letters with the mark at `place` and returns the length in bytes.
  func write(place: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
    let letters = LetterTable.shared
    var length = 0
    for index in 0..<count {
      length += letters.write(
        Letter(rawValue: UInt8(key >> UInt64(5 * index) & 31))!, index == place ? tone : .ngang,
        isUpper: capitals >> UInt8(index) & 1 != 0, to: target + length)
    }
    return length
  }
}
