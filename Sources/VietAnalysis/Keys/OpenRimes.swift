internal import VietCore
internal import VietOrthography

/// The syllables in `oa oe uy` whose tone mark has two places: those that the syllable model moves it in.
struct OpenRimes: Sendable {
  static let shared = OpenRimes()

  private let syllables: Set<UInt64>

  private init() {
    let onsets = """
      b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x
      """.split(separator: " ").map(String.init)
    let placement = ToneMarkPlacement(.modern)
    var syllables: Set<UInt64> = []
    for onset in [""] + onsets {
      for rime in ["òa", "ỏa", "õa", "óa", "ọa", "òe", "ỏe", "õe", "óe", "ọe", "ùy", "ủy", "ũy", "úy", "ụy"] {
        let old = Array((onset + rime).utf8)
        var new = ByteBuffer()
        old.withUnsafeBytes { placement.rewrite($0, into: &new) }
        guard new.array != old else { continue }
        var folded: [UInt8] = []
        var form: [UInt8] = []
        for scalar in (onset + rime).unicodeScalars {
          let (letter, code) = Self.letter(scalar)
          folded.append(letter)
          form.append(code)
        }
        if let packed = Self.pack(folded, form, count: form.count) { syllables.insert(packed) }
      }
    }
    self.syllables = syllables
  }

  private static func letter(_ scalar: Unicode.Scalar) -> (letter: UInt8, code: UInt8) {
    if scalar == "đ" { return (UInt8(ascii: "d"), FormCode.dStroke) }
    for row in LetterTables.rows {
      if let tone = row.lower.firstIndex(of: scalar.value) {
        return (row.base, FormCode.code(row.quality, tone: UInt8(tone)))
      }
    }
    return (UInt8(truncatingIfNeeded: scalar.value), FormCode.plain)
  }

  func contains(_ syllable: UInt64) -> Bool { syllables.contains(syllable) }

  /// Letters, tone and stroke of a syllable of at most 5 letters with its only mark on the last letter but one.
  static func pack(_ folded: UnsafePointer<UInt8>, _ form: UnsafePointer<UInt8>, count: Int) -> UInt64? {
    guard count <= 5 else { return nil }
    var packed = UInt64(form[count - 2])
    for i in 0..<count {
      packed = packed << 8 | UInt64(folded[i])
      if i == count - 2 || form[i] == FormCode.plain { continue }
      guard i == 0, form[i] == FormCode.dStroke else { return nil }
      packed |= 0x80
    }
    return packed
  }
}
