import VietTestSupport
import VietUnicode

/// Text for tests of normalisation: code points weighted to what interacts.
enum NormalizationSamples {
  static let marks: [UInt32] = [0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323]

  /// The 134 accented letters of Vietnamese with their quality and tone marks.
  static let letters: [(base: UInt32, quality: UInt32?, tone: UInt32?)] = {
    let tones: [UInt32?] = [nil, 0x300, 0x309, 0x303, 0x301, 0x323]
    let qualities: [(String, UInt32?)] = [
      ("aeiouyAEIOUY", nil), ("aeoAEO", 0x302), ("aA", 0x306), ("ouOU", 0x31B),
    ]
    return qualities.flatMap { vowels, quality in
      vowels.unicodeScalars.flatMap { vowel in
        tones.compactMap { tone in quality == nil && tone == nil ? nil : (vowel.value, quality, tone) }
      }
    } + [(0x111, nil, nil), (0x110, nil, nil)]
  }()

  static func utf8(_ codePoints: [UInt32]) -> [UInt8] {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: codePoints.compactMap(Unicode.Scalar.init))
    return Array(String(scalars).utf8)
  }

  /// A code point, weighted to Latin, combining marks, Hangul, CJK compatibility and unassigned ones.
  static func codePoint(_ random: inout SeededGenerator) -> UInt32 {
    switch random.below(24) {
    case 0...4: return UInt32(0x41 + random.below(58))
    case 5, 6: return 0x20
    case 7...10: return random.pick(marks)
    case 11: return UInt32(0x300 + random.below(0x70))
    case 12: return UInt32(0xC0 + random.below(0x1C0))
    case 13, 14: return UInt32(0x1E00 + random.below(0x100))
    case 15: return UInt32(0x80 + random.below(0x80))
    case 16: return random.pick([0x1100, 0x1161, 0x11A8, 0xAC00, 0xAC01, 0x1112, 0x1175, 0x11C2, 0xD7A3])
    case 17: return random.pick([0xF900, 0xFA0E, 0x2F800, 0xFB01, 0xFF21, 0x3300, 0x32FF, 0xFDFA])
    case 18: return random.pick([0x378, 0x2FFFE, 0x30000, 0xE0001, 0x10FFFF, 0xFFFE, 0xE000])
    case 19:
      return random.pick([0x2000, 0x2001, 0x2002, 0x201C, 0x2026, 0x20AB, 0x2126, 0x212B, 0x20D0, 0x2ADC])
    case 20:
      return random.pick([
        0x3099, 0x304B, 0x0DCF, 0x0DD9, 0x0CC6, 0x0CC2, 0x1D15E, 0x110BA, 0x11099, 0x0F71, 0x0F72,
      ])
    case 21:
      return random.pick([
        0x340, 0x341, 0x343, 0x344, 0x345, 0x34F, 0x35D, 0x5B0, 0x64B, 0x483, 0x1DC0, 0x1AB0,
      ])
    case 22: return UInt32(0x370 + random.below(0x200))
    default:
      let any = UInt32(random.below(0x110000))
      return (0xD800...0xDFFF).contains(any) ? 0x61 : any
    }
  }

  /// Random text of up to `longest` code points, in stretches of plain and of odd text.
  static func text(_ random: inout SeededGenerator, longest: Int) -> [UInt8] {
    var text: [UInt32] = []
    let count = random.below(longest + 1)
    while text.count < count {
      switch random.below(3) {
      case 0:
        for _ in 0..<random.below(40) { text.append(UInt32(0x61 + random.below(26))) }
      case 1:
        for _ in 0..<random.below(12) {
          let letter = random.pick(letters)
          text +=
            [UInt32(0x61 + random.below(26)), letter.base] + [letter.quality, letter.tone].compactMap { $0 }
        }
      default: for _ in 0..<random.below(10) { text.append(codePoint(&random)) }
      }
    }
    return utf8(Array(text.prefix(count)))
  }
}
