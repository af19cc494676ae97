import Testing
import VietCore
import VietTestSupport

@testable import VietAnalysis

@Suite struct FullTextTokenizerTests {
  struct Token: Equatable {
    var text: [UInt8]
    var start: Int
    var end: Int
    var isColocated: Bool
  }

  static func tokens(_ tokenizer: FullTextTokenizer, _ bytes: [UInt8], _ purpose: AnalysisPurpose = .document)
    -> [Token]
  {
    var found: [Token] = []
    _ = bytes.withUnsafeBytes { text in
      tokenizer.tokenize(text, for: purpose) { token, start, end, isColocated in
        found.append(Token(text: Array(token), start: start, end: end, isColocated: isColocated))
        return true
      }
    }
    return found
  }

  static func randomText(_ g: inout SeededGenerator) -> [UInt8] {
    let pieces = [
      "Hà Nội", "học sinh", "hoà", "hòa", "kỹ", "Đường", "café", "ﬁ", "e\u{302}\u{301}", "x\u{334}",
      "\u{300}",
      "21/02/2025", "a@b.vn", "_", "…", " ", "\n", "中文", "😀", "\0",
    ]
    var bytes: [UInt8] = []
    for _ in 0...g.below(12) {
      bytes += Array(g.pick(pieces).utf8)
      if g.below(3) == 0 { bytes.append(0x20) }
      if g.below(20) == 0 { bytes.append(0xFF) }
    }
    return bytes
  }

  /// Whatever is sought as it stands in a document is found there: each place of the query has one of the tokens of
  /// the same place of the document.
  @Test(arguments: FullTextTokenizer.Unit.allCases, FullTextTokenizer.Marks.allCases)
  func documentsAnswerToThemselves(_ unit: FullTextTokenizer.Unit, _ marks: FullTextTokenizer.Marks) {
    let seed: UInt64 = 907
    var g = SeededGenerator(seed: seed)
    let tokenizer = FullTextTokenizer(unit, marks: marks)
    for _ in 0..<400 {
      let text = Self.randomText(&g)
      let document = Self.tokens(tokenizer, text)
      var places: [[[UInt8]]] = []
      for token in document {
        if !token.isColocated { places.append([]) }
        places[places.count - 1].append(token.text)
        #expect(
          0 <= token.start && token.start < token.end && token.end <= text.count, "seed \(seed): \(text)")
        #expect(!token.text.isEmpty, "seed \(seed): \(text)")
      }
      #expect(document.first?.isColocated != true, "seed \(seed): \(text)")
      for purpose in [AnalysisPurpose.query, .prefixQuery] {
        let query = Self.tokens(tokenizer, text, purpose)
        #expect(query.count == places.count, "seed \(seed): \(text)")
        for (token, place) in zip(query, places) {
          #expect(!token.isColocated && place.contains(token.text), "seed \(seed): \(text)")
        }
      }
    }
  }

  @Test func stopsWhenToldTo() {
    var calls = 0
    let isWhole = Array("Hà Nội ở".utf8).withUnsafeBytes { text in
      FullTextTokenizer(.word).tokenize(text, for: .document) { _, _, _, _ in
        calls += 1
        return calls < 3
      }
    }
    #expect(!isWhole && calls == 3)
  }

  @Test func spellingsAreThoseOfTheReference() throws {
    let seed: UInt64 = 908
    var g = SeededGenerator(seed: seed)
    let analyzer = try Analyzer(AnalyzerDescription(.vi))
    var batch = TermBatch()
    var exact = ByteBuffer()
    for _ in 0..<400 {
      let text = Self.randomText(&g)
      text.withUnsafeBytes { analyzer.analyze($0, for: .document, into: &batch) }
      for i in 0..<batch.count {
        let entry = batch.entries[i]
        let key = batch.keys.base + Int(entry.keyStart)
        let folded = UnsafeRawBufferPointer(start: key, count: Int(entry.foldedLength))
        let form = UnsafeRawBufferPointer(
          start: key + Int(entry.foldedLength) + 1, count: Int(entry.formLength))
        guard let expected = FormCode.spelling(folded: folded, form: form) else { continue }
        exact.removeAll()
        ExactSpelling.append(entry, of: batch, to: &exact)
        #expect(exact.array == Array(expected.utf8), "seed \(seed): \(text)")
      }
    }
  }
}
