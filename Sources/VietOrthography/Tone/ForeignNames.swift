/// Foreign names that happen to be spelled as a Vietnamese syllable, so that no rule may rewrite them.
enum ForeignNames {
  /// In lower case. Found by reading what the passes changed in the Vietnamese Wikipedia (Benchmarks/Record).
  private static let names: [StaticString] = ["noé"]

  /// Whether a word is one of them and written with a capital first.
  static func contains(_ bounds: WordBounds, _ word: Range<Int>) -> Bool {
    guard LetterTable.shared.isUpper(bounds.bytes + word.lowerBound) else { return false }
    return names.contains { bounds.equals(word, $0) }
  }
}
