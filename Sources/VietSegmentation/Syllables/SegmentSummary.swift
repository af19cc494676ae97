internal import VietCore

/// Kind and shape of one segment, gathered code point by code point.
struct SegmentSummary {
  private var first: ScalarClass?
  private var letters = 0
  private var lower = 0
  private var upper = 0
  private var startsUpper = false
  private var hasNumber = false
  private var isEmoji = false
  private(set) var isMalformed = false
  private var isBlank = true
  private var hasMark = false

  mutating func add(_ kind: ScalarClass, isMalformed: Bool) {
    if first == nil { first = kind }
    if isMalformed { self.isMalformed = true }
    if kind != .blank && kind != .newline { isBlank = false }
    switch kind {
    case .letter: letters += 1
    case .lower:
      letters += 1
      lower += 1
    case .upper:
      letters += 1
      if lower + upper == 0 { startsUpper = true }
      upper += 1
    case .number: hasNumber = true
    case .punct, .symbol: hasMark = true
    case .keycap: isEmoji = true
    case .emojiSelector: if first == .emojiWithSelector { isEmoji = true }
    default: break
    }
  }

  /// Letters, without marks.
  var letterCount: Int { letters }

  /// See ``TextUnit/Flags/compound``.
  var isCompound: Bool { letters > 0 ? hasNumber || hasMark : hasNumber && hasMark }

  /// `nil` for blanks.
  var kind: TokenKind? {
    if isMalformed { return .other }
    if letters > 0 { return .word }
    if isEmoji { return .emoji }
    if hasNumber { return .number }
    switch first {
    case .blank, .newline: return isBlank ? nil : .other
    case .punct: return .punct
    case .emoji: return .emoji
    case .symbol, .emojiWithSelector: return .symbol
    default: return .other
    }
  }

  var shape: CaseShape {
    if lower + upper == 0 { return .none }
    if upper == 0 { return .lower }
    if upper == 1 && startsUpper { return .title }
    return lower == 0 ? .upper : .mixed
  }

  /// What a blank segment says about the token after it; `flags` are those of the blanks before.
  func blankFlags(after flags: TextUnit.Flags) -> TextUnit.Flags {
    guard first == .newline else { return .blankBefore }
    return flags.contains(.newlineBefore)
      ? [.blankBefore, .newlineBefore, .paragraphBefore] : [.blankBefore, .newlineBefore]
  }
}
