internal import VietUnicode

/// What a code point contributes to the kind and the shape of its token.
///
/// A token's kind is the strongest of its code points: a letter makes it a word, else a digit a number; without
/// either, the first code point decides.
enum ScalarClass: UInt8, CaseIterable {
  case other, blank, newline, punct, symbol, emoji
  /// Text style by default: an emoji with U+FE0F after it.
  case emojiWithSelector
  /// U+FE0F.
  case emojiSelector
  /// U+20E3: makes an emoji of a digit.
  case keycap
  case number, letter, lower, upper

  init(_ scalar: UInt32) {
    let facts = CodePointFacts(of: scalar)
    switch scalar {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: self = .newline
    case 0xFE0F: self = .emojiSelector
    case 0x20E3: self = .keycap
    case _ where facts.contains(.blank): self = .blank
    case _ where facts.contains(.regional) || facts.contains(.emojiPresentation): self = .emoji
    case _ where facts.isLetter:
      self = facts.contains(.upper) ? .upper : facts.contains(.lower) ? .lower : .letter
    case _ where facts.isNumber: self = .number
    // Hearts, suits, weather, hands are typed without the selector; arrows, © and ™ are text.
    case _ where facts.contains(.emoji) && facts.contains(.pictographic):
      self = scalar >= 0x2600 ? .emoji : .emojiWithSelector
    case _ where facts.isPunctuation: self = .punct
    case _ where facts.isSymbol: self = .symbol
    default: self = .other
    }
  }
}
