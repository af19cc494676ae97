package import VietCore

/// A sentence as a line of words: what people feed on who want text and no offsets.
package enum JoinedText {
  /// What stands between the syllables of a word, and between words.
  package struct Separators: Sendable {
    package var syllable: UInt8
    package var token: UInt8

    package init(syllable: UInt8 = UInt8(ascii: "_"), token: UInt8 = 0x20) {
      self.syllable = syllable
      self.token = token
    }
  }

  /// Appends the units of one sentence of `text`, which is not empty; returns how many words they are.
  ///
  /// Malformed bytes become U+FFFD unless `passesMalformed`. Complexity: O(*n*).
  package static func append(
    _ text: UnsafeRawBufferPointer, _ units: UnsafeBufferPointer<TextUnit>, _ separators: Separators,
    passesMalformed: Bool, into out: inout ByteBuffer
  ) -> Int {
    let first = Int(units[0].start)
    out.reserve((Int(units[units.count &- 1].end) &- first) &+ units.count &* 2 &+ 16)
    var count = 1
    for i in units.indices {
      let unit = units[i]
      if i > 0 {
        let continues = unit.flags.contains(.continuesWord)
        out.append(continues ? separators.syllable : separators.token)
        if !continues { count &+= 1 }
      }
      let bytes = UnsafeRawBufferPointer(rebasing: text[Int(unit.start)..<Int(unit.end)])
      if unit.flags.contains(.malformed) && !passesMalformed {
        MalformedUTF8.replace(bytes, into: &out)
      } else {
        out.append(bytes)
      }
    }
    return count
  }
}
