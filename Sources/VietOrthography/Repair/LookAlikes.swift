/// Characters that are taken for letters of the alphabet.
enum LookAlikes {
  /// The letter that is meant, and whether it is a capital; only what looks the same in print.
  static func letter(_ scalar: UInt32) -> (letter: Letter, isUpper: Bool, kind: Kind)? {
    switch scalar {
    // Eth and the African D, for Đ.
    case 0x00D0, 0x0189: (.dStroke, true, .latin)
    case 0x00F0, 0x0256: (.dStroke, false, .latin)
    // Caron for breve.
    case 0x01CD: (.aBreve, true, .caron)
    case 0x01CE: (.aBreve, false, .caron)
    case 0x0131: (.i, false, .latin)
    default: script(scalar).map { ($0.0, $0.1, .script) }
    }
  }

  enum Kind { case latin, caron, script }

  /// Cyrillic and Greek.
  private static func script(_ scalar: UInt32) -> (Letter, Bool)? {
    switch scalar {
    case 0x0410: (.a, true)
    case 0x0412: (.b, true)
    case 0x0415: (.e, true)
    case 0x0406: (.i, true)
    case 0x041A: (.k, true)
    case 0x041C: (.m, true)
    case 0x041D: (.h, true)
    case 0x041E: (.o, true)
    case 0x0420: (.p, true)
    case 0x0421: (.c, true)
    case 0x0422: (.t, true)
    case 0x0425: (.x, true)
    case 0x04AE: (.y, true)
    case 0x0430: (.a, false)
    case 0x0435: (.e, false)
    case 0x0456: (.i, false)
    case 0x043E: (.o, false)
    case 0x0440: (.p, false)
    case 0x0441: (.c, false)
    case 0x0443: (.y, false)
    case 0x0445: (.x, false)
    case 0x04BB: (.h, false)
    case 0x051B: (.q, false)
    case 0x0391: (.a, true)
    case 0x0392: (.b, true)
    case 0x0395: (.e, true)
    case 0x0397: (.h, true)
    case 0x0399: (.i, true)
    case 0x039A: (.k, true)
    case 0x039C: (.m, true)
    case 0x039D: (.n, true)
    case 0x039F: (.o, true)
    case 0x03A1: (.p, true)
    case 0x03A4: (.t, true)
    case 0x03A5: (.y, true)
    case 0x03A7: (.x, true)
    case 0x03BD: (.v, false)
    case 0x03BF: (.o, false)
    default: nil
    }
  }

  /// The combining mark that a spacing accent after a letter stands for.
  static func mark(ofSpacing scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x00B4, 0x02CA: 0x0301
    case 0x02CB: 0x0300
    case 0x02DC: 0x0303
    case 0x02C6: 0x0302
    case 0x02D8: 0x0306
    default: nil
    }
  }

  /// Blanks that are to be U+0020: the general category Zs.
  static func isBlank(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x00A0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Soft hyphen and zero-width characters: nothing to see between two letters.
  static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x00AD, 0x034F, 0x180E, 0x200B...0x200F, 0x2060, 0xFEFF: true
    default: false
    }
  }
}
