import Testing
import VietCore
import VietSegmentation
import VietTestSupport
import VietUnicode

@Suite struct SentenceTests {
  static func sentences(_ text: String, joinsLines: Bool = false) -> [String] {
    let bytes = Array(text.utf8)
    return SentenceSegmenter(joinsLines: joinsLines).units(in: text).map {
      String(decoding: bytes[$0.range.lowerBound..<$0.range.upperBound], as: UTF8.self)
    }
  }

  /// A bar stands where a sentence ends.
  @Test(arguments: [
    "Tôi đi học.|Còn bạn?|Ừ!|Thế à?!|Vâng.",
    "Ông ở TP. HCM, gặp PGS.TS. Nguyễn Văn A. và ThS. Lan.|Rồi về.",
    "Giá 3.500 đồng, tăng 2,5% so với 1.2.2024.|Hết.",
    "\"Đi đâu?\" anh hỏi.|\"Đi chợ.\"|Rồi im.",
    "1. Mở đầu.|2. Kết luận.",
    "Thôi... để mai.|Ừ... Thôi.",
    "Ngon lắm.|Quán đẹp.|Sẽ quay lại.",
    "Mua cam, quýt, v.v. rồi về.|Xong.",
    "Tin mới (theo VTV.)|Hết.",
    "Xem www.a.org.|Hay vnexpress.net!",
    "Anh K. bị bắt.|Chị M. thì không.",
  ])
  func `Sentences end where readers end them`(marked: String) {
    let wanted = marked.split(separator: "|").map(String.init)
    // A sentence that goes on without a blank is written with the bar alone.
    #expect(Self.sentences(wanted.joined(separator: " ")) == Self.merged(wanted))
  }

  /// `Ừ... Thôi.` stands as one example of a capital after an ellipsis, which does end a sentence.
  private static func merged(_ wanted: [String]) -> [String] {
    wanted.flatMap { $0 == "Ừ... Thôi." ? ["Ừ...", "Thôi."] : [$0] }
  }

  @Test func `A full stop without its blank ends a sentence`() {
    #expect(Self.sentences("Đi về nhà.Tôi mệt.") == ["Đi về nhà.", "Tôi mệt."])
  }

  @Test func `A line ends a sentence unless lines are joined`() {
    #expect(Self.sentences("Tin vắn\nTrời đẹp.") == ["Tin vắn", "Trời đẹp."])
    #expect(Self.sentences("Trời\nđẹp.\n\nHết", joinsLines: true) == ["Trời\nđẹp.", "Hết"])
  }

  @Test func `Any chunking gives the same sentences`() {
    let seed: UInt64 = 77
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "Tôi", "đi", "TP.", "HCM", "A.", "v.v.", "1.", "a.", "nhà.Tôi", "ok.pin", "www.a.org", "\"", "”", ")",
      "(", "...", "…",
      "?", "!", ".", ",", " ", " ", " ", "\n", "\n\n", "3,5%", "21/02", "-", "ế", "e\u{302}\u{301}", "😀",
      "\u{301}", "ไทย", "@ab", "#x",
    ]
    for number in 0..<LongTests.count(400, long: 100_000) {
      let text = Array((0..<generator.below(40) + 1).map { _ in generator.pick(pieces) }.joined().utf8)
      for joinsLines in [false, true] {
        let segmenter = SentenceSegmenter(joinsLines: joinsLines)
        let whole = text.withUnsafeBytes { segmenter.units(in: $0) }
        for size in [1, 2, 3, 7] {
          let stream = segmenter.makeStream()
          var found: [Sentence] = []
          var start = 0
          while start < text.count {
            let end = min(text.count, start + size)
            stream.consume(Array(text[start..<end]).span) { found.append($0) }
            start = end
          }
          stream.finish { found.append($0) }
          #expect(
            found == whole,
            "seed \(seed), text \(number) in \(size)s: \(String(decoding: text, as: UTF8.self).debugDescription)"
          )
        }
      }
    }
  }

  @Test func `Syllables come the same in any chunking`() {
    var random = RandomText(seed: 5)
    for _ in 0..<300 {
      let text = random.next(length: 40)
      let whole = text.withUnsafeBytes { SyllableSegmenter().units(in: $0) }
      for size in [1, 3, 16] {
        let stream = SyllableSegmenter().makeStream()
        var found: [TextToken] = []
        for start in stride(from: 0, to: text.count, by: size) {
          stream.consume(Array(text[start..<min(text.count, start + size)]).span) { found.append($0) }
        }
        stream.finish { found.append($0) }
        #expect(found == whole, "\(text)")
      }
    }
  }

  @Test func `NFD has the same sentences`() throws {
    let text = "Ông Nguyễn Văn Đ. ở Q.1, TP.HCM. Ở đây tốt! “Ừ.” Được rồi..."
    var decomposed = ByteBuffer()
    try Array(text.utf8).withUnsafeBytes { try ICUNormalizing.normalize($0, to: .nfd, into: &decomposed) }
    let a = Self.sentences(text)
    let b = Self.sentences(decomposed.string)
    #expect(a == b)  // String equality is canonical equivalence
  }
}
