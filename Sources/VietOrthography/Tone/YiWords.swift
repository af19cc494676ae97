/// What dictionaries say about i and y that no rule does.
enum YiWords {
  /// Whether the syllable, spelled with i, is a Sino-Vietnamese one that dictionaries write with y too.
  static func isWrittenWithY(_ syllable: Syllable, _ bounds: WordBounds, _ word: Range<Int>) -> Bool {
    switch (syllable.onset, syllable.tone) {
    case (.c, .huyen), (.c, .sac), (.c, .hoi), (.c, .nga), (.c, .nang): true
    case (.m, .nga), (.s, .nga), (.l, .nang), (.t, .nang): true
    // Word plays and imitations keep their i: tỉ mỉ, tỉ tê, lí nhí, lí lắc, hỉ mũi, hỉ hả.
    case (.t, .hoi): !isNext(bounds, word, ["mỉ", "tê"])
    case (.l, .sac): !isNext(bounds, word, ["nhí", "lắc"])
    case (.h, .hoi): !isNext(bounds, word, ["mũi", "hả"])
    // Without a tone only in words that are sure.
    case (.h, .ngang): isNext(bounds, word, ["vọng", "sinh", "hữu"])
    case (.l, .ngang):
      isNext(bounds, word, ["kì", "kỳ", "hôn", "dị", "khai", "tán", "tâm"])
        || isPrevious(bounds, word, ["biệt", "phân", "chia"])
    case (.t, .ngang): isPrevious(bounds, word, ["công"])
    default: false
    }
  }

  /// Whether the word is a name of one syllable: a capital among small letters, or after a form of address.
  ///
  /// Mỹ, the country, is spelled either way; after a form of address it is a person.
  static func isOneSyllableName(_ bounds: WordBounds, _ word: Range<Int>, _ syllable: Syllable) -> Bool {
    guard isCapitalised(bounds, word), let previous = bounds.previousWord(word.lowerBound) else {
      return false
    }
    guard !isCapitalised(bounds, previous) || isAddress(bounds, previous) else { return false }
    if let next = bounds.nextWord(word.upperBound), isCapitalised(bounds, next) { return false }
    if syllable.onset == .m, syllable.tone == .nga { return isAddress(bounds, previous) }
    return true
  }

  /// Whether a syllable without a tone mark may as well be a foreign word (`My Love`, `Ky`, `Ty Cobb`): my, ky, sy
  /// always; others with a capital, unless a Vietnamese word stands beside and no foreign name follows.
  static func mayBeForeign(_ bounds: WordBounds, _ word: Range<Int>, _ syllable: Syllable) -> Bool {
    switch syllable.onset {
    case .m, .c, .s: return true
    default: break
    }
    guard isCapitalised(bounds, word) else { return false }
    let next = bounds.nextWord(word.upperBound)
    if let next, isCapitalised(bounds, next), !isSyllable(bounds, next) { return true }
    let neighbours = [next, bounds.previousWord(word.lowerBound)]
    return !neighbours.contains { $0.map { isSyllable(bounds, $0) && hasMark(bounds, $0) } == true }
  }

  private static func isSyllable(_ bounds: WordBounds, _ word: Range<Int>) -> Bool {
    SyllableTable.shared.find(bounds.bytes + word.lowerBound, word.count) != 0
  }

  private static func hasMark(_ bounds: WordBounds, _ word: Range<Int>) -> Bool {
    word.contains { bounds.bytes[$0] >= 0x80 }
  }

  private static let addresses: [StaticString] = [
    "anh", "bà", "bác", "bé", "bạn", "cháu", "chú", "chị", "con", "cô", "cậu", "dì", "em", "mợ", "ông",
    "thím",
    "thầy",
  ]

  private static func isAddress(_ bounds: WordBounds, _ word: Range<Int>) -> Bool {
    addresses.contains { bounds.equals(word, $0) }
  }

  /// An upper-case first letter and, where there is a second one, that in lower case.
  private static func isCapitalised(_ bounds: WordBounds, _ word: Range<Int>) -> Bool {
    let letters = LetterTable.shared
    var index = word.lowerBound
    let isLetter = letters.read(bounds.bytes, &index, word.upperBound) != LetterTable.none
    guard isLetter, letters.isUpper(bounds.bytes + word.lowerBound) else { return false }
    let second = index
    guard second < word.upperBound else { return true }
    guard letters.read(bounds.bytes, &index, word.upperBound) != LetterTable.none else { return true }
    return !letters.isUpper(bounds.bytes + second)
  }

  private static func isNext(_ bounds: WordBounds, _ word: Range<Int>, _ words: [StaticString]) -> Bool {
    guard let next = bounds.nextWord(word.upperBound) else { return false }
    return words.contains { bounds.equals(next, $0) }
  }

  private static func isPrevious(_ bounds: WordBounds, _ word: Range<Int>, _ words: [StaticString]) -> Bool {
    guard let previous = bounds.previousWord(word.lowerBound) else { return false }
    return words.contains { bounds.equals(previous, $0) }
  }
}
