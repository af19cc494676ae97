internal import VietCore

extension FormCode {
  /// How a spelling found stands to the one typed, both codes of one folded form.
  ///
  /// A spelling adds to the typed one when each letter keeps the marks that were typed: `viêt` → `việt`,
  /// `đuong` → `đường`. Words with letters that are not Vietnamese are the same or other.
  static func relation(of found: UnsafeRawBufferPointer, toTyped typed: UnsafeRawBufferPointer)
    -> FormRelation
  {
    if found.elementsEqual(typed) { return .same }
    if let first = typed.first, first >= hashed { return .other }
    if let first = found.first, first >= hashed { return typed.isEmpty ? .adds : .other }
    for i in 0..<max(found.count, typed.count) {
      let wanted = i < typed.count ? typed[i] : plain
      let given = i < found.count ? found[i] : plain
      if wanted == plain || wanted == given { continue }
      guard wanted != dStroke, given != dStroke else { return .other }
      let wantedQuality = quality(wanted)
      let wantedTone = tone(wanted)
      guard wantedQuality == 0 || wantedQuality == quality(given),
        wantedTone == 0 || wantedTone == tone(given)
      else { return .other }
    }
    return .adds
  }

  /// Returns the lower-case spelling that a key stands for, or nothing where the code keeps only a hash.
  public static func spelling(folded: UnsafeRawBufferPointer, form: UnsafeRawBufferPointer) -> String? {
    guard let first = form.first else { return String(decoding: folded, as: UTF8.self) }
    if first == verbatim { return String(decoding: form.dropFirst(), as: UTF8.self) }
    if first == hashed { return nil }
    // Bytes, for the folded form may hold letters of other scripts, which have no code.
    var text: [UInt8] = []
    for i in folded.indices {
      let code = i < form.count ? form[i] : plain
      if code == dStroke {
        text += "đ".utf8
      } else if code > plain,
        let row = LetterTables.rows.first(where: {
          $0.base == folded[i] && $0.quality.rawValue == quality(code)
        }),
        let scalar = Unicode.Scalar(row.lower[Int(tone(code))])
      {
        text += String(scalar).utf8
      } else {
        text.append(folded[i])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
