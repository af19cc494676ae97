/// The twelve vowels by their row in ``VietnameseLetters``.
enum VowelRow {
  static let (a, aBreve, aCircumflex, e, eCircumflex, i) = (0, 1, 2, 3, 4, 5)
  static let (o, oCircumflex, oHorn, u, uHorn, y) = (6, 7, 8, 9, 10, 11)
}

extension VowelRow {
  /// The row of a vowel with a quality mark; nothing for what is no letter of Vietnamese.
  static func of(_ base: UInt8, _ quality: Quality) -> Int? {
    switch (base, quality) {
    case (UInt8(ascii: "a"), .none): a
    case (UInt8(ascii: "a"), .breve): aBreve
    case (UInt8(ascii: "a"), .circumflex): aCircumflex
    case (UInt8(ascii: "e"), .none): e
    case (UInt8(ascii: "e"), .circumflex): eCircumflex
    case (UInt8(ascii: "i"), .none): i
    case (UInt8(ascii: "o"), .none): o
    case (UInt8(ascii: "o"), .circumflex): oCircumflex
    case (UInt8(ascii: "o"), .horn): oHorn
    case (UInt8(ascii: "u"), .none): u
    case (UInt8(ascii: "u"), .horn): uHorn
    case (UInt8(ascii: "y"), .none): y
    default: nil
    }
  }

  /// The letter and quality of a row.
  static let parts: [(base: UInt8, quality: Quality)] = [
    (UInt8(ascii: "a"), .none), (UInt8(ascii: "a"), .breve), (UInt8(ascii: "a"), .circumflex),
    (UInt8(ascii: "e"), .none), (UInt8(ascii: "e"), .circumflex), (UInt8(ascii: "i"), .none),
    (UInt8(ascii: "o"), .none), (UInt8(ascii: "o"), .circumflex), (UInt8(ascii: "o"), .horn),
    (UInt8(ascii: "u"), .none), (UInt8(ascii: "u"), .horn), (UInt8(ascii: "y"), .none),
  ]
}
