internal import SystemPackage
internal import Testing
internal import VietOrthography
internal import VietTestSupport

@Suite struct SyllableTests {
  /// Every syllable that the rules admit, each tone.
  static let all: [Syllable] = {
    var result: [Syllable] = []
    SyllableRules.forEachBase { base in
      result += Tone.allCases.compactMap { base.withTone($0) }
    }
    return result
  }()

  @Test func rulesAdmitAsManySpellingsAsTheyList() {
    let modern = Set(Self.all.map { $0.spelling(.modern) })
    #expect(modern.count == Self.all.count, "no two syllables share a spelling")
    #expect((15_700...18_100).contains(modern.count))
    #expect(modern.count == 16_619)
  }

  @Test func everySpellingIsReadBack() {
    for syllable in Self.all {
      for style in ToneMarkStyle.allCases {
        let spelling = syllable.spelling(style)
        #expect(Syllable(spelling) == syllable, "\(spelling)")
        #expect(Syllable(spelling.uppercased()) == syllable, "\(spelling)")
      }
      let parts = Syllable(
        onset: syllable.onset, glide: syllable.hasGlide, nucleus: syllable.nucleus, coda: syllable.coda,
        tone: syllable.tone)
      #expect(parts == syllable)
      #expect(syllable.dependsOnStyle == (syllable.spelling(.modern) != syllable.spelling(.traditional)))
    }
  }

  /// What the table reads is what the rules list, and no more: every place of every tone in every bare spelling.
  @Test func nothingElseIsRead() {
    var listed: Set<String> = []
    for syllable in Self.all {
      for style in ToneMarkStyle.allCases { listed.insert(syllable.spelling(style)) }
    }
    var bare: Set<UInt64> = []
    SyllableRules.forEachBase { bare.insert(SyllableSpelling($0).key) }
    for key in bare {
      let letters = (0..<7).compactMap { Letter(rawValue: UInt8(key >> UInt64(5 * $0) & 31)) }
      for place in letters.indices {
        for tone in Tone.allCases where tone == .ngang || letters[place].isVowel {
          var text = ""
          for (index, letter) in letters.enumerated() {
            let row = Letter.all.first { $0.letter == letter && $0.tone == (index == place ? tone : .ngang) }!
            text.unicodeScalars.append(row.lower)
          }
          #expect((Syllable(text) != nil) == listed.contains(text), "\(text)")
        }
      }
    }
  }

  @Test func tonesFollowTheCoda() {
    for syllable in Self.all {
      for tone in Tone.allCases {
        let other = syllable.withTone(tone)
        if syllable.coda.isStop { #expect((other != nil) == (tone == .sac || tone == .nang)) }
        if let other { #expect(other.tone == tone && other.withTone(syllable.tone) == syllable) }
      }
    }
  }

  @Test(arguments: [
    ("gì", Onset.gi, false, Nucleus.i, Coda.none), ("gìn", .gi, false, .i, .n), ("giết", .gi, false, .ie, .t),
    ("gịa", .gi, false, .ie, .none), ("giạ", .gi, false, .a, .none), ("thuở", .th, true, .oHorn, .none),
    ("quờ", .c, true, .oHorn, .none), ("goòng", .g, false, .oo, .ng), ("khuỷu", .kh, true, .y, .u),
    ("khuya", .kh, true, .ie, .none), ("yêu", .none, false, .ie, .u), ("quốc", .c, true, .oCircumflex, .c),
    ("của", .c, false, .uo, .none), ("quả", .c, true, .a, .none), ("nghiêng", .ng, false, .ie, .ng),
    ("kỹ", .c, false, .y, .none), ("Đắk", .dStroke, false, .aBreve, .k), ("người", .ng, false, .uoHorn, .i),
  ])
  func parts(spelling: String, onset: Onset, glide: Bool, nucleus: Nucleus, coda: Coda) throws {
    let syllable = try #require(Syllable(spelling))
    #expect(syllable.onset == onset)
    #expect(syllable.hasGlide == glide)
    #expect(syllable.nucleus == nucleus)
    #expect(syllable.coda == coda)
  }

  @Test(arguments: [
    "", "gịà", "Kon", "Pleiku", "K'", "H'Mông", "ka", "xyz", "tóan", "qủa", "ngươì", "trừơng", "khủyu",
    "hoàà",
    "ngh", "cê", "ki\u{302}", "càt", "toản\u{301}", "nghiêngg", "qa", "gha", "\u{E1}\u{BB}",
  ])
  func othersAreNone(spelling: String) { #expect(Syllable(spelling) == nil, "\(spelling)") }

  @Test func bytesCutAnywhereNeverTrap() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<20_000 {
      let bytes = (0..<generator.below(9)).map { _ in
        generator.pick(
          [0xE1, 0xBA, 0xBB, 0xC3, 0xC4, 0xC6, 0xC5, 0x80, 0xA1, 0xB0, 0x61, 0x74, 0x71, 0x75, 0xF0]
            as [UInt8])
      }
      let found = bytes.withUnsafeBytes { Syllable(utf8: $0) }
      guard let found else { continue }
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      #expect(ToneMarkStyle.allCases.contains { found.spelling($0) == text }, "seed 11: \(bytes)")
    }
  }

  /// What the hunspell list has and the orthography has not: minority names, borrowed spellings, abbreviations.
  @Test(.enabled(if: Self.hunspell != nil, "needs ../shared/data/lexicon/syllables.tsv"))
  func hunspellIsContained() throws {
    let missing = Set(try #require(Self.hunspell).filter { Syllable($0) == nil })
    #expect(missing == Self.exceptions, "\(missing.symmetricDifference(Self.exceptions).sorted())")
  }

  static let exceptions: Set<String> = [
    // Names and spellings against the rules of c/k, qu, gi, g/gh and tones of stops.
    "ka", "Nguơn", "quoàng", "quoạng", "quoắt", "quởn", "gỵa", "gen", "gip", "têt", "xit",
    // Borrowed words written together, and foreign ones.
    "basoi", "palăng", "tivi", "ping", "tout", "gram", "web", "email", "internet", "intranet", "Telex",
    "Unicode",
    // Abbreviations.
    "v", "ABC", "ASCII", "GIF", "HCM", "HK", "HTML", "HĐND", "JPEG", "LHQ", "PDF", "PNG", "TCVN", "TV", "TW",
    "Tp", "UBND", "URL", "VIQR", "VISCII", "VN", "VNI",
  ]

  static let hunspell: [String]? = {
    let path = Repository.sharedData.appending("lexicon/syllables.tsv")
    guard let file = try? FileDescriptor.open(path, .readOnly) else { return nil }
    var bytes = [UInt8](repeating: 0, count: 4 << 20)
    guard let n = try? bytes.withUnsafeMutableBytes({ try file.read(into: $0) }) else { return nil }
    try? file.close()
    return bytes[..<n].split(separator: 0x0A).dropFirst().compactMap { line in
      let columns = line.split(separator: 0x09)
      let sources = String(decoding: columns[1], as: UTF8.self)
      return sources.contains("hunspell") ? String(decoding: columns[0], as: UTF8.self) : nil
    }
  }()
}
