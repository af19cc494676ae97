internal import Testing
internal import VietOrthography
internal import VietTestSupport

@Suite struct SpellingRepairTests {
  let repair = Pass.repair

  @Test(arguments: [
    // A tone mark in the wrong place.
    ("tóan", "toán"), ("qủa", "quả"), ("khủyu", "khuỷu"), ("qúy", "quý"), ("gíup", "giúp"), ("đọan", "đoạn"),
    ("ngươì", "người"), ("trừơng", "trường"), ("điạ", "địa"), ("sóong", "soóng"), ("TÓAN", "TOÁN"),
    ("Tóan", "Toán"),
    ("cái muà hè này", "cái mùa hè này"), ("muà hè", "muà hè"),
    ("kết qủa tóan học", "kết quả toán học"),
    // Tone before quality, marks apart.
    ("á̂n", "ấn"), ("vié̂t", "viết"), ("tié\u{302}ng Việt", "tiếng Việt"),
    // Đ.
    ("ðại", "đại"), ("Ðức", "Đức"), ("Ðiều 413", "Điều 413"), ("Ɖà Nẵng", "Đà Nẵng"), ("ɖược", "được"),
    ("mà ðang đi", "mà đang đi"),
    // Caron, dotless i, spacing accents.
    ("nǎm", "năm"), ("nhà vǎn Nga", "nhà văn Nga"), ("kıểm tra", "kiểm tra"), ("Viê´t Nam ạ", "Viết Nam ạ"),
    ("tiê´ng ạ", "tiếng ạ"),
    // Look-alikes.
    ("vùng Τây Bắc", "vùng Tây Bắc"), ("Нà Nội", "Hà Nội"), ("cоng lại à", "cong lại à"),
    // Invisible characters and blanks.
    ("ng\u{AD}ười", "người"), ("Trư\u{AD}ờng hợp", "Trường hợp"), ("com\u{200B}puter", "computer"),
    ("l\u{200E}ý do", "lý do"),
    ("a\u{A0}b", "a b"), ("một\u{3000}hai", "một hai"), ("x\u{200D}\u{200C}y", "xy"),
  ])
  func mends(text: String, expected: String) {
    #expect(repair(text).unicodeScalars.elementsEqual(expected.unicodeScalars), "\(repair(text))")
    #expect(repair(expected) == expected)
  }

  @Test(arguments: [
    "xià", "huà", "niú", "più", "tiếng Ý: più", "(bính âm: xià)", "Mǎ Sù", "bính âm: Wú yǔ hǎn", "shǎnxī",
    "https://a.vn/tóan/Ðức", "tóan@a.vn", "www.tóan.vn", "`qủa`", "x = \"tóan\"; f();",
    "Noé", "hoà hòa", "thúy",
    "👩\u{200D}👩\u{200D}👧", "ខ្មែរ\u{200B}ភាសា", "ไทย\u{200B}ไทย", "क्\u{200D}ष", "میh\u{200C}ها", "Гарпастум",
    "ВОТ", "Ελλάδα", "Borð",
    "[ˈdjeɣo ða ˈsilβa]", "TGĐÐ", "K'", "H'Mông", "Kon Tum", "Pleiku", "Y-", "Đắk Lắk", "cũng\u{323}",
    "\u{FEFF}a", "5´", "", "a\u{AD}",
    // TCVN3, VNI and UTF-8 read as Latin-1.
    "Céng hßa x· héi chñ nghÜa ViÖt Nam", "ng­êi lao ®éng",
    "Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam, giaù nhaõ",
    "TiÃªng Viá»‡t lÃ\u{A0} tiáº¿ng", "Ä‘Æ°á»£c tÃ³an",
  ])
  func staysAsItIs(text: String) {
    #expect(repair(text).unicodeScalars.elementsEqual(text.unicodeScalars), "\(repair(text))")
  }

  @Test func validSyllablesStay() {
    for syllable in SyllableTests.all {
      for style in ToneMarkStyle.allCases {
        let text = syllable.spelling(style)
        #expect(repair(text) == text)
        #expect(repair("là \(text.uppercased()) ạ") == "là \(text.uppercased()) ạ")
      }
    }
  }

  @Test(arguments: [UInt64(41), 42])
  func idempotentOnRandomText(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var source = SpellingText(seed: seed)
    let odd = [
      "\u{AD}", "\u{200B}", "\u{A0}", "ð", "Ð", "ǎ", "ı", "´", "о", "\u{302}", "\u{301}", "ó", "ủ", "`", "®",
      "Ã", " ", "\n",
    ]
    for _ in 0..<4_000 {
      var view = source.text(3).unicodeScalars
      for _ in 0..<generator.below(5) {
        let at = view.index(view.startIndex, offsetBy: generator.below(view.count + 1))
        view.insert(contentsOf: generator.pick(odd).unicodeScalars, at: at)
      }
      let text = String(view)
      let once = repair(text)
      #expect(
        repair(once).unicodeScalars.elementsEqual(once.unicodeScalars),
        "seed \(seed): \(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }
}
