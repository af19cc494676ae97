/// The code of a term's exact spelling, given its folded form: what stands after the 0x00 of a key.
///
/// Case is dropped, marks are kept, and the code with the folded form gives the lower-case original back:
///
/// - A word of ASCII and Vietnamese letters has one byte a letter, `1 + 6 × quality + tone`, ``dStroke`` for đ,
///   ``plain`` for a letter without marks; plain letters at the end are left out, so a word without marks has no
///   code at all. The tone of the open rimes `oa oe uy` of a syllable stands on the second letter, wherever it was
///   written: `hòa` and `hoà` are one key.
/// - Any other word has ``verbatim`` and its lower-case NFC bytes.
/// - A word longer than ``TermKey/lengthLimit`` has ``hashed`` and eight bytes of hash of the whole.
///
/// The blank between the syllables of a word counts as a plain letter.
public enum FormCode {
  /// A letter that is what the folded form says.
  public static let plain: UInt8 = 1
  public static let dStroke: UInt8 = 25
  /// First byte of a code that spells the original out.
  public static let verbatim: UInt8 = 0xFF
  /// First byte of a code that only tells long words apart.
  public static let hashed: UInt8 = 0xFE

  /// The marks that change the vowel.
  @frozen
  public enum Quality: UInt8, CaseIterable, Sendable { case none, circumflex, breve, horn }

  /// The code of a vowel; `tone` counts as ``Tone`` does: ngang, huyền, hỏi, ngã, sắc, nặng.
  static func code(_ quality: Quality, tone: UInt8) -> UInt8 { 1 + 6 * quality.rawValue + tone }

  static func quality(_ code: UInt8) -> UInt8 { code >= 1 && code <= 24 ? (code - 1) / 6 : 0 }
  static func tone(_ code: UInt8) -> UInt8 { code >= 1 && code <= 24 ? (code - 1) % 6 : 0 }
}
