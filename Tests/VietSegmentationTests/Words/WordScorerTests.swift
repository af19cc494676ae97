import Testing
import VietTestSupport

@testable import VietSegmentation

@Suite struct WordScorerTests {
  /// Every score of the scorer is the sum of the weights that the features name.
  private func expectPlainScores(
    _ units: [TextUnit], _ model: WordModel, _ scratch: inout WordScratch, _ note: String
  ) {
    guard units.count > 1 else { return }
    let segmenter = WordSegmenter(model: model)
    units.withUnsafeBufferPointer { segmenter.prepare($0, &scratch) }
    var plain = WordLattice()
    plain.reset(units.count)
    plain.score(scratch.facts, model.weights)
    let states = WordLattice.states
    for i in units.indices {
      if i + 1 < units.count {
        #expect(scratch.lattice.joining[i] == plain.joining[i], "gap \(i) of \(note)")
      }
      for length in 1...states where i + length <= units.count {
        let place = i * states + length - 1
        #expect(
          scratch.lattice.spans[place] == plain.spans[place], "word of \(length) at \(i) of \(note)")
      }
    }
  }

  @Test func scoresAreSumsOfWeights() {
    let seed: UInt64 = 17
    var random = SeededGenerator(seed: seed)
    var scratch = WordScratch()
    let words = [
      "học", "sinh", "viên", "Hà", "Nội", "Chủ", "nghĩa", "xã", "hội", "VIỆT", "NAM", "Nguyễn", "Văn", "của",
      ".", ",", "12", "xyz", "ngoài", "ra", "vô", "tuyến", "truyền", "hình", "@", "漢", "🙂", "iPhone",
    ]
    for round in 0..<300 {
      let text = (0..<random.below(30)).map { _ in random.pick(words) }.joined(separator: " ")
      expectPlainScores(units(of: text), .builtIn, &scratch, "seed \(seed), round \(round): \(text)")
    }
  }

  @Test func eachModelHasItsOwnScores() throws {
    let seed: UInt64 = 18
    var random = SeededGenerator(seed: seed)
    let weights = (0..<1 << WordFeatures.slotBits).map { _ in Int8(random.below(255) - 127) }
    let file = WordModel.file(weights: weights, scale: 0.1, description: "")
    let other = try file.withUnsafeBytes { try WordModel($0) }
    var scratch = WordScratch()
    let text = units(of: "Chủ nghĩa xã hội khoa học ở Việt Nam, năm 1986.")
    for model in [WordModel.builtIn, other, .builtIn] {
      expectPlainScores(text, model, &scratch, "seed \(seed)")
    }
  }

  @Test(.enabled(if: SharedText.exists("gold/natural/dev.raw.txt"), "needs ../shared/data/gold"))
  func scoresAreSumsOfWeightsOnRealText() throws {
    var scratch = WordScratch()
    for line in try SharedText.lines("gold/natural/dev.raw.txt").prefix(LongTests.count(60, long: 2_000)) {
      expectPlainScores(units(of: String(line)), .builtIn, &scratch, String(line))
    }
  }
}

@Suite struct WordTableLookUpTests {
  /// Looking at four slots at once finds what walking from slot to slot finds.
  @Test func fourSlotsAtOnceEqualTheWalk() {
    let seed: UInt64 = 5
    var random = SeededGenerator(seed: seed)
    let words = ["học", "sinh", "đại", "Hà", "Nội", "xã", "hội", "chủ", "nghĩa", "của", "zzz", "tp"]
    for _ in 0..<LongTests.count(20_000, long: 5_000_000) {
      var row = UnitHash.exact(random.pick(words))
      if random.below(2) == 0 { row = RowHash.appending(UnitHash.exact(random.pick(words)), to: row) }
      if random.below(2) == 0 { row = random.next() }
      #expect(WordTable.builtIn.lists(of: row) == WordTable.builtIn.walk(row), "seed \(seed), row \(row)")
    }
  }
}
