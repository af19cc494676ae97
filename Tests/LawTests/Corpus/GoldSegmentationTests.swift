import SystemPackage
import Testing
import VietTestSupport

/// The laws of Corpus/gold/segment.
@Suite struct GoldSegmentationTests {
  @Test func everySegmentedSentenceSpellsTheWrittenOne() throws {
    for part in try GoldSegmentation.all() {
      #expect(part.segmented.count == part.written.count, "\(part.name)")
      for (number, (segmented, written)) in zip(part.segmented, part.written).enumerated() {
        #expect(
          segmented.filter { $0 != " " && $0 != "_" } == written.filter { $0 != " " },
          "\(part.name):\(number + 1)")
      }
    }
  }

  @Test func everySegmentedSentenceIsMadeOfWords() throws {
    for part in try GoldSegmentation.all() {
      for (number, sentence) in part.segmented.enumerated() {
        let words = sentence.split(separator: " ", omittingEmptySubsequences: false)
        let syllables = words.flatMap { $0.split(separator: "_", omittingEmptySubsequences: false) }
        #expect(syllables.allSatisfy { !$0.isEmpty }, "\(part.name):\(number + 1): \(sentence)")
      }
    }
  }

  /// A word is never cut inside, and two that are written together are never joined by a `_`.
  @Test func everyJoinStandsWhereABlankIsWritten() throws {
    for part in try GoldSegmentation.all() {
      for (number, (segmented, written)) in zip(part.segmented, part.written).enumerated() {
        let joins = Self.places(of: "_", in: segmented.filter { $0 != " " })
        let blanks = Self.places(of: " ", in: written[...])
        #expect(joins.isSubset(of: blanks), "\(part.name):\(number + 1): \(segmented)")
      }
    }
  }

  /// How many other characters stand before each `mark`.
  private static func places(of mark: Character, in text: some StringProtocol) -> Set<Int> {
    var places: Set<Int> = []
    var count = 0
    for character in text {
      if character == mark { places.insert(count) } else { count += 1 }
    }
    return places
  }

  @Test func everyDocumentStandsInOnePart() throws {
    let rows = try GoldSegmentation.documents()
    #expect(Set(rows.map(\.document)).count == rows.count)
    var sentences: [String: Int] = [:]
    for row in rows { sentences["\(row.genre).\(row.part)", default: 0] += row.sentences }
    let parts = try GoldSegmentation.all()
    #expect(sentences == Dictionary(uniqueKeysWithValues: parts.map { ($0.name, $0.written.count) }))
    for (genre, documents) in Dictionary(grouping: rows, by: \.genre) {
      for (index, row) in documents.sorted(by: { $0.document < $1.document }).enumerated() {
        #expect(row.part == (index % 3 == 0 ? "test" : "train"), "\(row.document) of \(genre)")
      }
    }
  }

  @Test func trainAndTestShareNoRunOfEightSyllables() throws {
    var trained: Set<[String]> = []
    for part in try GoldSegmentation.all() where part.name.hasSuffix(".train") {
      for sentence in part.written { trained.formUnion(Self.runs(sentence)) }
    }
    #expect(trained.count > 1000)
    for part in try GoldSegmentation.all() where part.name.hasSuffix(".test") {
      for (number, sentence) in part.written.enumerated() {
        #expect(trained.isDisjoint(with: Self.runs(sentence)), "\(part.name):\(number + 1): \(sentence)")
      }
    }
  }

  private static func runs(_ sentence: Substring) -> [[String]] {
    let syllables = sentence.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard syllables.count >= 8 else { return [] }
    return (0...syllables.count - 8).map { Array(syllables[$0..<$0 + 8]) }
  }
}
