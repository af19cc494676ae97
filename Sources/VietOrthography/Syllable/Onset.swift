/// The consonant that a syllable starts with: 23 of them, and none.
///
/// One sound, one value: `c k q` are ``c``, `g gh` are ``g``, `ng ngh` are ``ng``; which letters are
/// written follows from what comes after (``SyllableSpelling``).
@frozen
public enum Onset: UInt8, CaseIterable, Codable, Sendable {
  case none
  case b, c, ch, d
  /// đ
  case dStroke
  case g, gi, h, kh, l, m, n, ng, nh, p, ph, r, s, t, th, tr, v, x
}
