internal import Testing
internal import VietCore
internal import VietOrthography
internal import VietTestSupport
internal import VietUnicode

/// Strip and fold as CLI.md words them, on whole strings, with nothing but ICU.
private enum Reference {
  static func form(_ text: String, _ form: NormalizationForm) -> String {
    var output = ByteBuffer()
    Array(text.utf8).withUnsafeBytes { try? ICUNormalizing.normalize($0, to: form, into: &output) }
    return output.string
  }

  static func strip(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var afterLatin = false
    for scalar in form(text, .nfd).unicodeScalars {
      let facts = CodePointFacts(of: scalar.value)
      if !facts.isMark { afterLatin = facts.contains(.latin) && facts.isLetter }
      if facts.category == 6, afterLatin { continue }
      switch scalar {
      case "Đ", "Ð", "Ɖ": result.append("D")
      case "đ", "ð", "ɖ": result.append("d")
      default: result.append(scalar)
      }
    }
    return form(String(result), .nfc)
  }

  private static func keyOnce(_ text: String) -> String {
    var lower = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      lower.append(Unicode.Scalar(ICUCaseMapping.simpleLower(scalar.value))!)
    }
    var result = ""
    var piece = String.UnicodeScalarView()
    for scalar in strip(String(lower)).unicodeScalars {
      let isBlank = CodePointFacts(of: scalar.value).contains(.blank)
      if !isBlank, form(String(scalar), .nfkc).unicodeScalars.contains(" ") {
        result += form(String(piece), .nfkc) + String(scalar)
        piece = .init()
      } else {
        piece.append(scalar)
      }
    }
    return result + form(String(piece), .nfkc)
  }

  static func fold(_ text: String) -> String {
    var key = keyOnce(text)
    while true {
      let next = keyOnce(key)
      if next.unicodeScalars.elementsEqual(key.unicodeScalars) { return key }
      key = next
    }
  }
}

@Suite struct FoldingTests {
  let strip = Pass.strip
  let fold = Pass.fold

  @Test(arguments: [
    ("Đường", "Duong"), ("café", "cafe"), ("ÐẠI ð Ɖ ɖ", "DAI d D d"), ("Ỡ ỗ ẵ ỹ Ự", "O o a y U"),
    ("x̂y", "xy"),
    ("й ά ç", "й ά c"), ("か\u{3099}", "か\u{3099}"), ("ﬁ ② ｅ̂", "ﬁ ② ｅ"), ("≠ ´", "≠ ´"), ("Łódź ß", "Łodz ß"),
    ("", ""),
  ])
  func strips(text: String, expected: String) {
    let input = Reference.form(text, .nfc)
    #expect(strip(input).unicodeScalars.elementsEqual(Reference.form(expected, .nfc).unicodeScalars))
  }

  @Test(arguments: [
    ("Đường PHỐ", "duong pho"), ("ﬁ ② Ⅷ ℌ", "fi 2 viii h"), ("L´Oréal", "l´oreal"), ("ﷺ", "ﷺ"),
    ("a\u{A0}b", "a b"),
    ("Ｈòａ", "hoa"), ("İ", "i"), ("ＡＢＣ①", "abc1"), ("℡ №", "tel no"), ("ａ\u{FF9E}", "a"),
  ])
  func folds(text: String, expected: String) {
    #expect(fold(Reference.form(text, .nfc)) == expected)
  }

  @Test func everySpellingOfASyllableHasOneKey() {
    for syllable in SyllableTests.all {
      let key = fold(syllable.spelling(.modern))
      #expect(key.utf8.allSatisfy { (0x61...0x7A).contains($0) }, "\(key)")
      for style in ToneMarkStyle.allCases {
        let spelling = syllable.spelling(style)
        for text in [spelling, spelling.uppercased()] {
          #expect(fold(text) == key)
          #expect(fold(Reference.form(Reference.form(text, .nfd), .nfc)) == key)
        }
        #expect(strip(spelling) == key)
        #expect(strip(spelling.uppercased()) == key.uppercased())
      }
    }
  }

  @Test func everyCodePointIsWhatICUSays() {
    var generator = SeededGenerator(seed: 21)
    for value in UInt32(0)..<0x1_1000 {
      // All of the Latin blocks and what lies around them, a sample of the rest.
      guard
        value < 0x3000 || (0xA700..<0xB000).contains(value) || value >= 0xF900 || generator.below(16) == 0,
        let scalar = Unicode.Scalar(value)
      else { continue }
      let text = Reference.form(String(scalar), .nfc)
      #expect(
        strip(text).unicodeScalars.elementsEqual(Reference.strip(text).unicodeScalars),
        "U+\(String(value, radix: 16))")
      #expect(
        fold(text).unicodeScalars.elementsEqual(Reference.fold(text).unicodeScalars),
        "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [UInt64(31), 32, 33])
  func randomTextIsWhatICUSays(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let rounds = LongTests.areOn ? 1_000_000 : 6_000
    for _ in 0..<rounds {
      var view = String.UnicodeScalarView()
      for _ in 0..<generator.below(12) { view.append(Self.scalar(&generator)) }
      let text = Reference.form(String(view), .nfc)
      let stripped = strip(text)
      #expect(
        stripped.unicodeScalars.elementsEqual(Reference.strip(text).unicodeScalars),
        "seed \(seed): \(text.unicodeScalars.map(\.value))")
      let key = fold(text)
      #expect(
        key.unicodeScalars.elementsEqual(Reference.fold(text).unicodeScalars),
        "seed \(seed): \(text.unicodeScalars.map(\.value))")
      #expect(fold(key).unicodeScalars.elementsEqual(key.unicodeScalars), "seed \(seed): idempotent")
      #expect(
        strip(stripped).unicodeScalars.elementsEqual(stripped.unicodeScalars), "seed \(seed): idempotent")
    }
  }

  private static let letters = Letter.all
  private static let marks: [ClosedRange<UInt32>] = [
    0x300...0x36F, 0x300...0x328, 0x1AB0...0x1ABE, 0x20D0...0x20F0, 0x3099...0x309A, 0xFE20...0xFE2F,
  ]
  private static let others: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x80...0x2FF, 0x370...0x52F, 0x590...0x6FF, 0x900...0x9FF, 0x1100...0x11FF, 0x1D00...0x1DBF,
    0x1E00...0x1FFF,
    0x2000...0x22FF, 0x2460...0x24FF, 0x2C60...0x2C7F, 0x3000...0x33FF, 0xAC00...0xAD00, 0xF900...0xFAFF,
    0xFB00...0xFDFF,
    0xFE70...0xFFEF, 0x1D400...0x1D7FF, 0x1F100...0x1F200,
  ]

  private static func scalar(_ generator: inout SeededGenerator) -> Unicode.Scalar {
    switch generator.below(6) {
    case 0: return Unicode.Scalar(UInt8(0x20 + generator.below(0x5F)))
    case 1, 2:
      let row = generator.pick(letters)
      return generator.below(2) == 0 ? row.lower : row.upper
    case 3: return scalar(in: generator.pick(marks), &generator)
    default: return scalar(in: generator.pick(others), &generator)
    }
  }

  private static func scalar(in range: ClosedRange<UInt32>, _ generator: inout SeededGenerator)
    -> Unicode.Scalar
  {
    Unicode.Scalar(range.lowerBound + UInt32(generator.below(range.count))) ?? "?"
  }
}
