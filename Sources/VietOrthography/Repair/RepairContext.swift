/// The words around one that may have to be mended.
struct RepairContext {
  private let bounds: WordBounds
  private let word: Range<Int>
  private let lineStart: Int

  init(_ bounds: WordBounds, _ word: Range<Int>, lineStart: Int) {
    self.bounds = bounds
    self.word = word
    self.lineStart = lineStart
  }

  /// Whether the word is alone in its line, or one of the two words before or after it is Vietnamese.
  var isAmongVietnamese: Bool {
    guard let before = previous(word.lowerBound), let after = next(word.upperBound) else {
      let only = previous(word.lowerBound) ?? next(word.upperBound)
      guard let only else { return true }
      return isVietnamese(only) || beyond(only).map(isVietnamese) == true
    }
    return isVietnamese(before) || isVietnamese(after) || beyond(before).map(isVietnamese) == true
      || beyond(after).map(isVietnamese) == true
  }

  /// Whether Vietnamese words stand on both sides with only a blank between.
  var isBetweenVietnamese: Bool {
    guard let before = bounds.previousWord(word.lowerBound), let after = bounds.nextWord(word.upperBound)
    else {
      return false
    }
    return isVietnamese(before) && isVietnamese(after)
  }

  /// The word that lies behind a neighbour.
  private func beyond(_ neighbour: Range<Int>) -> Range<Int>? {
    neighbour.lowerBound < word.lowerBound ? previous(neighbour.lowerBound) : next(neighbour.upperBound)
  }

  /// A valid syllable with a mark: without one it might be any language.
  private func isVietnamese(_ range: Range<Int>) -> Bool {
    var seen: UInt8 = 0
    for i in range { seen |= bounds.bytes[i] }
    return seen >= 0x80 && SyllableTable.shared.find(bounds.bytes + range.lowerBound, range.count) != 0
  }

  private func previous(_ start: Int) -> Range<Int>? {
    var index = start
    while index > lineStart {
      let before = bounds.before(index)
      if bounds.isWord(at: before) { return max(lineStart, bounds.wordStart(index))..<index }
      index = before
    }
    return nil
  }

  private func next(_ end: Int) -> Range<Int>? {
    var index = end
    while index < bounds.count {
      if bounds.isWord(at: index) { return index..<bounds.wordEnd(index) }
      index = bounds.after(index)
    }
    return nil
  }
}
