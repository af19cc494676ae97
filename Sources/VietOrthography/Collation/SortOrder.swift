/// The orders in which Vietnamese texts are sorted.
@frozen
public enum SortOrder: String, CaseIterable, Codable, Sendable {
  /// ICU's collation for `vi`: tones are compared only after the letters of the whole text.
  case icu
  /// As dictionaries: syllable by syllable, letters then tone; blind to the place of the tone mark and to
  /// punctuation; small letters before capitals where all else is equal.
  case dictionary
  /// Persons: the last word (given name) by letters, tone and case, then the first (family name), then those between.
  case name
}
