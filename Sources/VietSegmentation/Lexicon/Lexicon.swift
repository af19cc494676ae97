internal import VietCore

/// Words of the user's own. They hold from then on, whatever the model says.
///
/// Where two of them overlap in a text, the one of higher weight holds, then the longer one, then the earlier. A word of
/// a single unit joins nothing and parts nothing: it is accepted, and changes no boundary.
public struct Lexicon: Sendable {
  private struct Row {
    /// `nil` for a row that only begins longer words.
    var weight: Double?
    var isPrefix = false
  }

  private var rows: [UInt64: Row] = [:]
  /// Words of two units or more.
  public private(set) var count = 0

  /// Units of the longest word.
  public static let longest = 64

  public init() {}

  public var isEmpty: Bool { count == 0 }

  /// Adds a word; case, normal form and the place of the tone mark don't matter. The weight of a word that is there
  /// already is replaced. Complexity: O(*n*).
  /// - Throws: for a word without text, or of more than ``longest`` units, or a weight that isn't a finite number above 0.
  public mutating func add(_ word: String, weight: Double = 1) throws(ModelError) {
    guard weight > 0, weight.isFinite else {
      throw ModelError(.badEntry, "the weight \(weight) of '\(word)' is not a number above 0")
    }
    let units = Self.units(of: word)
    guard !units.isEmpty else { throw ModelError(.badEntry, "an entry without a word") }
    guard units.count <= Self.longest else {
      throw ModelError(
        .badEntry, "a word of \(units.count) syllables and marks, the most are \(Self.longest)")
    }
    guard units.count > 1 else { return }
    var row = units[0]
    for unit in units.dropFirst() {
      rows[row, default: Row()].isPrefix = true
      row = RowHash.appending(unit, to: row)
    }
    if rows[row]?.weight == nil { count += 1 }
    rows[row, default: Row()].weight = weight
  }

  /// Reads lines of `word` or `word<TAB>weight`; `_` in a word stands for a blank, empty lines are skipped.
  /// - Throws: at the first line that is neither, with its number.
  public mutating func add(lines text: String) throws(ModelError) {
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard let first = fields.first, !(fields.count == 1 && first.allSatisfy(\.isWhitespace)) else {
        continue
      }
      var weight = 1.0
      if fields.count > 1 {
        let field = fields[1].filter { !$0.isWhitespace }
        guard fields.count == 2, let value = Double(field) else {
          throw ModelError(
            .badEntry, line: number, "not a word, or a word, a tab and a weight (write word<TAB>2.5)")
        }
        weight = value
      }
      do { try add(String(first.map { $0 == "_" ? " " : $0 }), weight: weight) } catch {
        throw ModelError(error.code, line: number, error.detail)
      }
    }
  }

  /// Returns the words of both; the weights of `other` win.
  public func merging(_ other: Lexicon) -> Lexicon {
    var result = self
    for (key, row) in other.rows {
      var merged = result.rows[key] ?? Row()
      if row.weight != nil {
        if merged.weight == nil { result.count += 1 }
        merged.weight = row.weight
      }
      merged.isPrefix = merged.isPrefix || row.isPrefix
      result.rows[key] = merged
    }
    return result
  }

  private static func units(of word: String) -> [UInt64] {
    var word = word
    return word.withUTF8 { bytes in
      var pipeline = TextPipeline(.sentences(.areJoined))
      pipeline.run(UnsafeRawBufferPointer(bytes))
      return pipeline.units.withUnits { $0.map(\.exactHash) }
    }
  }

  /// A word found in a text.
  private struct Match {
    var start: Int
    var end: Int
    var weight: Double
  }

  /// Makes the words found in `units` hold in the lattice.
  func constrain(_ lattice: inout WordLattice, _ units: UnsafeBufferPointer<TextUnit>) {
    var matches: [Match] = []
    for start in units.indices {
      var row = units[start].exactHash
      var end = start + 1
      while let entry = rows[row] {
        if let weight = entry.weight { matches.append(Match(start: start, end: end, weight: weight)) }
        guard entry.isPrefix, end < units.count else { break }
        row = RowHash.appending(units[end].exactHash, to: row)
        end += 1
      }
    }
    matches.sort { a, b in
      if a.weight != b.weight { return a.weight > b.weight }
      if a.end - a.start != b.end - b.start { return a.end - a.start > b.end - b.start }
      return a.start < b.start
    }
    var isTaken = [Bool](repeating: false, count: units.count)
    for match in matches where !isTaken[match.start..<match.end].contains(true) {
      for i in match.start..<match.end { isTaken[i] = true }
      for gap in match.start..<match.end - 1 { lattice.constraints[gap] = .joined }
      if match.start > 0 { lattice.constraints[match.start - 1] = .split }
      if match.end < units.count { lattice.constraints[match.end - 1] = .split }
    }
  }
}
