/// Collects the codes of one spelling; see ``UnitHash``.
struct UnitCodes {
  static let codesPerWord = 9

  private var state: UInt64 = 0
  private var word: UInt64 = 0
  private var tones: UInt64 = 0
  private var count = 0
  /// Whether the last code is a letter that a quality mark may still change.
  private var endsInLetter = false

  var hash: UInt64 { UnitHash.mix(state ^ word ^ (tones &<< 54)) }

  /// The tone marks so far, two bits each.
  var toneField: UInt64 { tones }

  /// The code, if there is exactly one.
  var onlyCode: UInt64? { count == 1 && state == 0 ? word : nil }

  /// A letter or digit with a code of its own.
  static func isBase(_ scalar: UInt32) -> Bool {
    0x61...0x7A ~= scalar || 0x30...0x39 ~= scalar || scalar == 0x111
  }

  /// A letter or digit with a code of its own, a tone mark or a quality mark.
  static func isShort(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323: true
    default: isBase(scalar)
    }
  }

  /// Adds one code point of the lower-case decomposed spelling.
  @inline(__always)
  mutating func append(_ scalar: UInt32) {
    switch scalar {
    case 0x61...0x7A: add(letter: UInt64(scalar - 0x60))
    case 0x30...0x39: add(letter: UInt64(scalar - 0x30 + 27))
    case 0x111: add(letter: 37)
    case 0x300: tones &+= 1
    case 0x309: tones &+= 1 << 2
    case 0x303: tones &+= 1 << 4
    case 0x301: tones &+= 1 << 6
    case 0x323: tones &+= 1 << 8
    case 0x302, 0x306, 0x31B: if !compose(scalar) { escape(scalar) }
    default: escape(scalar)
    }
  }

  /// Puts a quality mark on the last letter, if it takes it.
  @inline(__always)
  mutating func compose(_ mark: UInt32) -> Bool {
    guard endsInLetter, let letter = Self.letter(UInt8(truncatingIfNeeded: word & 63), with: mark) else {
      return false
    }
    word = (word & ~63) | letter
    return true
  }

  /// Breve, circumflex, horn.
  static func isQuality(_ scalar: UInt32) -> Bool { scalar == 0x302 || scalar == 0x306 || scalar == 0x31B }

  /// Adds a letter or digit by its code, with the tone marks on it.
  @inline(__always)
  mutating func add(letter code: UInt64, tones: UInt64 = 0) {
    add(code)
    endsInLetter = true
    self.tones &+= tones
  }

  /// Adds a code point that has no code of its own.
  mutating func escape(_ scalar: UInt32) {
    add(63)
    add(UInt64(scalar &>> 18) & 63)
    add(UInt64(scalar &>> 12) & 63)
    add(UInt64(scalar &>> 6) & 63)
    add(UInt64(scalar) & 63)
    endsInLetter = false
  }

  @inline(__always)
  private mutating func add(_ code: UInt64) {
    if count == Self.codesPerWord {
      state = UnitHash.mix(state ^ word)
      word = 0
      count = 0
    }
    word = word &<< 6 | code
    count &+= 1
  }

  /// The code of a base letter with a quality mark on it.
  private static func letter(_ base: UInt8, with mark: UInt32) -> UInt64? {
    switch (base, mark) {
    case (1, 0x306): 38
    case (1, 0x302): 39
    case (5, 0x302): 40
    case (15, 0x302): 41
    case (15, 0x31B): 42
    case (21, 0x31B): 43
    default: nil
    }
  }
}
