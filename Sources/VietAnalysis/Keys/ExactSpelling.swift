public import VietCore

/// Writes the lower-case spelling of a term without a `String` in between.
///
/// Equal to ``FormCode/spelling(folded:form:)`` wherever that gives one; the letters are looked up in a table.
public enum ExactSpelling {
  /// Appends the spelling of the term that `entry` of `batch` is to `output`; the folded form where the code keeps only a
  /// hash. Complexity: O(*n*) in bytes of the term.
  public static func append(
    _ entry: TermBatch.Entry, of batch: borrowing TermBatch, to output: inout ByteBuffer
  ) {
    let folded = batch.keys.base + Int(entry.keyStart)
    let count = Int(entry.foldedLength)
    let form = folded + (count &+ 1)
    let codes = Int(entry.formLength)
    if codes == 0 || form[0] == FormCode.hashed {
      return output.append(UnsafeRawBufferPointer(start: folded, count: count))
    }
    if form[0] == FormCode.verbatim {
      return output.append(UnsafeRawBufferPointer(start: form + 1, count: codes &- 1))
    }
    output.reserve(count &* 3 &+ 4)
    let letters = letters
    var out = output.base + output.count
    for i in 0..<count {
      let letter = folded[i]
      let code = i < codes ? form[i] : FormCode.plain
      let packed =
        code > FormCode.plain && letter &- 0x61 < 26
        ? letters[Int(letter &- 0x61) &* 32 &+ Int(code & 31)] : 0
      if packed == 0 {
        out[0] = letter
        out += 1
      } else {
        out[0] = UInt8(truncatingIfNeeded: packed)
        out[1] = UInt8(truncatingIfNeeded: packed >> 8)
        out[2] = UInt8(truncatingIfNeeded: packed >> 16)
        out += Int(packed >> 24)
      }
    }
    output.count = out - output.base
  }

  /// By letter (32 codes each): the UTF-8 bytes, the first lowest, and their number in the highest byte.
  private nonisolated(unsafe) static let letters: UnsafePointer<UInt32> = {
    let table = UnsafeMutablePointer<UInt32>.allocate(capacity: 26 * 32)
    table.initialize(repeating: 0, count: 26 * 32)
    func set(_ letter: UInt8, _ code: UInt8, _ point: UInt32) {
      let bytes = Array(String(Unicode.Scalar(point) ?? "?").utf8)
      var packed = UInt32(bytes.count) << 24
      for (i, byte) in bytes.enumerated() { packed |= UInt32(byte) << UInt32(8 * i) }
      table[Int(letter - 0x61) * 32 + Int(code)] = packed
    }
    for row in LetterTables.rows {
      for tone in 0..<6 { set(row.base, FormCode.code(row.quality, tone: UInt8(tone)), row.lower[tone]) }
    }
    set(UInt8(ascii: "d"), FormCode.dStroke, 0x111)
    return UnsafePointer(table)
  }()
}
