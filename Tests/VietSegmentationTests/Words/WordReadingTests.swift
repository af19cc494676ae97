import Testing
import VietTestSupport

@testable import VietSegmentation

@Suite struct WordReadingTests {
  /// Paths of random lattices with random constraints: the list search finds what trying every path finds.
  @Test func listSearchEqualsEnumeration() {
    var random = SeededGenerator(seed: 23)
    for round in 0..<300 {
      var lattice = LatticeEnumeration.random(1 + random.below(8), &random)
      let scores = LatticeEnumeration.paths(&lattice).map { Int($0.score) }.sorted(by: >)
      let limit = 1 + random.below(12)
      let found = ReadingSearch.best(limit, lattice)
      #expect(found.map(\.score) == Array(scores.prefix(limit)), "seed 23, round \(round)")
      for reading in found {
        #expect(Int(LatticeEnumeration.score(&lattice, reading.joins)) == reading.score)
      }
      #expect(Set(found.map(\.joins)).count == found.count, "seed 23, round \(round)")
    }
  }

  @Test(arguments: [
    "học sinh học sinh học", "ông già đi nhanh quá", "tốc độ truyền thông tin", "Việt Nam", "a", "",
    "Hồ Chí Minh, 1890!",
  ])
  func theFirstReadingIsTheSegmentation(text: String) {
    let segmenter = WordSegmenter()
    var scratch = WordScratch()
    let (units, joins) = joined(text, segmenter, &scratch)
    let readings = units.withUnsafeBufferPointer { segmenter.readings(of: $0, limit: 5, &scratch) }
    #expect(readings.first?.joins == joins)
    #expect(readings.map(\.score) == readings.map(\.score).sorted(by: >))
    #expect(Set(readings.map(\.joins)).count == readings.count)
  }

  /// How probable a gap is equals the share of the readings that join it, when all readings are listed.
  @Test(arguments: ["học sinh học sinh học", "tốc độ truyền thông tin", "ông già đi nhanh quá", "Việt Nam"])
  func probabilitiesAreThoseOfAllReadings(text: String) {
    let segmenter = WordSegmenter()
    var scratch = WordScratch()
    let units = units(of: text)
    units.withUnsafeBufferPointer { units in
      let readings = segmenter.readings(of: units, limit: 1 << units.count, &scratch)
      #expect(readings.count == 1 << (units.count - 1))
      let top = readings[0].score
      let weights = readings.map { WordPosteriors.exponential($0.score - top) }
      let sum = weights.reduce(0, +)
      let found = segmenter.joinProbabilities(of: units, &scratch)
      for gap in units.indices {
        let share = zip(readings, weights).reduce(0) { $0 + ($1.0.joins[gap] ? $1.1 : 0) } / sum
        #expect(abs(found[gap] - share) < 1e-9, "gap \(gap) of \(text)")
      }
    }
  }

  @Test func whatALexiconHoldsIsCertain() throws {
    var lexicon = Lexicon()
    try lexicon.add("già đi")
    let segmenter = WordSegmenter(lexicon: lexicon)
    var scratch = WordScratch()
    let units = units(of: "ông già đi nhanh quá")
    let found = units.withUnsafeBufferPointer { segmenter.joinProbabilities(of: $0, &scratch) }
    #expect(found[0] == 0 && found[1] == 1 && found[2] == 0)
    let readings = units.withUnsafeBufferPointer { segmenter.readings(of: $0, limit: 100, &scratch) }
    #expect(readings.allSatisfy { !$0.joins[0] && $0.joins[1] && !$0.joins[2] })
  }

  @Test func longSentencesHaveReadingsToo() {
    let count = WordSegmenter.longestStretch + 50
    let units = units(of: String(repeating: "học sinh ", count: count / 2))
    var scratch = WordScratch()
    units.withUnsafeBufferPointer { units in
      let readings = WordSegmenter().readings(of: units, limit: 3, &scratch)
      #expect(readings.count == 3 && readings.allSatisfy { $0.joins.count == units.count })
      #expect(WordSegmenter().joinProbabilities(of: units, &scratch).count == units.count)
    }
  }
}
