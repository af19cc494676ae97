import Testing

@testable import VietTraining

@Suite struct SegmentedTextTests {
  @Test func linesAndColumnsSayTheSame() throws {
    let lines = try SegmentedText.sentences(in: "Hà_Nội là thủ_đô .\n\nCó a_b _ __\n")
    #expect(lines.map(\.words) == [["Hà Nội", "là", "thủ đô", "."], ["Có", "a b", "_", "__"]])
    let columns = try SegmentedText.sentences(
      in:
        "# text =Hà Nội là thủ đô .\n1\tHà Nội\tx\n2\tlà\tx\n2-3\tlà thủ\n3\tthủ đô\tx\n3.1\tq\tx\n4\t.\tx\n\n"
    )
    #expect(columns.map(\.words) == [["Hà Nội", "là", "thủ đô", "."]])
  }

  @Test func badColumnsAreNamed() {
    do throws(SegmentedText.Problem) {
      _ = try SegmentedText.sentences(in: "1\ta\tx\nwhat\n")
      Issue.record("accepted")
    } catch { #expect(error.line == 2) }
  }

  @Test func naturalTextHugsItsMarks() {
    let sentence = SegmentedSentence(words: [
      "Anh", "nói", ":", "\"", "Đi", "(", "a", ")", "\"", ",", "rồi", "...",
    ])
    #expect(sentence.natural.text == "Anh nói: \"Đi (a)\", rồi...")
    #expect(sentence.spaced.text == "Anh nói : \" Đi ( a ) \" , rồi ...")
    #expect(sentence.natural.ends == sentence.spaced.ends)
    #expect(sentence.natural.ends.count == 12)
  }

  @Test func openGapsAreNoEnds() throws {
    let sentence = try #require(try SegmentedText.sentences(in: "a‿b c_d").first)
    #expect(sentence.natural.text == "a b c d")
    #expect(sentence.natural.openPlaces == [1])
    #expect(sentence.natural.ends == [2, 4])
  }
}
