/// What a person types on a plain keyboard to get Vietnamese.
public enum TypingMethod: String, CaseIterable, Codable, Sendable {
  /// Letters as marks: `tieesng Vieejt`.
  case telex
  /// Digits as marks: `tie61ng Vie65t`.
  case vniKeys = "vni-keys"
}

/// What one key does to the word before it; the first of several that applies.
enum KeyAction: Hashable {
  case tone(Int)  // 0 takes it off; order of ``VietnameseLetters``
  case circumflex(on: UInt8?)  // the vowel that is doubled; nil: whichever can
  case breveOrHorn(Set<Quality>)
  case stroke
  case insert(base: UInt8)  // ơ or ư as a letter of its own
}

extension TypingMethod {
  /// What a key means, case ignored; nothing for a plain letter.
  func action(of key: UInt8) -> KeyAction? {
    switch self {
    case .telex: Self.telexAction(key | 0x20, key)
    case .vniKeys: Self.vniAction(key)
    }
  }

  /// Whether a byte belongs to a word of keys.
  func isKey(_ byte: UInt8) -> Bool {
    if (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") { return true }
    return switch self {
    case .telex: Self.brackets.contains(byte)
    case .vniKeys: byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
  }

  private static let brackets: [UInt8] = Array("[]{}".utf8)

  private static func telexAction(_ small: UInt8, _ key: UInt8) -> KeyAction? {
    switch key {
    case UInt8(ascii: "["), UInt8(ascii: "{"): return .insert(base: UInt8(ascii: "o"))
    case UInt8(ascii: "]"), UInt8(ascii: "}"): return .insert(base: UInt8(ascii: "u"))
    default: break
    }
    switch small {
    case UInt8(ascii: "z"): return .tone(0)
    case UInt8(ascii: "f"): return .tone(1)
    case UInt8(ascii: "r"): return .tone(2)
    case UInt8(ascii: "x"): return .tone(3)
    case UInt8(ascii: "s"): return .tone(4)
    case UInt8(ascii: "j"): return .tone(5)
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "o"): return .circumflex(on: small)
    case UInt8(ascii: "w"): return .breveOrHorn([.breve, .horn])
    case UInt8(ascii: "d"): return .stroke
    default: return nil
    }
  }

  private static func vniAction(_ key: UInt8) -> KeyAction? {
    switch key {
    case UInt8(ascii: "0"): .tone(0)
    case UInt8(ascii: "1"): .tone(4)
    case UInt8(ascii: "2"): .tone(1)
    case UInt8(ascii: "3"): .tone(2)
    case UInt8(ascii: "4"): .tone(3)
    case UInt8(ascii: "5"): .tone(5)
    case UInt8(ascii: "6"): .circumflex(on: nil)
    case UInt8(ascii: "7"): .breveOrHorn([.horn])
    case UInt8(ascii: "8"): .breveOrHorn([.breve])
    case UInt8(ascii: "9"): .stroke
    default: nil
    }
  }

  /// The key that gives a letter its quality, typed after the letter.
  func qualityKey(_ quality: Quality, on base: UInt8) -> UInt8? {
    switch (self, quality) {
    case (_, .none): nil
    case (.telex, .circumflex), (.telex, .stroke): base
    case (.telex, _): UInt8(ascii: "w")
    case (.vniKeys, .circumflex): UInt8(ascii: "6")
    case (.vniKeys, .horn): UInt8(ascii: "7")
    case (.vniKeys, .breve): UInt8(ascii: "8")
    case (.vniKeys, .stroke): UInt8(ascii: "9")
    }
  }

  /// The key of a tone; tones in the order of ``VietnameseLetters``.
  func toneKey(_ tone: Int) -> UInt8 {
    switch self {
    case .telex: Array("zfrxsj".utf8)[tone]
    case .vniKeys: Array("023415".utf8)[tone]
    }
  }
}
