import Testing

@testable import VietSegmentation

@Suite struct LexiconTests {
  @Test func wordsHold() throws {
    var lexicon = Lexicon()
    try lexicon.add("trà sữa đá xay")
    try lexicon.add(lines: "thế_nhưng mà\n\nnhà khoa học của\t3\n")
    let segmenter = WordSegmenter(lexicon: lexicon)
    #expect(segmented("một ly trà sữa đá xay ngon", segmenter).contains(" trà_sữa_đá_xay "))
    #expect(segmented("ông là Nhà Khoa Học của tôi", segmenter).contains(" Nhà_Khoa_Học_của "))
    #expect(lexicon.count == 3)
  }

  @Test func theHeavierThenTheLongerWins() throws {
    var lexicon = Lexicon()
    try lexicon.add("a b")
    try lexicon.add("b c d")
    #expect(segmented("a b c d", WordSegmenter(lexicon: lexicon)).hasSuffix("b_c_d"))
    try lexicon.add("a b", weight: 2)
    #expect(segmented("a b c d", WordSegmenter(lexicon: lexicon)).hasPrefix("a_b "))
  }

  @Test func addingReturnsANewSegmenter() throws {
    var lexicon = Lexicon()
    try lexicon.add("xyz uvw")
    let plain = WordSegmenter()
    #expect(segmented("xyz uvw", plain.adding(lexicon)) == "xyz_uvw")
    #expect(plain.lexicon.isEmpty)
  }

  @Test(arguments: [("a b\tx", 1), ("a b\n\t2", 2), ("a\nb\nc d\t-1", 3), ("a b\tnan", 1), ("a b\t1\t2", 1)])
  func badLinesAreNamed(text: String, line: Int) {
    var lexicon = Lexicon()
    do throws(ModelError) {
      try lexicon.add(lines: text)
      Issue.record("\(text.debugDescription) was accepted")
    } catch {
      #expect(error.code == .badEntry)
      #expect(error.line == line)
    }
  }
}
