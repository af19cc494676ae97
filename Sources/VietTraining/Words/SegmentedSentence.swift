/// A sentence cut into words by hand or by vote: what training and judging start from.
package struct SegmentedSentence: Hashable, Sendable {
  /// Between two syllables of a word of ``words``: whether a word ends there is not said.
  package static let open: Character = "\u{203F}"

  /// The words as written, the syllables of one parted by blanks (or by ``open``).
  package var words: [String]

  package init(words: [String]) { self.words = words }

  /// A text with the places where words end, counted in bytes that are no blanks.
  package struct Text: Sendable {
    package var text: String
    package var ends: Set<Int> = []
    /// Places of which nothing is said.
    package var openPlaces: Set<Int> = []
  }

  /// The words parted by blanks, punctuation as well: how treebanks print their text.
  package var spaced: Text { layOut { _, _ in true } }

  /// As people type: marks hug their words.
  package var natural: Text {
    var opened: Set<String> = []
    var glue = true
    return layOut { word, _ in
      let (hugsLeft, hugsRight): (Bool, Bool)
      switch word {
      case "\"", "'":
        // Straight quotes: opening and closing alternate.
        let opens = opened.remove(word) == nil
        if opens { opened.insert(word) }
        (hugsLeft, hugsRight) = (!opens, opens)
      case "(", "[", "{", "“", "‘", "«", "@", "#": (hugsLeft, hugsRight) = (false, true)
      case ")", "]", "}", "”", "’", "»": (hugsLeft, hugsRight) = (true, false)
      case "/": (hugsLeft, hugsRight) = (true, true)
      case _ where word.allSatisfy { ".,:;?!…".contains($0) }: (hugsLeft, hugsRight) = (true, false)
      default: (hugsLeft, hugsRight) = (false, false)
      }
      defer { glue = hugsRight }
      return !(hugsLeft || glue)
    }
  }

  private func layOut(_ hasBlankBefore: (String, Int) -> Bool) -> Text {
    var result = Text(text: "")
    var place = 0
    for (number, word) in words.enumerated() {
      if hasBlankBefore(word, number), number > 0 { result.text += " " }
      for character in word {
        if character == Self.open { result.openPlaces.insert(place) }
        let isBlank = character.isWhitespace || character == Self.open
        result.text.append(isBlank ? " " : character)
        if !isBlank { place += character.utf8.count }
      }
      result.ends.insert(place)
    }
    return result
  }
}
