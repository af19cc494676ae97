/// What the fast path knows of a code point, in tables small enough for L1.
///
/// An entry is the folded letter in the high byte and its form code in the low byte; 0 is a code point that the fast
/// path leaves to ICU. A combining mark has ``markFlag`` and its kind.
struct LetterTables: @unchecked Sendable {
  /// What an ASCII byte does to a word.
  enum ASCIIClass {
    /// Ends a word whatever stands around it.
    static let separator: UInt8 = 0
    /// May join letters or digits (UAX #29, MidLetter, MidNum, MidNumLet, ExtendNumLet).
    static let joiner: UInt8 = 1
    // Everything above is the folded letter or digit itself.
  }

  /// 128 entries: ``ASCIIClass`` or the folded letter.
  let ascii: UnsafePointer<UInt8>
  /// 2-byte code points, U+0000–07FF.
  let two: UnsafePointer<UInt16>
  /// U+1E80–1EFF.
  let extended: UnsafePointer<UInt16>

  static let markFlag: UInt16 = 0x0080

  /// Built once; never freed.
  static let shared = LetterTables()

  /// Base letters with their Vietnamese forms; each row is one quality, its columns the six tones.
  static let rows: [(base: UInt8, quality: FormCode.Quality, lower: [UInt32], upper: [UInt32])] = {
    let spellings: [(Character, FormCode.Quality, String, String)] = [
      ("a", .none, "aàảãáạ", "AÀẢÃÁẠ"), ("a", .circumflex, "âầẩẫấậ", "ÂẦẨẪẤẬ"),
      ("a", .breve, "ăằẳẵắặ", "ĂẰẲẴẮẶ"),
      ("e", .none, "eèẻẽéẹ", "EÈẺẼÉẸ"), ("e", .circumflex, "êềểễếệ", "ÊỀỂỄẾỆ"),
      ("i", .none, "iìỉĩíị", "IÌỈĨÍỊ"),
      ("o", .none, "oòỏõóọ", "OÒỎÕÓỌ"), ("o", .circumflex, "ôồổỗốộ", "ÔỒỔỖỐỘ"),
      ("o", .horn, "ơờởỡớợ", "ƠỜỞỠỚỢ"),
      ("u", .none, "uùủũúụ", "UÙỦŨÚỤ"), ("u", .horn, "ưừửữứự", "ƯỪỬỮỨỰ"), ("y", .none, "yỳỷỹýỵ", "YỲỶỸÝỴ"),
    ]
    return spellings.map { base, quality, lower, upper in
      (base.asciiValue!, quality, lower.unicodeScalars.map(\.value), upper.unicodeScalars.map(\.value))
    }
  }()

  /// Combining marks by code point: kind 0…5 the tones, 6…8 circumflex, breve, horn.
  static let marks: [(point: UInt32, kind: UInt16)] = [
    (0x300, 1), (0x309, 2), (0x303, 3), (0x301, 4), (0x323, 5), (0x302, 6), (0x306, 7), (0x31B, 8),
  ]

  private init() {
    let ascii = UnsafeMutablePointer<UInt8>.allocate(capacity: 128)
    ascii.initialize(repeating: ASCIIClass.separator, count: 128)
    for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { ascii[Int(byte)] = byte }
    for byte in UInt8(ascii: "a")...UInt8(ascii: "z") {
      ascii[Int(byte)] = byte
      ascii[Int(byte - 32)] = byte
    }
    for joiner in ".,:;'_".utf8 { ascii[Int(joiner)] = ASCIIClass.joiner }

    let two = UnsafeMutablePointer<UInt16>.allocate(capacity: 0x800)
    two.initialize(repeating: 0, count: 0x800)
    let extended = UnsafeMutablePointer<UInt16>.allocate(capacity: 0x80)
    extended.initialize(repeating: 0, count: 0x80)
    func set(_ point: UInt32, _ base: UInt8, _ code: UInt8) {
      let entry = UInt16(base) << 8 | UInt16(code)
      if point >= 0x1E80, point < 0x1F00 {
        extended[Int(point - 0x1E80)] = entry
      } else if point >= 0x80 {
        two[Int(point)] = entry
      }
    }
    for row in Self.rows {
      for tone in 0..<6 {
        let code = FormCode.code(row.quality, tone: UInt8(tone))
        set(row.lower[tone], row.base, code)
        set(row.upper[tone], row.base, code)
      }
    }
    set(0x110, UInt8(ascii: "d"), FormCode.dStroke)
    set(0x111, UInt8(ascii: "d"), FormCode.dStroke)
    for mark in Self.marks { two[Int(mark.point)] = Self.markFlag | mark.kind }
    self.ascii = UnsafePointer(ascii)
    self.two = UnsafePointer(two)
    self.extended = UnsafePointer(extended)
  }
}

extension LetterTables {
  /// Bytes of a code point that the tables may know, by its first byte; 0 for all others.
  @inline(__always)
  func entryLength(_ lead: UInt8) -> Int {
    if lead >= 0xC2, lead <= 0xDF { return 2 }
    return lead == 0xE1 ? 3 : 0
  }

  /// The entry of a code point; 0 for what the tables don't know and for what is not UTF-8.
  @inline(__always)
  func entry(_ length: Int, _ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt16 {
    guard second & 0xC0 == 0x80 else { return 0 }
    if length == 2 { return two[Int(first & 0x1F) << 6 | Int(second & 0x3F)] }
    // E1 BA 80 – E1 BB BF is U+1E80–1EFF.
    guard second & 0xFE == 0xBA, third & 0xC0 == 0x80 else { return 0 }
    return extended[Int(second & 1) << 6 | Int(third & 0x3F)]
  }
}
