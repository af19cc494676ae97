/// What one look at a line says about repairing it.
struct LineSigns {
  /// A code point that Vietnamese needs and neither Latin-1 nor a legacy font has.
  private(set) var isTelling = false
  /// Legacy bytes read as Latin-1 or Windows-1252, or UTF-8 read so: nothing in the line means what it says.
  private(set) var isMojibake = false
  /// Pinyin is about: macrons, or carons on e i o u.
  private(set) var hasPinyin = false
  private(set) var isCode = false

  init(_ line: UnsafeBufferPointer<UInt8>) {
    guard let base = line.baseAddress else { return }
    var legacy = false
    var index = 0
    while index < line.count {
      let byte = base[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let after = index + length
      switch byte {
      case 0xC2:
        legacy = legacy || Self.isLegacySymbol(base[index + 1]) && Self.touchesLetters(line, index, after)
        if base[index + 1] == 0xAD { legacy = legacy || Self.isTCVN3Soft(line, index) }
      case 0xC3:
        legacy = legacy || Self.isVNISign(base[index + 1])
        isMojibake = isMojibake || Self.isUTF8Read(base[index + 1], line, after)
      case 0xC4, 0xC6, 0xE1:
        isTelling = isTelling || WordReading.isTelling(base + index)
        hasPinyin = hasPinyin || Self.isPinyin(byte, base[index + 1])
      case 0xC5, 0xC7: hasPinyin = hasPinyin || Self.isPinyin(byte, base[index + 1])
      default: break
      }
      index = after
    }
    isMojibake = isMojibake || legacy && !isTelling
    isCode = Self.looksLikeCode(line)
  }

  /// Latin-1 symbols that TCVN3 has letters at: ¡ to ¿ but for what stands beside words in any text.
  private static func isLegacySymbol(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xA0, 0xA7, 0xA9, 0xAA, 0xAB, 0xAD, 0xB0, 0xB2, 0xB3, 0xB4, 0xB7, 0xB9, 0xBA, 0xBB: false
    default: byte >= 0xA1
    }
  }

  /// Whether a letter stands directly after, or on both sides of, a symbol.
  private static func touchesLetters(_ line: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end < line.count else { return start > 0 && isLetter(line[start - 1]) }
    return isLetter(line[end]) || (line[end] >= 0xC3 && start > 0 && isLetter(line[start - 1]))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Whether a soft hyphen is the ư of TCVN3: other Latin-1 letters stand in the same word.
  private static func isTCVN3Soft(_ line: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    var i = index
    while i > 0, line[i - 1] > 0x40 { i -= 1 }
    while i < line.count, line[i] > 0x40 {
      if line[i] == 0xC3 { return true }
      i += 1
    }
    return false
  }

  /// Letters of Latin-1 that VNI writes marks with and no Vietnamese text has: ä å ë ï ñ ö ø û ü and capitals.
  private static func isVNISign(_ byte: UInt8) -> Bool {
    switch byte & ~0x20 {
    case 0x84, 0x85, 0x8B, 0x8F, 0x91, 0x96, 0x98, 0x9B, 0x9C: true
    default: false
    }
  }

  /// Whether a letter C3 xx and what follows are the bytes of one UTF-8 letter, each read alone.
  private static func isUTF8Read(_ byte: UInt8, _ line: UnsafeBufferPointer<UInt8>, _ next: Int) -> Bool {
    guard next + 1 < line.count else { return false }
    let lead = line[next]
    switch byte {
    // Ã Ä Æ and a byte from 80 to BF, as Latin-1 or, for Ä, as the quotes and the ƒ of Windows-1252.
    case 0x83, 0x86: return lead == 0xC2
    case 0x84:
      return lead == 0xC2 || lead == 0xC6 && line[next + 1] == 0x92
        || lead == 0xE2 && next + 2 < line.count && line[next + 1] == 0x80 && line[next + 2] & 0xFE == 0x98
    // áº or á» and one more that is not ASCII.
    case 0xA1:
      return lead == 0xC2 && (line[next + 1] == 0xBA || line[next + 1] == 0xBB) && next + 2 < line.count
        && line[next + 2] >= 0x80
    default: return false
    }
  }

  private static func isPinyin(_ lead: UInt8, _ second: UInt8) -> Bool {
    switch lead {
    // ā, ē ě, ī, ō, ū
    case 0xC4:
      second & 0xFE == 0x80 || second & 0xFE == 0x92 || second & 0xFE == 0x9A || second & 0xFE == 0xAA
    case 0xC5: second & 0xFE == 0x8C || second & 0xFE == 0xAA
    // ǐ ǒ ǔ ǖ ǘ ǚ ǜ
    case 0xC7: (0x8F...0x9C).contains(second)
    default: false
    }
  }

  /// Operators and brackets that prose has no use for.
  private static func looksLikeCode(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard line.count > 1 else { return false }
    for i in 1..<line.count {
      switch (line[i - 1], line[i]) {
      case (0x29, 0x3B), (0x29, 0x7B), (0x3D, 0x3D), (0x21, 0x3D), (0x2D, 0x3E), (0x3A, 0x3A), (0x3D, 0x3E),
        (0x3C, 0x2F), (0x2F, 0x3E), (0x24, 0x7B), (0x2F, 0x2A), (0x7B, 0x7B):
        return true
      default: break
      }
    }
    return false
  }
}
