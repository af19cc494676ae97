import Testing
import VietTestSupport

@testable import VietSegmentation

@Suite struct WordSegmenterTests {
  @Test(arguments: [
    ("Tôi yêu tiếng Việt", "Tôi yêu tiếng Việt"), ("thủ đô Hà Nội", "thủ_đô Hà_Nội"),
    ("Việt Nam", "Việt_Nam"), ("việt nam", "việt_nam"), ("VIỆT NAM", "VIỆT_NAM"),
    ("cuộc sống của chúng tôi", "cuộc_sống của chúng_tôi"), ("các học sinh", "các học_sinh"),
    ("", ""), ("a", "a"), ("!", "!"),
  ])
  func findsWords(text: String, expected: String) {
    #expect(segmented(text) == expected)
  }

  @Test func scratchLeavesNoTrace() {
    var scratch = WordScratch()
    let segmenter = WordSegmenter()
    let texts = ["kinh tế xã hội", "một", "Hồ Chí Minh sinh năm 1890 ở làng Sen", "kinh tế xã hội", ""]
    for text in texts { #expect(segmented(text, segmenter, &scratch) == segmented(text)) }
  }

  @Test func toneMarksAndNormalFormsDontMatter() {
    let variants = [
      "hòa bình và thủy lợi", "hoà bình và thuỷ lợi",
      "ho\u{300}a bi\u{300}nh va\u{300} thu\u{309}y lơ\u{323}i",
    ]
    var scratch = WordScratch()
    let joins = variants.map { joined($0, WordSegmenter(), &scratch).1 }
    #expect(joins[0] == joins[1])
    #expect(joins[0] == joins[2])
  }

  @Test func isTotal() {
    var random = SeededGenerator(seed: 41)
    var scratch = WordScratch()
    let pieces = ["hà", "nội", ".", " ", "\u{301}", "1", "\u{0}", "漢", "🙂", "Đ", "-", "\n"]
    for _ in 0..<300 {
      let text = (0..<random.below(60)).map { _ in random.pick(pieces) }.joined()
      let (units, joins) = joined(text, WordSegmenter(), &scratch)
      if let last = joins.last { #expect(!last, "seed 41, text \(text.debugDescription)") }
      #expect(units.count == joins.count)
    }
  }

  @Test func longSentencesAreCutIntoStretches() {
    let text = String(repeating: "học sinh ", count: WordSegmenter.longestStretch)
    var scratch = WordScratch()
    let (_, joins) = joined(text, WordSegmenter(), &scratch)
    #expect(joins.count == 2 * WordSegmenter.longestStretch)
    for cut in [WordSegmenter.longestStretch, 2 * WordSegmenter.longestStretch] { #expect(!joins[cut - 1]) }
    #expect(joins.count(where: { $0 }) > WordSegmenter.longestStretch * 9 / 10)
  }

  /// The search finds what trying every path finds.
  @Test func bestPathEqualsEnumeration() {
    var random = SeededGenerator(seed: 7)
    for round in 0..<400 {
      let count = 2 + random.below(8)
      var lattice = LatticeEnumeration.random(count, &random)
      var joins = [Bool](repeating: false, count: count)
      joins.withUnsafeMutableBufferPointer { lattice.best(into: $0.baseAddress!) }
      let paths = LatticeEnumeration.paths(&lattice)
      let best = paths.map(\.score).max()
      #expect(
        LatticeEnumeration.score(&lattice, joins) == best, "seed 7, round \(round), constraints must hold too"
      )
      #expect(paths.contains { $0.joins == joins }, "seed 7, round \(round)")
    }
  }
}

/// Every way to cut a short sentence, one by one.
enum LatticeEnumeration {
  /// A lattice of random scores and constraints.
  static func random(_ count: Int, _ random: inout SeededGenerator) -> WordLattice {
    var lattice = WordLattice()
    lattice.reset(count)
    for i in 0..<count {
      lattice.joining[i] = Int32(random.below(200)) - 100
      for s in 0..<WordLattice.states {
        lattice.spans[i * WordLattice.states + s] = Int32(random.below(200)) - 100
      }
      lattice.constraints[i] = random.pick([.none, .none, .none, .none, .joined, .split])
    }
    return lattice
  }

  static func paths(_ lattice: inout WordLattice) -> [(joins: [Bool], score: Int32)] {
    let count = lattice.count
    var result: [(joins: [Bool], score: Int32)] = []
    for bits in 0..<1 << (count - 1) {
      let joins = (0..<count).map { $0 < count - 1 && bits >> $0 & 1 == 1 }
      var isAllowed = true
      for i in 0..<count - 1 {
        if lattice.constraints[i] == .joined && !joins[i] { isAllowed = false }
        if lattice.constraints[i] == .split && joins[i] { isAllowed = false }
      }
      if isAllowed { result.append((joins, score(&lattice, joins))) }
    }
    return result
  }

  static func score(_ lattice: inout WordLattice, _ joins: [Bool]) -> Int32 {
    var score: Int32 = 0
    var length = 1
    for i in joins.indices {
      if joins[i] {
        score += lattice.joining[i]
        length += 1
      } else {
        score += lattice.span(endingAt: i, min(length, WordLattice.states))
        length = 1
      }
    }
    return score
  }
}
