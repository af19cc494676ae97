/// Where a syllable ends in running VIQR, as far as tone marks need it: one syllable, one tone.
struct VIQRSyllable {
  private var vowels: UInt32 = 0
  private var hasCoda = false
  /// Whether a mark that could be a tone is punctuation, because the syllable has its tone.
  var hasTone = false

  /// A vowel as it is typed first, without its marks.
  mutating func vowel(row: Int) {
    let run = VowelSequences.appending(row, to: vowels)
    // The tone of a doubled vowel stands on the second: xoòng.
    let isDoubledAfterTone = hasTone && vowels & 0xF == UInt32(row + 1)
    if hasCoda || isDoubledAfterTone || !VowelSequences.contains(run) {
      hasTone = false
      vowels = VowelSequences.appending(row, to: 0)
    } else {
      vowels = run
    }
    hasCoda = false
  }

  /// The vowel got a quality mark.
  mutating func marked(row: Int) {
    vowels = vowels & ~0xF | UInt32(row + 1)
    guard !VowelSequences.contains(vowels) else { return }
    hasTone = false
    vowels = UInt32(row + 1)
  }

  mutating func consonant() { if vowels != 0 { hasCoda = true } }

  /// Something that is no letter.
  mutating func end() { self = VIQRSyllable() }
}
