import VietIndex
import VietSearch
import VietText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A hundred queries of each class on an index of the text, beside `strstr` going through the text for the first word of each.
/// Bytes are those of the text times the queries, as if each read all of it.
enum SearchStage {
  static let count = 100

  static func run(_ text: [UInt8]) throws {
    let documents = LineDocuments(text)
    let storage = MemoryStorage()
    let analyzer = try Analyzer(AnalyzerDescription(.viSyllable))
    try documents.build(in: storage, analyzer)
    let snapshot = try Snapshot(storage)
    let searcher = try Searcher(snapshot, analyzer: analyzer)
    let parser = QueryParser(analyzer: analyzer, schema: snapshot.schema)
    let pairs = neighbours(documents)
    let classes: [(String, (Pair) -> String)] = [
      ("one word", { $0.first }), ("all of two words", { "+\($0.first) +\($0.second)" }),
      ("any of two words", { "\($0.first) \($0.second)" }), ("phrase", { "\"\($0.first) \($0.second)\"" }),
      ("prefix", { "\($0.first.prefix(2))*" }), ("fuzzy", { "\($0.first)~1" }),
    ]
    let scanned = text.map { $0 == 0 ? 0x20 : $0 } + [0]
    var found = 0
    for (name, spelling) in classes {
      let queries = pairs.map { parser.parse(spelling($0)).query }
      Contest.row(
        "search", name, bytes: text.count * pairs.count,
        [
          Rival(name: "viet") { for query in queries { found &+= try! searcher.search(query).hits.count } },
          Rival(name: "strstr") { for pair in pairs { found &+= occurrences(of: pair.first, scanned) } },
        ])
    }
  }

  struct Pair {
    let first: String
    let second: String
  }

  /// Words that stand next to each other somewhere in the text, letters only, of two letters and more; chosen by a seeded
  /// generator.
  private static func neighbours(_ documents: LineDocuments) -> [Pair] {
    var state: UInt64 = 20_261_126
    var pairs: [Pair] = []
    for _ in 0..<(count * 100) where pairs.count < count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let line = documents.lines[Int((state >> 33) % UInt64(documents.lines.count))]
      let words = String(decoding: documents.text[line], as: UTF8.self).split(separator: " ")
      guard words.count > 1 else { continue }
      let at = Int((state >> 17) % UInt64(words.count - 1))
      let pair = words[at...(at + 1)]
      guard pair.allSatisfy({ $0.count > 1 && $0.allSatisfy(\.isLetter) }) else { continue }
      pairs.append(Pair(first: String(pair[at]), second: String(pair[at + 1])))
    }
    return pairs
  }

  /// Of `text`, which ends with a zero byte.
  private static func occurrences(of word: String, _ text: [UInt8]) -> Int {
    text.withUnsafeBytes { bytes in
      word.withCString { word in
        let length = strlen(word)
        var found = 0
        var next = bytes.baseAddress!.assumingMemoryBound(to: CChar.self)
        while let place = strstr(next, word) {
          found += 1
          next = UnsafePointer(place) + length
        }
        return found
      }
    }
  }
}
