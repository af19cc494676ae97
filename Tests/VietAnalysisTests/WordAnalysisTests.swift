import Testing
import VietCore
import VietTestSupport

@testable import VietAnalysis

@Suite struct WordAnalysisTests {
  @Test func wordsStandBesideTheirFirstSyllable() throws {
    let description = AnalyzerDescription(.vi, lexicon: [.init("lục bình trôi")])
    let text = "Thấy Lục bình  trôi."
    let found = try terms(Array(text.utf8), description)
    #expect(found.filter { $0.span == 1 } == (try terms(text)))
    let word = try #require(found.first { $0.span == 3 })
    #expect(word.folded == "luc binh troi" && word.spelling == "lục bình trôi" && word.position == 1)
    let bytes = Array(text.utf8)[word.start..<word.end]
    #expect(String(decoding: bytes, as: UTF8.self) == "Lục bình  trôi")
  }

  @Test func aQueryLooksForEveryRun() throws {
    let found = try terms("một hai ba bốn năm", .vi, for: .query).filter { $0.span > 1 }
    #expect(found.filter { $0.span == 2 }.map(\.folded) == ["mot hai", "hai ba", "ba bon", "bon nam"])
    #expect(found.filter { $0.span == 3 }.count == 3 && found.filter { $0.span == 4 }.count == 2)
  }

  @Test func syllablesStayAndOrderHolds() throws {
    let seed: UInt64 = 131
    var g = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let text = (0..<g.below(40)).map { _ in g.pick(SyllableAnalysisTests.pieces) }.joined(separator: " ")
      for purpose in [AnalysisPurpose.document, .prefixQuery] {
        let found = try terms(text, .vi, for: purpose)
        #expect(
          found.filter { $0.span == 1 } == (try terms(text, .viSyllable, for: purpose)),
          "seed \(seed): \(text)")
        for (a, b) in zip(found, found.dropFirst()) {
          #expect(a.position <= b.position, "seed \(seed): \(text)")
        }
        for word in found where word.span > 1 {
          #expect(word.folded.split(separator: " ").count == word.span, "seed \(seed): \(text)")
        }
      }
    }
  }
}
