internal import VietOrthography

/// What an informal spelling may be read as, one syllable at a time.
enum InformalReading {
  /// A syllable as it would be written, and what it is to the model.
  struct Piece {
    var text: String
    /// The first token of its group.
    var group: UInt16
    /// A bit for each candidate that is meant.
    var allowed: UInt16
    /// Whether it bears all the marks it is meant to bear.
    var isSettled: Bool

    /// The text with a capital if it is the first of what was typed with one.
    func cased(_ shape: CaseShape, isFirst: Bool) -> String {
      shape == .title && isFirst ? text.prefix(1).uppercased() + text.dropFirst() : text
    }
  }

  /// A piece at a place in a word without blanks, in bytes.
  struct Part {
    var start: Int
    var end: Int
    var piece: Piece
  }

  /// Words that are longer are left alone.
  private static let longestGlued = 120

  /// A syllable that bears all its marks; `nil` if the model does not know it.
  static func exactly(_ text: String, _ model: RestorationModel) -> Piece? {
    piece(text, model) { letters, group in RestorationLine.spelled(letters, group, model) }
      .map { Piece(text: text, group: $0.group, allowed: $0.allowed, isSettled: true) }
  }

  /// A syllable that may lack marks; `nil` if the model knows none.
  static func syllable(_ text: String, _ model: RestorationModel) -> Piece? {
    piece(text, model) { letters, group in RestorationLine.candidates(letters, group, model) }
      .map { Piece(text: text, group: $0.group, allowed: $0.allowed, isSettled: false) }
  }

  private static func piece(
    _ text: String, _ model: RestorationModel, _ choose: (TypedLetters, UInt16) -> UInt16
  ) -> (group: UInt16, allowed: UInt16)? {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      guard let letters = TypedLetters(bytes), let group = model.find(UnitHash.folded(bytes)),
        model.token(Int(group)).isSpelled, case let allowed = choose(letters, group), allowed != 0
      else { return nil }
      return (group, allowed)
    }
  }

  /// What a word may be that was spelled as it sounds, or drawn out: `wen` quen, `zui` vui or dui, `thíchhh` thích.
  static func byEar(_ bytes: UnsafeRawBufferPointer) -> [String] {
    guard bytes.count <= 40 else { return [] }
    let typed = String(decoding: bytes, as: UTF8.self)
    var letters = Array(typed)
    while letters.count > 2, bare(letters[letters.count - 1]) == bare(letters[letters.count - 2]) {
      letters.removeLast()
    }
    let word = String(letters)
    var result = word == typed ? [] : [word]
    for (start, others) in starts where word.hasPrefix(start) {
      result += others.map { $0 + word.dropFirst(start.count) }
    }
    // Without marks these ends are as often foreign (`log`, `path`).
    let isMarked = bytes.contains { $0 >= 0x80 }
    for (end, others) in isMarked ? ends + markedEnds : ends where word.hasSuffix(end) {
      result += others.map { word.dropLast(end.count) + $0 }
    }
    if word.contains("j"), word.first != "j" { result.append(String(word.map { $0 == "j" ? "i" : $0 })) }
    return result
  }

  /// A hash of the letter without case and marks.
  private static func bare(_ letter: Character) -> UInt64 { UnitHash.folded(String(letter)) }

  private static let starts: [(String, [String])] = [
    ("w", ["qu"]), ("dz", ["v", "d"]), ("z", ["v", "d", "gi"]), ("f", ["ph"]), ("j", ["gi", "ch"]),
    ("k", ["c"]), ("c", ["k"]), ("ng", ["ngh"]), ("g", ["gh"]),
  ]
  private static let ends: [(String, [String])] = [
    ("k", ["ch", "c"]), ("x", ["ch"]),
  ]
  private static let markedEnds: [(String, [String])] = [("g", ["ng"]), ("h", ["nh"])]

  /// The syllables that a word may be cut into, each with its place; empty unless they can make up the whole word.
  static func parts(of bytes: UnsafeRawBufferPointer, _ model: RestorationModel) -> [Part] {
    guard bytes.count >= 4, bytes.count <= longestGlued else { return [] }
    var places = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 }
    places.append(bytes.count)
    var found: [Part] = []
    // From the end, so that only what leads there is kept.
    var isOpen = [Bool](repeating: false, count: places.count)
    isOpen[places.count - 1] = true
    for i in stride(from: places.count - 2, through: 0, by: -1) {
      for k in i + 1..<min(places.count, i + 1 + SyllableSpelling.maximumLetters) where isOpen[k] {
        if i == 0, k == places.count - 1 { continue }
        let text = String(decoding: bytes[places[i]..<places[k]], as: UTF8.self)
        guard let piece = syllable(text, model) else { continue }
        isOpen[i] = true
        found.append(Part(start: places[i], end: places[k], piece: piece))
      }
    }
    return isOpen[0] ? found : []
  }
}
