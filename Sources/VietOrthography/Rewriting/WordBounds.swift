/// Where words start and end for the spelling passes: runs of letters, marks and digits of any script.
///
/// Only asked at the few places that a pass may change, so it is written for clearness. `bytes` is valid UTF-8.
struct WordBounds {
  let bytes: UnsafePointer<UInt8>
  let count: Int

  /// Whether the code point that starts at `index` belongs to a word.
  func isWord(at index: Int) -> Bool {
    let lead = bytes[index]
    if lead < 0x80 { return Self.isASCIIWord(lead) }
    let second = index + 1 < count ? bytes[index + 1] : 0
    switch lead {
    // Of Latin-1's symbols only ª µ º are letters; × and ÷ stand among the letters of C3.
    case 0xC2: return second == 0xAA || second == 0xB5 || second == 0xBA
    case 0xC3: return second != 0x97 && second != 0xB7
    // Punctuation, arrows, mathematics, drawings; from U+2C00 on letters again.
    case 0xE2: return second >= 0xB0
    // Ideographic blanks and brackets.
    case 0xE3: return second != 0x80
    // Private use, variation selectors, full-width punctuation, the byte order mark.
    case 0xEE: return false
    case 0xEF: return second >= 0xA4 && second < 0xB8
    // Emoji.
    case 0xF0: return second != 0x9F
    default: return true
    }
  }

  static func isASCIIWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
  }

  /// Start of the code point before `index`, which is above 0.
  func before(_ index: Int) -> Int {
    var i = index - 1
    while i > 0, bytes[i] & 0xC0 == 0x80 { i -= 1 }
    return i
  }

  /// One past the code point at `index`.
  func after(_ index: Int) -> Int {
    var i = index + 1
    while i < count, bytes[i] & 0xC0 == 0x80 { i += 1 }
    return i
  }

  /// Start of the word that `index` is in; a word longer than any syllable is not followed to its start.
  func wordStart(_ index: Int) -> Int {
    var start = index
    while start > 0, index - start <= 64 {
      let previous = before(start)
      guard isWord(at: previous) else { break }
      start = previous
    }
    return start
  }

  /// End of the word that `index` is in, or `index` itself.
  func wordEnd(_ index: Int) -> Int {
    var end = index
    while end < count, end - index <= 64, isWord(at: end) { end = after(end) }
    return end
  }

  /// The word after `end` where one blank stands between.
  func nextWord(_ end: Int) -> Range<Int>? {
    guard end < count, bytes[end] == 0x20 else { return nil }
    let stop = wordEnd(end + 1)
    return stop > end + 1 ? end + 1..<stop : nil
  }

  /// The word before `start` where one blank stands between.
  func previousWord(_ start: Int) -> Range<Int>? {
    guard start > 1, bytes[start - 1] == 0x20 else { return nil }
    let begin = wordStart(start - 1)
    return begin < start - 1 ? begin..<start - 1 : nil
  }

  /// Whether a word is `text` (letters of the alphabet in lower case, NFC), in any case.
  func equals(_ word: Range<Int>, _ text: StaticString) -> Bool {
    let letters = LetterTable.shared
    var i = word.lowerBound
    var j = 0
    while i < word.upperBound, j < text.utf8CodeUnitCount {
      let code = letters.read(bytes, &i, word.upperBound)
      guard code != LetterTable.none, code == letters.read(text.utf8Start, &j, text.utf8CodeUnitCount) else {
        return false
      }
    }
    return i == word.upperBound && j == text.utf8CodeUnitCount
  }

  /// Whether the text between blanks around `index` is a URL, an e-mail address or a mention: never rewritten.
  func isAddress(around index: Int) -> Bool {
    var start = index
    while start > 0, index - start < 2048, bytes[start - 1] > 0x20 { start -= 1 }
    var end = index
    while end < count, end - index < 2048, bytes[end] > 0x20 { end += 1 }
    return WordBounds(bytes: bytes + start, count: end - start).looksLikeAddress
  }

  /// Whether there is `://`, `www.` or `@` with something after it in the bytes.
  private var looksLikeAddress: Bool {
    for i in 0..<max(0, count - 1) {
      switch bytes[i] {
      case 0x40: return true
      case 0x3A: if i + 2 < count, bytes[i + 1] == 0x2F, bytes[i + 2] == 0x2F { return true }
      case 0x77, 0x57:
        if i + 3 < count, bytes[i + 1] | 0x20 == 0x77, bytes[i + 2] | 0x20 == 0x77, bytes[i + 3] == 0x2E {
          return true
        }
      default: break
      }
    }
    return false
  }
}
