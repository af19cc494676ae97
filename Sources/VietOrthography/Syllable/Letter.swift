/// The 29 letters of the alphabet, tone marks apart, in dictionary order.
///
/// Raw values are 1…29, five bits; 0 is no letter. A *lettered tone* is a byte: the letter in the low five
/// bits and the ``Tone`` above them, which is how one precomposed code point is held while text is read.
package enum Letter: UInt8, CaseIterable, Sendable {
  case a = 1
  case aBreve, aCircumflex, b, c, d, dStroke, e, eCircumflex, g, h, i, k, l, m, n, o, oCircumflex, oHorn, p,
    q,
    r, s, t, u, uHorn, v, x, y

  /// The letter in lower case, without a tone mark.
  package var scalar: Unicode.Scalar {
    switch self {
    case .a: "a"
    case .aBreve: "ă"
    case .aCircumflex: "â"
    case .b: "b"
    case .c: "c"
    case .d: "d"
    case .dStroke: "đ"
    case .e: "e"
    case .eCircumflex: "ê"
    case .g: "g"
    case .h: "h"
    case .i: "i"
    case .k: "k"
    case .l: "l"
    case .m: "m"
    case .n: "n"
    case .o: "o"
    case .oCircumflex: "ô"
    case .oHorn: "ơ"
    case .p: "p"
    case .q: "q"
    case .r: "r"
    case .s: "s"
    case .t: "t"
    case .u: "u"
    case .uHorn: "ư"
    case .v: "v"
    case .x: "x"
    case .y: "y"
    }
  }

  package var isVowel: Bool {
    switch self {
    case .a, .aBreve, .aCircumflex, .e, .eCircumflex, .i, .o, .oCircumflex, .oHorn, .u, .uHorn, .y: true
    default: false
    }
  }

  /// The twelve vowel letters with each tone, in the order of ``Tone``: the rows of the alphabet.
  private static let vowelRows: [(Letter, String, String)] = [
    (.a, "aàảãáạ", "AÀẢÃÁẠ"), (.aBreve, "ăằẳẵắặ", "ĂẰẲẴẮẶ"), (.aCircumflex, "âầẩẫấậ", "ÂẦẨẪẤẬ"),
    (.e, "eèẻẽéẹ", "EÈẺẼÉẸ"), (.eCircumflex, "êềểễếệ", "ÊỀỂỄẾỆ"), (.i, "iìỉĩíị", "IÌỈĨÍỊ"),
    (.o, "oòỏõóọ", "OÒỎÕÓỌ"), (.oCircumflex, "ôồổỗốộ", "ÔỒỔỖỐỘ"), (.oHorn, "ơờởỡớợ", "ƠỜỞỠỚỢ"),
    (.u, "uùủũúụ", "UÙỦŨÚỤ"), (.uHorn, "ưừửữứự", "ƯỪỬỮỨỰ"), (.y, "yỳỷỹýỵ", "YỲỶỸÝỴ"),
  ]

  /// Every letter with every tone that it can carry: code points in lower and upper case.
  package static let all: [(letter: Letter, tone: Tone, lower: Unicode.Scalar, upper: Unicode.Scalar)] = {
    var result: [(letter: Letter, tone: Tone, lower: Unicode.Scalar, upper: Unicode.Scalar)] = []
    for (letter, lower, upper) in vowelRows {
      for (tone, pair) in zip(Tone.allCases, zip(lower.unicodeScalars, upper.unicodeScalars)) {
        result.append((letter, tone, pair.0, pair.1))
      }
    }
    for letter in allCases where !letter.isVowel {
      result.append(
        (letter, .ngang, letter.scalar, letter.scalar.properties.uppercaseMapping.unicodeScalars.first!))
    }
    return result
  }()
}
