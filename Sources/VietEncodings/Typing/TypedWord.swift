internal import VietOrthography

/// A word as it stands after some keys: letters with their marks, and one tone.
///
/// The rules are those of UniKey's default set-up (free marking: a mark may come any time after its letter;
/// a mark typed twice is undone and stays as a key), found out by comparing with its documented behaviour.
struct TypedWord {
  struct Letter: Hashable {
    /// Small ASCII letter, or the byte itself when it is no letter.
    var base: UInt8
    var isCapital: Bool
    var quality = Quality.none
    /// Escaped or undone: takes no mark.
    var isPlain = false
    /// ư or ơ that a single key put in.
    var isInserted = false
  }

  /// Longest word that marks are looked for in; Vietnamese syllables have at most seven letters.
  static let cap = 48

  private(set) var letters: [Letter] = []
  private var tone = 0
  private var isToneUndone = false
  private var undoneQualities: Set<UInt8> = []
  private let method: TypingMethod
  private let style: ToneMarkStyle

  init(_ method: TypingMethod, style: ToneMarkStyle) {
    self.method = method
    self.style = style
  }

  var isEmpty: Bool { letters.isEmpty }
  var count: Int { letters.count }

  mutating func removeAll() {
    letters.removeAll(keepingCapacity: true)
    tone = 0
    isToneUndone = false
    undoneQualities.removeAll()
  }

  /// Adds a byte that takes no part in marking.
  mutating func addPlain(_ byte: UInt8) {
    append(byte)
    letters[letters.count - 1].isPlain = true
  }

  /// Adds a key: it marks the word so far, or becomes a letter of it.
  mutating func add(_ key: UInt8) {
    if let action = method.action(of: key), apply(action, key: key) { return }
    append(key)
    completeHorns()
  }

  private mutating func append(_ byte: UInt8) {
    let small = byte | 0x20
    let isLetter = small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z")
    letters.append(Letter(base: isLetter ? small : byte, isCapital: isLetter && byte < 0x60))
  }

  /// Returns whether the key was used up.
  private mutating func apply(_ action: KeyAction, key: UInt8) -> Bool {
    switch action {
    case .tone(let wanted): applyTone(wanted, key: key)
    case .circumflex(let vowel): applyCircumflex(on: vowel, key: key)
    case .breveOrHorn(let qualities): applyBreveOrHorn(qualities, key: key)
    case .stroke: applyStroke(key: key)
    case .insert(let base): insert(base, key: key)
    }
  }

  private mutating func applyTone(_ wanted: Int, key: UInt8) -> Bool {
    guard !isToneUndone, !nucleus.isEmpty else { return false }
    if wanted == 0 {
      guard tone != 0 else { return false }
      tone = 0
      return true
    }
    if tone == wanted {
      tone = 0
      isToneUndone = true
      return false
    }
    tone = wanted
    return true
  }

  private mutating func applyCircumflex(on vowel: UInt8?, key: UInt8) -> Bool {
    guard !undoneQualities.contains(key | 0x20) else { return false }
    let range = nucleus
    for i in range.reversed() where vowel == nil || letters[i].base == vowel {
      guard "aeo".utf8.contains(letters[i].base) else { continue }
      if letters[i].quality == .circumflex { return undo(at: i, key: key) }
      if replaceQuality(at: i, with: .circumflex) { return true }
    }
    return false
  }

  private mutating func applyBreveOrHorn(_ qualities: Set<Quality>, key: UInt8) -> Bool {
    guard !undoneQualities.contains(key | 0x20) else { return false }
    let range = nucleus
    let isTelex = method == .telex
    if isTelex, range.isEmpty { return insert(UInt8(ascii: "u"), key: key) }
    if let i = range.last(where: { letters[$0].quality != .none && qualities.contains(letters[$0].quality) }),
      !canMark(range, qualities)
    {
      return undo(at: i, key: key)
    }
    if qualities.contains(.horn) {
      for i in range.dropLast()
      where letters[i].base == UInt8(ascii: "u") && letters[i + 1].base == UInt8(ascii: "o") {
        // u is marked when more follows: thuở, but đương.
        if letters[i + 1].quality != .horn, replaceQuality(at: i + 1, with: .horn) {
          completeHorns()
          return true
        }
      }
      for i in range where letters[i].base == UInt8(ascii: "u") && letters[i].quality == .none {
        if replaceQuality(at: i, with: .horn) { return true }
      }
    }
    for i in range.reversed() {
      if letters[i].base == UInt8(ascii: "a"), qualities.contains(.breve), letters[i].quality != .breve,
        replaceQuality(at: i, with: .breve)
      {
        return true
      }
      if letters[i].base == UInt8(ascii: "o"), qualities.contains(.horn), letters[i].quality != .horn,
        replaceQuality(at: i, with: .horn)
      {
        return true
      }
    }
    return false
  }

  private func canMark(_ range: Range<Int>, _ qualities: Set<Quality>) -> Bool {
    range.contains { i in
      switch letters[i].base {
      case UInt8(ascii: "a"): qualities.contains(.breve) && letters[i].quality == .none && isValid(i, .breve)
      case UInt8(ascii: "o"), UInt8(ascii: "u"):
        qualities.contains(.horn) && letters[i].quality == .none && isValid(i, .horn)
      default: false
      }
    }
  }

