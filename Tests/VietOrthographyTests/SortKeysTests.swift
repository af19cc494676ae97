internal import Testing
internal import VietCore
internal import VietOrthography
internal import VietTestSupport
internal import VietUnicode

@Suite struct SortKeysTests {
  private static func key(_ text: String, _ order: SortOrder) throws -> [UInt8] {
    var keys = try SortKeys(order)
    var output = ByteBuffer()
    try Array(text.utf8).withUnsafeBytes { try keys.appendKey(of: $0, to: &output) }
    return output.array
  }

  private static func sorted(_ lines: [String], _ order: SortOrder) throws -> [String] {
    try lines.map { ($0, try key($0, order)) }.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }

  private static func nfd(_ text: String) -> String {
    var output = ByteBuffer()
    Array(text.utf8).withUnsafeBytes { try? ICUNormalizing.normalize($0, to: .nfd, into: &output) }
    return output.string
  }

  @Test(arguments: [
    (
      SortOrder.dictionary,
      [
        "", "ba", "ba ba", "bà", "bà ba", "bà già", "bả", "bã", "bá", "bá cáo", "bạ", "bạc", "băm", "bâng",
        "ca",
      ]
    ),
    (
      .dictionary,
      [
        "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "o", "ô", "ơ", "u", "ư",
        "v",
        "w", "x", "y", "z",
      ]
    ),
    (
      .dictionary,
      ["1", "2", "hoa", "Hoa", "hoa hồng", "hòa", "hoà bình", "hòa giải", "hoà hợp", "hoàn", "Ωμέγα"]
    ),
    (.dictionary, ["tu", "tu-líp", "tu tiên", "tù", "tủ", "tự", "wifi", "xa"]),
  ])
  func areInThisOrder(order: SortOrder, lines: [String]) throws {
    #expect(try Self.sorted(lines.reversed(), order) == lines)
    #expect(try Self.sorted(lines.map(Self.nfd).reversed(), order) == lines.map(Self.nfd))
  }

  @Test func namesGoByGivenThenFamilyThenMiddle() throws {
    let names = [
      "An", "Lê An", "Lê Thị An", "Lê Văn An", "Trần An", "Lê Án", "Nguyễn Thị Ánh", "Nguyễn Văn Bình",
      "Bình Đạt",
    ]
    #expect(try Self.sorted(names.reversed(), .name) == names)
    // What follows a tab is no part of the name.
    #expect(try Self.key("Lê An\t1990", .name) == Self.key("Lê An", .name))
  }

  @Test func dictionaryIsBlindToTonePlacement() throws {
    for syllable in SyllableTests.all where syllable.dependsOnStyle {
      let new = "\(syllable.spelling(.modern)) a"
      let old = "\(syllable.spelling(.traditional)) a"
      #expect(try Self.key(new, .dictionary) == Self.key(old, .dictionary))
    }
  }

  @Test func dictionaryOrdersSyllablesByLettersThenTone() throws {
    var keys: [(key: [UInt8], letters: [UInt8], tone: UInt8)] = []
    for syllable in SyllableTests.all where syllable.rawValue % 7 == 0 {
      let spelling = SyllableSpelling(syllable)
      let letters = (0..<spelling.count).map { spelling.letter($0).rawValue }
      keys.append((try Self.key(syllable.spelling(.modern), .dictionary), letters, syllable.tone.rawValue))
    }
    keys.sort {
      $0.letters == $1.letters ? $0.tone < $1.tone : $0.letters.lexicographicallyPrecedes($1.letters)
    }
    for (a, b) in zip(keys, keys.dropFirst()) {
      let isSame = a.letters == b.letters && a.tone == b.tone
      #expect(isSame || a.key.lexicographicallyPrecedes(b.key))
    }
  }

  @Test func icuKeysCompareAsICUCompares() throws {
    let collator = try ICUCollator()
    var source = SpellingText(seed: 61)
    let texts = (0..<120).map { _ in source.text(2) } + ["", " ", "côté", "cote", "má mà", "mà má", "É", "é"]
    for a in texts {
      for b in texts {
        let order = try Array(a.utf8).withUnsafeBytes { x in
          try Array(b.utf8).withUnsafeBytes { y in try collator.compare(x, y) }
        }
        var keys = try SortKeys(.icu)
        #expect(try keys.compare(a, b).signum() == order.signum(), "seed 61: \(a) \(b)")
      }
    }
  }

  @Test func icuComparesTonesAfterTheWholeLine() throws {
    #expect(try Self.sorted(["bà b", "ba c"], .icu) == ["bà b", "ba c"])
    #expect(try Self.sorted(["bà b", "ba c"], .dictionary) == ["ba c", "bà b"])
  }

  @Test(arguments: SortOrder.allCases)
  func comparisonIsAnOrder(order: SortOrder) throws {
    var source = SpellingText(seed: 62)
    var keys = try SortKeys(order)
    for _ in 0..<500 {
      let (a, b, c) = (source.text(2), source.text(2), source.text(2))
      #expect(try keys.compare(a, a) == 0)
      #expect(try keys.compare(a, b).signum() == -(try keys.compare(b, a).signum()), "seed 62: \(a) \(b)")
      if try keys.compare(a, b) <= 0, try keys.compare(b, c) <= 0 {
        #expect(try keys.compare(a, c) <= 0, "seed 62: \(a) \(b) \(c)")
      }
    }
  }
}
