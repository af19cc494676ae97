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
    let last = Int(units[units.count &- 1].end)
    out.reserve(last &- Int(units[0].start) &+ units.count &* 2 &+ block)
    // Behind the last place from which a whole block can be read.
    let limit = text.count &- block
    var count = 1
    for i in units.indices {
      let unit = units[i]
      if i > 0 {
        let continues = unit.flags.contains(.continuesWord)
        out.base[out.count] = continues ? separators.syllable : separators.token
        out.count &+= 1
        count &+= continues ? 0 : 1
      }
      let bytes = UnsafeRawBufferPointer(rebasing: text[Int(unit.start)..<Int(unit.end)])
      if unit.flags.contains(.malformed) && !passesMalformed {
        MalformedUTF8.replace(bytes, into: &out)
        out.reserve(last &- Int(unit.end) &+ (units.count &- i) &* 2 &+ block)
      } else if unit.count <= block && Int(unit.start) <= limit {
        // What is too much of the block is written over by what follows.
        let word = text.loadUnaligned(fromByteOffset: Int(unit.start), as: SIMD16<UInt8>.self)
        UnsafeMutableRawPointer(out.base + out.count).storeBytes(of: word, as: SIMD16<UInt8>.self)
        out.count &+= unit.count
      } else {
        out.append(bytes)
      }
    }
    return count
  }

  /// Bytes that are copied at once.
  private static let block = 16
}