  private mutating func applyStroke(key: UInt8) -> Bool {
    guard let first = letters.first, first.base == UInt8(ascii: "d"), !first.isPlain else { return false }
    guard !undoneQualities.contains(key | 0x20) else { return false }
    if first.quality == .stroke { return undo(at: 0, key: key) }
    letters[0].quality = .stroke
    return true
  }

  private mutating func insert(_ base: UInt8, key: UInt8) -> Bool {
    guard !undoneQualities.contains(key | 0x20) else { return false }
    if let last = letters.last, last.isInserted, last.base == base, key | 0x20 != UInt8(ascii: "w") {
      undoneQualities.insert(key | 0x20)
      letters[letters.count - 1] = Letter(base: key, isCapital: false, isPlain: true)
      return true
    }
    let isCapital = key == UInt8(ascii: "{") || key == UInt8(ascii: "}") || key == UInt8(ascii: "W")
    letters.append(Letter(base: base, isCapital: isCapital, quality: .horn, isInserted: true))
    completeHorns()
    return true
  }

  /// The second press of a mark: the letter is plain again and the key stays.
  private mutating func undo(at i: Int, key: UInt8) -> Bool {
    undoneQualities.insert(key | 0x20)
    // A lone w that became ư gives way to the w itself.
    if letters[i].isInserted, nucleus.count == 1 {
      letters[i] = Letter(base: UInt8(ascii: "w"), isCapital: letters[i].isCapital, isPlain: true)
      return true
    }
    if letters[i].quality == .horn, i > 0, letters[i - 1].quality == .horn { letters[i - 1].quality = .none }
    letters[i].quality = .none
    return false
  }

  private mutating func replaceQuality(at i: Int, with quality: Quality) -> Bool {
    guard isValid(i, quality) else { return false }
    letters[i].quality = quality
    return true
  }

  /// Whether the vowels are a sequence of Vietnamese once letter `i` has the quality.
  private func isValid(_ i: Int, _ quality: Quality) -> Bool {
    var changed = letters[nucleus]
    changed[i].quality = quality
    return VowelSequences.contains(
      changed.reduce(0) { VowelSequences.appending(VowelRow.of($1.base, $1.quality) ?? 14, to: $0) })
  }

  /// u before ơ, and o after ư, take the horn once another letter follows.
  private mutating func completeHorns() {
    let range = nucleus
    for i in range.dropLast() where i + 2 < letters.count {
      guard letters[i].base == UInt8(ascii: "u"), letters[i + 1].base == UInt8(ascii: "o") else { continue }
      let isHalf = (letters[i].quality == .horn) != (letters[i + 1].quality == .horn)
      guard isHalf, letters[i].quality != .circumflex, letters[i + 1].quality != .circumflex else { continue }
      letters[i].quality = .horn
      letters[i + 1].quality = .horn
    }
  }

  /// The last run of vowels, without the u of `qu` and the i of `gi` before a vowel.
  private var nucleus: Range<Int> {
    var end = letters.count
    while end > 0, !isVowel(end - 1) { end -= 1 }
    var start = end
    while start > 0, isVowel(start - 1) { start -= 1 }
    if start > 0, end - start > 1 {
      let before = letters[start - 1].base
      let first = letters[start]
      if before == UInt8(ascii: "q") && first.base == UInt8(ascii: "u")
        || before == UInt8(ascii: "g") && first.base == UInt8(ascii: "i")
      {
        start += 1
      }
    }
    return start..<end
  }

  private func isVowel(_ i: Int) -> Bool { !letters[i].isPlain && "aeiouy".utf8.contains(letters[i].base) }

  /// The letter that carries the tone.
  private var tonePlace: Int? {
    let range = nucleus
    guard let first = range.first else { return nil }
    if let marked = range.last(where: { letters[$0].quality != .none }) { return marked }
    if range.count == 1 { return first }
    if range.upperBound < letters.count { return range.upperBound - 1 }
    if range.count >= 3 { return first + 1 }
    let pair = (letters[first].base, letters[first + 1].base)
    let isOpen =
      pair == (UInt8(ascii: "o"), UInt8(ascii: "a")) || pair == (UInt8(ascii: "o"), UInt8(ascii: "e"))
      || pair == (UInt8(ascii: "u"), UInt8(ascii: "y"))
    return isOpen && style == .modern ? first + 1 : first
  }

  /// The word as code points.
  var codePoints: [UInt32] {
    let marked = tone == 0 ? nil : tonePlace
    return letters.indices.map { i in
      let letter = letters[i]
      if letter.quality == .stroke { return VietnameseLetters.codePoints[letter.isCapital ? 144 : 145] }
      if let row = VowelRow.of(letter.base, letter.quality) {
        return VietnameseLetters.codePoints[row * 12 + (letter.isCapital ? 0 : 6) + (i == marked ? tone : 0)]
      }
      return UInt32(letter.isCapital ? letter.base - 0x20 : letter.base)
    }
  }
}
