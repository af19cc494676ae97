internal import VietCore
package import VietSegmentation

/// Judges a word segmenter on gold, as the CoNLL 2018 shared task does: a word is right if both of its ends are.
///
/// Ends are counted in bytes that are no blanks, so that spacing does not matter.
package struct WordEvaluation: Sendable {
  /// Words in gold, words found, words right; of a text or of a part of its words.
  package struct Tally: Hashable, Sendable {
    package var gold = 0
    package var found = 0
    package var right = 0

    package init() {}

    package var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
    package var recall: Double { gold == 0 ? 0 : Double(right) / Double(gold) }
    package var f1: Double { gold + found == 0 ? 0 : 2 * Double(right) / Double(gold + found) }

    package static func += (a: inout Tally, b: Tally) {
      a.gold += b.gold
      a.found += b.found
      a.right += b.right
    }
  }

  /// A stretch that was cut otherwise than in gold: words parted by `|`, syllables joined by `_`.
  package struct Mistake: Hashable, Sendable {
    package var gold: String
    package var found: String
  }

  package private(set) var sentences = 0
  package private(set) var exactSentences = 0
  package private(set) var all = Tally()
  /// Words that do not occur in the data named as seen.
  package private(set) var unseen = Tally()
  /// By syllables: 1, 2, 3, 4 and more.
  package private(set) var byLength = [Tally](repeating: Tally(), count: 4)
  package private(set) var mistakes: [Mistake: Int] = [:]
  /// One a sentence, for ``interval(samples:seed:)``.
  private var tallies: [Tally] = []

  /// The case of the text that is judged.
  package enum Casing: String, CaseIterable, Sendable { case asWritten, lower, upper }

  /// - Parameter seen: words that count as known, lower-cased; empty if that is of no interest.
  package init(
    _ segmenter: WordSegmenter, _ texts: [SegmentedSentence.Text], casing: Casing = .asWritten,
    seen: Set<String> = []
  ) {
    var scratch = WordScratch()
    var joins: [Bool] = []
    for text in texts {
      let text = Self.recased(text, casing)
      let sentence = LabelledSentence(text)
      guard !sentence.units.isEmpty else { continue }
      joins = [Bool](repeating: false, count: sentence.units.count)
      sentence.units.withUnsafeBufferPointer { units in
        joins.withUnsafeMutableBufferPointer {
          segmenter.joinWords(units, &scratch, into: $0.baseAddress!)
        }
      }
      var found: Set<Int> = []
      for (place, joined) in zip(sentence.places, joins) where !joined { found.insert(place) }
      add(text, found, seen)
    }
  }

  /// Upper and lower case can change the number of bytes (ß); places are counted anew by pieces.
  private static func recased(_ text: SegmentedSentence.Text, _ casing: Casing) -> SegmentedSentence.Text {
    guard casing != .asWritten else { return text }
    var result = SegmentedSentence.Text(text: "")
    var place = 0
    var newPlace = 0
    for character in text.text {
      let written = casing == .lower ? character.lowercased() : character.uppercased()
      result.text += written
      if !character.isWhitespace {
        place += character.utf8.count
        newPlace += written.utf8.count
        if text.ends.contains(place) { result.ends.insert(newPlace) }
      }
    }
    return result
  }

  private mutating func add(_ text: SegmentedSentence.Text, _ found: Set<Int>, _ seen: Set<String>) {
    let gold = Self.spans(text.ends)
    let guess = Self.spans(found)
    let strings = Strings(text.text)
    var tally = Tally()
    tally.gold = gold.count
    tally.found = guess.count
    let right = Set(gold).intersection(guess)
    tally.right = right.count
    all += tally
    tallies.append(tally)
    sentences += 1
    if right.count == gold.count && right.count == guess.count { exactSentences += 1 }
    for span in gold {
      count(strings[span], seen) { tally in
        tally.gold += 1
        if right.contains(span) { tally.right += 1 }
      }
    }
    for span in guess { count(strings[span], seen) { $0.found += 1 } }
    collectMistakes(text.ends, found, strings)
  }

  private mutating func count(_ word: String, _ seen: Set<String>, _ change: (inout Tally) -> Void) {
    let syllables = word.split(separator: " ").count
    change(&byLength[min(max(syllables, 1), 4) - 1])
    if !seen.isEmpty && !seen.contains(word.lowercased()) { change(&unseen) }
  }

  private mutating func collectMistakes(_ gold: Set<Int>, _ found: Set<Int>, _ strings: Strings) {
    let common = ([0] + gold.intersection(found)).sorted()
    for (start, end) in zip(common, common.dropFirst()) {
      let inGold = gold.filter { $0 > start && $0 < end }.sorted()
      let inFound = found.filter { $0 > start && $0 < end }.sorted()
      guard inGold != inFound else { continue }
      func cut(_ places: [Int]) -> String {
        Self.spans(Set(places + [end]), from: start)
          .map { strings[$0].split(separator: " ").joined(separator: "_") }.joined(separator: "|")
      }
      mistakes[Mistake(gold: cut(inGold), found: cut(inFound)), default: 0] += 1
    }
  }

  private static func spans(_ ends: Set<Int>, from start: Int = 0) -> [Range<Int>] {
    var start = start
    return ends.sorted().map { end in
      defer { start = end }
      return start..<end
    }
  }

  /// Text by bytes that are no blanks.
  private struct Strings {
    private let bytes: [UInt8]
    private var offsets: [Int] = []

    init(_ text: String) {
      bytes = Array(text.utf8)
      for (i, byte) in bytes.enumerated() where byte != 0x20 { offsets.append(i) }
    }

    subscript(span: Range<Int>) -> String {
      guard let first = span.first, let last = span.last, last < offsets.count else { return "" }
      return String(decoding: bytes[offsets[first]...offsets[last]], as: UTF8.self)
    }
  }

  /// Where F1 lies with 95 % confidence: sentences drawn anew with replacement, the percentile method (Efron 1979).
  package func interval(samples: Int = 1000, seed: UInt64 = 1) -> ClosedRange<Double> {
    guard !tallies.isEmpty else { return 0...0 }
    var random = Random(state: seed)
    var scores: [Double] = []
    for _ in 0..<samples {
      var sum = Tally()
      for _ in tallies.indices { sum += tallies[random.below(tallies.count)] }
      scores.append(sum.f1)
    }
    scores.sort()
    return scores[samples * 25 / 1000]...scores[samples * 975 / 1000]
  }

  /// The mistakes made most often, the commonest first.
  package func commonestMistakes(_ limit: Int) -> [(mistake: Mistake, count: Int)] {
    mistakes.sorted { ($1.value, $0.key.gold, $0.key.found) < ($0.value, $1.key.gold, $1.key.found) }
      .prefix(limit).map { ($0.key, $0.value) }
  }
}
