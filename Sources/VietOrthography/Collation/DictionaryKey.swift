internal import VietCore

/// The key of one text, word by word: the letters, a 1, the tone, a 1; after the last word a 0 and the case.
///
/// A letter is a byte from 0x10 (digits) to 0x5F in the order of the alphabet, f j w z where they stand in Latin
/// dictionaries. All else is 0xF0 and its search key in UTF-8, so that other scripts follow.
struct DictionaryKey {
  private let bytes: UnsafePointer<UInt8>
  private let count: Int
  private let bounds: WordBounds
  private let letters = LetterTable.shared
  private let syllables = SyllableTable.shared

  /// NFC.
  init(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    self.bytes = bytes
    self.count = count
    bounds = WordBounds(bytes: bytes, count: count)
  }

  func appendWhole(to output: inout ByteBuffer) {
    appendWords(0..<count, to: &output)
    output.append(0)
    appendCase(0..<count, to: &output)
  }

  /// The last part first, then the first, then those between; a tab ends the name.
  func appendName(to output: inout ByteBuffer) {
    var parts: [Range<Int>] = []
    var index = 0
    while index < count, bytes[index] != 0x09 {
      while index < count, bytes[index] == 0x20 { index += 1 }
      let start = index
      while index < count, bytes[index] != 0x20, bytes[index] != 0x09 { index += 1 }
      if index > start { parts.append(start..<index) }
    }
    guard let given = parts.popLast() else { return }
    for part in [given] + parts {
      appendWords(part, to: &output)
      output.append(0)
      // At all levels: the case of the given name counts before the family name.
      appendCase(part, to: &output)
    }
  }

  private func appendWords(_ range: Range<Int>, to output: inout ByteBuffer) {
    var index = range.lowerBound
    while index < range.upperBound {
      guard bounds.isWord(at: index) else {
        index = bounds.after(index)
        continue
      }
      let start = index
      while index < range.upperBound, bounds.isWord(at: index) { index = bounds.after(index) }
      appendWord(start..<index, to: &output)
    }
  }

  private func appendWord(_ word: Range<Int>, to output: inout ByteBuffer) {
    let raw = syllables.find(bytes + word.lowerBound, word.count)
    var index = word.lowerBound
    var hasTones = false
    while index < word.upperBound {
      let code = letters.read(bytes, &index, word.upperBound)
      if code != LetterTable.none {
        output.append(Self.weight(code & 31))
        hasTones = hasTones || code > 31
      } else {
        index = appendOther(index, to: &output)
      }
    }
    output.append(1)
    if raw != 0 {
      output.append(2 + UInt8(raw & 7))
    } else if !hasTones {
      output.append(2)
    } else {
      // No syllable: which letter has which mark.
      output.append(8)
      index = word.lowerBound
      while index < word.upperBound {
        let code = letters.read(bytes, &index, word.upperBound)
        output.append(code == LetterTable.none ? 2 : 2 + code >> 5)
        if code == LetterTable.none { index = bounds.after(index) }
      }
    }
    output.append(1)
  }

  /// Appends a code point that is no letter of the alphabet and returns where it ends.
  private func appendOther(_ index: Int, to output: inout ByteBuffer) -> Int {
    let end = bounds.after(index)
    let byte = bytes[index]
    if byte < 0x80 {
      let lower = byte | 0x20
      output.append(byte < 0x3A ? byte - 0x20 : Self.foreign(lower))
      return end
    }
    var key = ByteBuffer()
    SearchFolding.fold(
      UnsafeRawBufferPointer(start: bytes + index, count: end - index), afterLatin: true, into: &key)
    if key.count == 1, (0x61...0x7A).contains(key.base[0]) {
      // A Latin letter with a mark of another language.
      var start = 0
      let code = letters.read(key.base, &start, 1)
      output.append(code == LetterTable.none ? Self.foreign(key.base[0]) : Self.weight(code))
    } else if key.count > 0 {
      output.append(0xF0)
      key.withBytes { output.append($0) }
    }
    return end
  }

  /// Letters in steps of two from 0x22, so that f j w z fit between.
  private static func weight(_ letter: UInt8) -> UInt8 { 0x20 + 2 * letter }

  private static func foreign(_ letter: UInt8) -> UInt8 {
    switch letter {
    case 0x66: weight(Letter.eCircumflex.rawValue) + 1
    case 0x6A: weight(Letter.i.rawValue) + 1
    case 0x77: weight(Letter.v.rawValue) + 1
    default: weight(Letter.y.rawValue) + 1
    }
  }

  /// A bit a letter of the alphabet, eight a byte, the first one highest: small before capital.
  private func appendCase(_ range: Range<Int>, to output: inout ByteBuffer) {
    var bits: UInt8 = 0
    var filled = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      let isUpper: Bool
      if letters.read(bytes, &index, range.upperBound) != LetterTable.none {
        isUpper = letters.isUpper(bytes + start)
      } else {
        isUpper = bytes[start] &- 0x41 < 26
        index = bounds.after(start)
        guard isUpper || bytes[start] &- 0x61 < 26 else { continue }
      }
      bits = bits << 1 | (isUpper ? 1 : 0)
      filled += 1
      if filled == 8 {
        output.append(bits)
        bits = 0
        filled = 0
      }
    }
    if filled > 0 { output.append(bits << UInt8(8 - filled)) }
  }
}
