/// What closes a syllable: a semivowel (`i y o u`), a stop, a nasal, or nothing.
@frozen
public enum Coda: UInt8, CaseIterable, Codable, Sendable {
  case none
  case i, y, o, u
  case p, t, c, ch
  /// Only in the rime ăk of Đắk Lắk.
  case k
  case m, n, ng, nh

  /// Stops allow the tones sắc and nặng only.
  public var isStop: Bool {
    switch self {
    case .p, .t, .c, .ch, .k: true
    default: false
    }
  }
}
