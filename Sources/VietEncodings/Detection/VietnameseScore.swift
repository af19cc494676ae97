internal import VietOrthography

/// How Vietnamese a text looks: its words with marks, sorted into syllables and others.
struct VietnameseScore {
  /// Words with a letter beyond ASCII that are Vietnamese syllables.
  private(set) var syllables = 0
  /// Words with a letter or sign beyond ASCII that are not.
  private(set) var others = 0
  /// Words of ASCII letters.
  private(set) var plain = 0

  /// Share of the marked words that are syllables.
  var share: Double { syllables + others == 0 ? 0 : Double(syllables) / Double(syllables + others) }

  /// Syllables less what spoils the picture.
  var balance: Int { syllables - others }

  /// Reads `text` (UTF-8, NFC). Complexity: O(*n*).
  init(_ text: UnsafeRawBufferPointer) {
    var reader = UTF8Reader(text)
    var start: Int?
    var isMarked = false
    var isMisspelt = false
    var followsSmall = false
    func close(_ end: Int, _ score: inout VietnameseScore) {
      guard let first = start else { return }
      let word = UnsafeRawBufferPointer(rebasing: text[first..<end])
      if !isMarked {
        score.plain += 1
      } else if !isMisspelt, Syllable(utf8: word) != nil {
        // One letter alone may be a sign of another encoding: a dash of TCVN3 is Ố in TCVN 5712.
        if word.count > 3 || word.contains(where: { $0 < 0x80 }) { score.syllables += 1 }
      } else {
        score.others += 1
      }
      start = nil
      isMarked = false
      isMisspelt = false
      followsSmall = false
    }
    while !reader.isAtEnd {
      let here = reader.offset
      let codePoint = reader.next()
      switch Self.kind(codePoint) {
      case .letter:
        if start == nil { start = here }
        guard let codePoint else { break }
        let place = VietnameseLetters.place(codePoint)
        let isCapital = place.map(VietnameseLetters.isCapital) ?? (codePoint < 0x60)
        if codePoint >= 0x80 {
          isMarked = true
          // A dash between hours is a capital of TCVN 5712: 19hỌ1h.
          if isCapital && followsSmall { isMisspelt = true }
        }
        followsSmall = !isCapital
      case .spoiler:
        if start == nil { start = here }
        isMarked = true
      case .separator: close(here, &self)
      }
    }
    close(text.count, &self)
  }

  private enum Kind { case letter, spoiler, separator }

  private static func kind(_ codePoint: UInt32?) -> Kind {
    guard let codePoint else { return .spoiler }
    if codePoint < 0x80 {
      let small = codePoint | 0x20
      if small >= 0x61 && small <= 0x7A { return .letter }
      // Controls other than white space don't occur in text.
      return codePoint < 0x20 && !(0x09...0x0D).contains(codePoint) ? .spoiler : .separator
    }
    if VietnameseLetters.place(codePoint) != nil { return .letter }
    switch codePoint {
    case 0xA0, 0xAB, 0xBB, 0xB0, 0xB7, 0x2010...0x2027, 0x2030, 0x20AB, 0x20AC, 0x2022: return .separator
    default: return .spoiler
    }
  }
}
