extension FormCode {
  /// Returns the code of a letter with one more combining mark (a kind of ``LetterTables/marks``); 0 where the result is
  /// no Vietnamese letter or is not canonically equivalent to one (a tone typed before a quality mark of its class).
  static func adding(mark: UInt16, to code: UInt8, letter: UInt8) -> UInt8 {
    guard code <= 24 else { return 0 }
    let quality = quality(code)
    let tone = tone(code)
    if mark <= 5 {
      guard tone == 0 else { return 0 }
      switch letter {
      case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
        UInt8(ascii: "y"):
        return code + UInt8(mark)
      default: return 0
      }
    }
    // Only the dot below (class 220) may stand before circumflex or breve (230); the horn (216) sorts before all.
    guard quality == 0, tone == 0 || tone == 5 || mark == 8 else { return 0 }
    let added: Quality
    switch (mark, letter) {
    case (6, UInt8(ascii: "a")), (6, UInt8(ascii: "e")), (6, UInt8(ascii: "o")): added = .circumflex
    case (7, UInt8(ascii: "a")): added = .breve
    case (8, UInt8(ascii: "o")), (8, UInt8(ascii: "u")): added = .horn
    default: return 0
    }
    return Self.code(added, tone: tone)
  }

  /// Moves the tone of the open rimes `oa oe uy` to the second letter, after an onset of the language.
  ///
  /// `folded` and `form` have `count` letters each. Letter for letter what `--tone new` does to a valid syllable.
  @inline(__always)
  static func placeTone(_ folded: UnsafePointer<UInt8>, _ form: UnsafeMutablePointer<UInt8>?, count: Int) {
    guard count >= 2, let form else { return }
    let first = form[count - 2]
    guard first >= 2, first <= 6, form[count - 1] == plain else { return }
    placeToneOfOpenRime(folded, form, count: count)
  }

  @inline(never)
  private static func placeToneOfOpenRime(
    _ folded: UnsafePointer<UInt8>, _ form: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    guard let syllable = OpenRimes.pack(folded, form, count: count), OpenRimes.shared.contains(syllable)
    else {
      return
    }
    form[count - 1] = form[count - 2]
    form[count - 2] = plain
  }
}
