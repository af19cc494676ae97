/// The vowel that carries a syllable, as the orthography tells them apart.
///
/// `i` and `y` are one sound and two spellings, so they are two values.
@frozen
public enum Nucleus: UInt8, CaseIterable, Codable, Sendable {
  case a = 1
  /// ă
  case aBreve
  /// â
  case aCircumflex
  case e
  /// ê
  case eCircumflex
  case i
  case y
  /// iê, written ia, yê, ya as well
  case ie
  case o
  /// oo, as in goòng
  case oo
  /// ô
  case oCircumflex
  /// ôô
  case ooCircumflex
  /// ơ
  case oHorn
  case u
  /// uô, written ua where no coda follows
  case uo
  /// ư
  case uHorn
  /// ươ, written ưa where no coda follows
  case uoHorn
}
