internal import VietCore

/// Tokens are what stands between blanks, taken as they are.
enum WhitespaceAnalysis {
  static func analyze(_ text: UnsafeRawBufferPointer, into batch: inout TermBatch) {
    guard let base = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let end = text.count
    var i = 0
    var position: UInt32 = 0
    while i < end {
      let blank = blankLength(base, i, end)
      if blank > 0 {
        i &+= blank
        continue
      }
      let start = i
      repeat { i &+= 1 } while i < end && blankLength(base, i, end) == 0
      let keyStart = UInt32(truncatingIfNeeded: batch.keys.count)
      let (folded, form) = TermKey.appendVerbatim(
        UnsafeRawBufferPointer(start: base + start, count: i &- start), to: &batch.keys)
      batch.append(
        TermBatch.Entry(
          keyStart: keyStart, foldedLength: UInt16(folded), formLength: UInt16(form), position: position,
          start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: i), span: 1))
      position &+= 1
    }
    batch.length = position
  }

  /// Bytes of the blank (White_Space of Unicode 15.0) at `i`; 0 where there is none.
  @inline(__always)
  private static func blankLength(_ base: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Int {
    let byte = base[i]
    if byte <= 0x20 { return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) ? 1 : 0 }
    if byte < 0xC2 || byte > 0xE3 { return 0 }
    return wideBlankLength(base, i, end)
  }

  private static func wideBlankLength(_ base: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Int {
    let second = i + 1 < end ? base[i + 1] : 0
    let third = i + 2 < end ? base[i + 2] : 0
    switch (base[i], second) {
    case (0xC2, 0x85), (0xC2, 0xA0): return 2
    case (0xE1, 0x9A): return third == 0x80 ? 3 : 0
    case (0xE2, 0x80):
      return (third >= 0x80 && third <= 0x8A) || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0
    case (0xE2, 0x81): return third == 0x9F ? 3 : 0
    case (0xE3, 0x80): return third == 0x80 ? 3 : 0
    default: return 0
    }
  }
}
