/// Reads segmented text: CoNLL-U, or one sentence a line with `_` between the syllables of a word.
///
/// In the second form `‿` (U+203F) instead of `_` leaves it open whether a word ends there: training takes no side.
/// The treebank's `LBKT` and `RBKT` become brackets.
package enum SegmentedText {
  /// What is wrong with a file.
  package struct Problem: Error, Sendable {
    package let line: Int
    package let detail: String
  }

  /// Returns the sentences of a file. Which of the two forms it has is seen from its first line that is neither empty
  /// nor a comment: CoNLL-U has ten columns. Complexity: O(*n*).
  package static func sentences(in text: String) throws(Problem) -> [SegmentedSentence] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.first { !$0.isEmpty && !$0.hasPrefix("#") }
    let columns = first.map { $0.split(separator: "\t", omittingEmptySubsequences: false).count } ?? 1
    return columns >= 2 ? try columnSentences(lines) : lineSentences(lines)
  }

  private static func columnSentences(_ lines: [Substring]) throws(Problem) -> [SegmentedSentence] {
    var result: [SegmentedSentence] = []
    var words: [String] = []
    func flush() {
      if !words.isEmpty { result.append(SegmentedSentence(words: words)) }
      words = []
    }
    for (number, line) in lines.enumerated() {
      if line.isEmpty || line == "\r" {
        flush()
      } else if !line.hasPrefix("#") {
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard columns.count >= 2, let id = columns[0].first, id.isNumber else {
          throw Problem(line: number + 1, detail: "not a line of CoNLL-U (number, tab, word, tab, …)")
        }
        // Ranges (1-2) and empty nodes (1.1) are no words of the text.
        if columns[0].allSatisfy(\.isNumber) {
          let word = clean(columns[1])
          if !word.isEmpty { words.append(word) }
        }
      }
    }
    flush()
    return result
  }

  private static func lineSentences(_ lines: [Substring]) -> [SegmentedSentence] {
    lines.compactMap { line in
      let words = line.split(whereSeparator: \.isWhitespace).map { clean(unjoin($0)) }.filter { !$0.isEmpty }
      return words.isEmpty ? nil : SegmentedSentence(words: words)
    }
  }

  /// Blanks for the `_` between two other characters; a word of `_` only is itself.
  private static func unjoin(_ token: Substring) -> Substring {
    guard token.contains("_"), token.contains(where: { $0 != "_" }) else { return token }
    let characters = Array(token)
    var result = ""
    for (i, character) in characters.enumerated() {
      let joins =
        character == "_" && i > 0 && i + 1 < characters.count && characters[i - 1] != "_"
        && characters[i + 1] != "_"
      result.append(joins ? " " : character)
    }
    return Substring(result)
  }

  private static func clean(_ word: Substring) -> String {
    switch word {
    case "LBKT", "lbkt": "("
    case "RBKT", "rbkt": ")"
    default: word.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }
}
