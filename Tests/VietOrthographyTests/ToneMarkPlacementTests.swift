internal import Testing
internal import VietOrthography
internal import VietTestSupport

@Suite struct ToneMarkPlacementTests {
  let new = Pass.tone(.modern)
  let old = Pass.tone(.traditional)

  @Test(arguments: [
    ("hòa", "hoà"), ("thúy", "thuý"), ("HÒA", "HOÀ"), ("Hòa", "Hoà"), ("hÒa", "hOà"), ("hòA", "hoÀ"),
    ("THÚY", "THUÝ"), ("khỏe", "khoẻ"), ("ủy", "uỷ"), ("Ủy ban", "Uỷ ban"), ("tõe", "toẽ"), ("ọe", "oẹ"),
    ("hòa_bình", "hoà_bình"), ("“hòa”", "“hoà”"), ("🎉hòa", "🎉hoà"), ("hòa\u{AD}", "hoà\u{AD}"),
  ])
  func moves(traditional: String, modern: String) {
    #expect(new(traditional) == modern)
    #expect(old(modern) == traditional)
    #expect(new(modern) == modern)
    #expect(old(traditional) == traditional)
  }

  @Test(arguments: [
    "quý", "qúy", "quả", "qủa", "toán", "tóan", "của", "mía", "khuỷu", "hoài", "hòai", "Noé", "NOÉ", "zoé",
    "boà", "hòaz", "hoà1",
    "https://a.vn/thúy/hòa", "hòa@a.vn", "www.hòa.vn", "hoa\u{300}\u{323}", "hòà", "ngoàò", "oa", "óa中", "",
    "ò", "a",
  ])
  func staysAsItIs(text: String) {
    // What new leaves alone and what old leaves alone are the same, but for the words of the other style.
    #expect(new(text) == text)
    if text != "hoà1" && text != "óa中" { #expect(old(text) == text) }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func lawsOnRandomText(seed: UInt64) {
    var source = SpellingText(seed: seed)
    for _ in 0..<300 {
      let text = source.text(12)
      let modern = new(text)
      let traditional = old(text)
      #expect(new(modern) == modern, "seed \(seed): \(text)")
      #expect(old(traditional) == traditional, "seed \(seed): \(text)")
      #expect(new(traditional) == modern, "seed \(seed): \(text)")
      #expect(old(modern) == traditional, "seed \(seed): \(text)")
      #expect(modern.count == text.count, "seed \(seed): \(text)")
    }
  }

  @Test func everySyllableComesOutInTheStyleAskedFor() {
    for syllable in SyllableTests.all {
      for style in ToneMarkStyle.allCases {
        let text = syllable.spelling(style)
        #expect(new(text) == syllable.spelling(.modern))
        #expect(old(text) == syllable.spelling(.traditional))
        // A foreign name, in capitals.
        if text == "noé" { continue }
        #expect(new(text.uppercased()) == syllable.spelling(.modern).uppercased())
        #expect(old(text.uppercased()) == syllable.spelling(.traditional).uppercased())
      }
    }
  }
}

@Suite struct YiSpellingTests {
  let i = Pass.yi(.i)
  let y = Pass.yi(.y)

  @Test(arguments: [
    ("kỹ sư", "kĩ sư"), ("Mỹ", "Mĩ"), ("nước Mỹ", "nước Mĩ"), ("KỸ THUẬT", "KĨ THUẬT"), ("lý do", "lí do"),
    ("bác sỹ", "bác sĩ"), ("tỷ lệ", "tỉ lệ"), ("hy vọng", "hi vọng"), ("công ty", "công ti"),
    ("Công ty", "Công ti"), ("HY VỌNG", "HI VỌNG"),
    ("kỳ kỷ", "kì kỉ"),
  ])
  func swaps(withY: String, withI: String) {
    #expect(i(withY) == withI)
    #expect(y(withI) == withY)
    #expect(i(withI) == withI)
    #expect(y(withY) == withY)
  }

  @Test(arguments: [
    "quý", "ý", "Ý", "My Love", "bài My Heart", "Ty Cobb", "chị Lý", "bạn Kỳ", "bạn Mỹ", "Vy", "Thy", "thúy",
    "nghĩ", "gì", "mì", "một tí", "tỉ mỉ",
    "lí nhí",
    "li ti", "hi hi", "https://a.vn/kỹ-thuật", "ky@a.vn", "kys", "đi", "bi", "chi", "khi", "yêu", "mây",
    "kiến",
  ])
  func staysAsItIs(text: String) {
    #expect(i(text) == text)
    #expect(y(text) == text)
  }

  @Test func quIsWrittenWithY() {
    #expect(y("quí vị") == "quý vị")
    #expect(i("quí vị") == "quí vị")
  }

  @Test(arguments: [UInt64(4), 5])
  func lawsOnRandomText(seed: UInt64) {
    var source = SpellingText(seed: seed)
    for _ in 0..<300 {
      let text = source.text(12)
      #expect(i(i(text)) == i(text), "seed \(seed): \(text)")
      #expect(y(y(text)) == y(text), "seed \(seed): \(text)")
      #expect(i(text).count == text.count, "seed \(seed): \(text)")
    }
  }
}
