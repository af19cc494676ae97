import Testing
import VietAnalysis
import VietCore
import VietIndex
import VietTestSupport

@testable import VietSearch

@Suite struct HighlighterTests {
  static func marked(_ query: String, _ text: String, exact: Bool = false) throws -> [String] {
    let analyzer = try Analyzer(AnalyzerDescription(.viSyllable))
    let schema = Schema(fields: [Schema.Field("body")])
    let parsed = QueryParser(analyzer: analyzer, schema: schema, exactDiacritics: exact).parse(query).query
    return Array(text.utf8).withUnsafeBytes { bytes in
      Highlighter(analyzer: analyzer).ranges(of: parsed, in: bytes, field: "body").map {
        String(decoding: bytes[$0.lowerBound..<$0.upperBound], as: UTF8.self)
      }
    }
  }

  @Test(arguments: [
    ("viet", "Tiếng  Việt <b>viết</b> 😀viet", ["Việt", "viết", "viet"]),
    ("việt", "tie\u{302}\u{301}ng vie\u{323}\u{302}t", ["vie\u{323}\u{302}t"]),
    ("hoà", "HÒA và hoa", ["HÒA", "hoa"]),
    ("\"hoà bình\"", "hòa  bình, hoa bình, hoà ... thắng, bình", ["hòa", "bình"]),
    ("\"tiếng nói\"~2", "tiếng của nói", ["tiếng", "nói"]), ("\"tiếng nói\"", "tiếng của nói", []),
    ("-viet nam", "việt nam", ["nam"]), ("vie*", "viện, viết, vui", ["viện", "viết"]),
    ("vien~1", "viên vien vin", ["viên", "vien", "vin"]),
    ("kỹ", "kĩ thuật", ["kĩ"]), ("\"viêt\"", "việt viết viet", ["việt", "viết"]), ("a&b", "&amp; a", ["a"]),
    ("nothing", "", []), ("other:x", "x", ["x"]), ("(a OR b) AND c", "a b c d", ["a", "b", "c"]),
  ])
  func ranges(_ query: String, _ text: String, _ expected: [String]) throws {
    #expect(try Self.marked(query, text) == expected, "\(query) in \(text)")
  }

  @Test func exactDiacriticsMarkTheSpellingOnly() throws {
    #expect(try Self.marked("việt", "Việt viết viet", exact: true) == ["Việt"])
  }

  @Test func rangesAscendInAnyText() throws {
    let seed: UInt64 = 111
    var g = SeededGenerator(seed: seed)
    let analyzer = try Analyzer(AnalyzerDescription(.viSyllable))
    let schema = Schema(fields: [Schema.Field("body")])
    let query = QueryParser(analyzer: analyzer, schema: schema).parse("việt \"tiếng việt\"~2 t* hoà~1").query
    for _ in 0..<500 {
      let text = (0..<g.below(30)).map { _ in
        g.pick(["Việt", "tiếng", " ", "  ", "hòa", "😀", "<i>", "\u{301}", "t", ".", "\n"])
      }.joined()
      Array(text.utf8).withUnsafeBytes { bytes in
        let highlighter = Highlighter(analyzer: analyzer)
        let ranges = highlighter.ranges(of: query, in: bytes, field: "body")
        var last = 0
        for range in ranges {
          #expect(
            range.lowerBound >= last && range.upperBound <= bytes.count && !range.isEmpty,
            "seed \(seed): \(text)")
          last = range.upperBound
        }
        let snippet = highlighter.snippet(of: query, in: bytes, field: "body", length: 20)
        #expect(snippet.range.upperBound <= bytes.count)
        #expect(
          snippet.highlights.allSatisfy {
            $0.lowerBound >= snippet.range.lowerBound && $0.upperBound <= snippet.range.upperBound
          })
        #expect(ranges.isEmpty || !snippet.highlights.isEmpty, "seed \(seed): \(text)")
        let cut = bytes[snippet.range.lowerBound..<snippet.range.upperBound]
        #expect(String(validating: cut, as: UTF8.self) != nil, "seed \(seed): \(text)")
      }
    }
  }

  @Test func theBestPassageShowsMostTerms() throws {
    let analyzer = try Analyzer(AnalyzerDescription(.viSyllable))
    let schema = Schema(fields: [Schema.Field("body")])
    let query = QueryParser(analyzer: analyzer, schema: schema).parse("hoà bình").query
    let filler = String(repeating: "chữ ", count: 100)
    let text = "bình " + filler + "hòa bình " + filler + "bình bình bình"
    Array(text.utf8).withUnsafeBytes { bytes in
      let snippet = Highlighter(analyzer: analyzer).snippet(of: query, in: bytes, field: "body", length: 60)
      let passage = String(
        decoding: bytes[snippet.range.lowerBound..<snippet.range.upperBound], as: UTF8.self)
      #expect(passage.contains("hòa bình") && snippet.terms == 2 && passage.utf8.count <= 60)
    }
  }

  @Test func editDistanceIsThatOfItsDefinition() {
    let seed: UInt64 = 112
    var g = SeededGenerator(seed: seed)
    func distance(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
      guard let x = a.last, let y = b.last else { return a.count + b.count }
      var best = min(
        distance(a.dropLast(), b) + 1, distance(a, b.dropLast()) + 1,
        distance(a.dropLast(), b.dropLast()) + (x == y ? 0 : 1))
      if a.count > 1, b.count > 1, x == b.dropLast().last, y == a.dropLast().last {
        best = min(best, distance(a.dropLast(2), b.dropLast(2)) + 1)
      }
      return best
    }
    for _ in 0..<300 {
      let a = (0..<g.below(6)).map { _ in UInt8(97 + g.below(3)) }
      let b = (0..<g.below(6)).map { _ in UInt8(97 + g.below(3)) }
      for limit in 0...2 {
        var measure = EditDistance(a, limit: limit)
        let found = b.withUnsafeBytes { measure.distance(to: $0) }
        let wanted = distance(a[...], b[...])
        #expect(found == (wanted <= limit ? wanted : nil), "seed \(seed) \(a) \(b)")
      }
    }
  }
}
