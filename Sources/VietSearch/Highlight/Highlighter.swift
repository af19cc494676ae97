public import VietCore
internal import VietIndex

/// Finds what matched, in the original bytes of one document.
///
/// The text is analysed again, as it was for the index; a range is that of a token as it stands in the text, whatever
/// its normal form, so blanks, marks and markup around it are never part of one.
public struct Highlighter: Sendable {
  private let analyzer: any Analyzing

  public init(analyzer: any Analyzing) { self.analyzer = analyzer }

  /// The ranges of `text`, a value of `field`, that `query` matches: ascending, not overlapping.
  ///
  /// Terms of phrases count only where the phrase stands; what the query excludes counts nowhere.
  /// Complexity: O(tokens × terms of the query).
  public func ranges(of query: Query, in text: UnsafeRawBufferPointer, field: String) -> [UTF8Range<Original>]
  {
    matches(of: query, in: text, field: field).map(\.range)
  }

  /// A matched stretch and which of the query's terms it matches, for choosing passages.
  struct Match {
    var range: UTF8Range<Original>
    var pattern: Int
  }

  func matches(of query: Query, in text: UnsafeRawBufferPointer, field: String) -> [Match] {
    var patterns = HighlightPatterns(field: field)
    patterns.collect(query)
    guard !patterns.isEmpty else { return [] }
    var batch = TermBatch()
    analyzer.analyze(text, for: .document, into: &batch)
    var found: [Match] = []
    for (number, pattern) in patterns.patterns.enumerated() {
      switch pattern {
      case .one(let test):
        // A word of several syllables is marked by them.
        for i in 0..<batch.count
        where batch.entries[i].span == 1 && test.matches(batch.entries[i], in: batch, analyzer) {
          let entry = batch.entries[i]
          found.append(Match(range: UTF8Range(Int(entry.start), Int(entry.end)), pattern: number))
        }
      case .phrase(let tests, let slop): addPhrase(tests, slop, number, batch, &found)
      }
    }
    return Self.merged(found)
  }

  /// Adds the tokens of each place where all terms stand within the phrase's length and its slop.
  private func addPhrase(
    _ tests: [(test: TermTest, position: Int)], _ slop: Int, _ number: Int, _ batch: borrowing TermBatch,
    _ found: inout [Match]
  ) {
    guard let first = tests.first else { return }
    var places: [[(position: Int, entry: Int)]] = tests.map { _ in [] }
    for i in 0..<batch.count {
      for (k, test) in tests.enumerated() where test.test.matches(batch.entries[i], in: batch, analyzer) {
        places[k].append((Int(batch.entries[i].position), i))
      }
    }
    for start in places[0] {
      var entries = [start.entry]
      // Positions less the term's place in the phrase: all equal where the phrase stands exactly.
      var low = start.position
      var high = start.position
      for k in 1..<max(1, tests.count) {
        let offset = tests[k].position - first.position
        guard
          let near = places[k].min(by: {
            abs($0.position - offset - start.position) < abs($1.position - offset - start.position)
          })
        else { break }
        low = min(low, near.position - offset)
        high = max(high, near.position - offset)
        guard high - low <= slop else { break }
        entries.append(near.entry)
      }
      guard entries.count == tests.count else { continue }
      for i in entries {
        let entry = batch.entries[i]
        found.append(Match(range: UTF8Range(Int(entry.start), Int(entry.end)), pattern: number))
      }
    }
  }

  /// Sorted, with what overlaps made one.
  private static func merged(_ found: [Match]) -> [Match] {
    let sorted = found.filter { !$0.range.isEmpty }.sorted {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
    var result: [Match] = []
    for match in sorted {
      if let last = result.last, match.range.lowerBound < last.range.upperBound {
        result[result.count - 1].range.upperBound = max(last.range.upperBound, match.range.upperBound)
      } else {
        result.append(match)
      }
    }
    return result
  }
}
