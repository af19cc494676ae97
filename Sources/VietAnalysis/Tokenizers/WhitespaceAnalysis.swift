internal import VietCore

/// Tokens are what stands between blanks, taken as they are.
///
/// Naively: ask at each byte whether a blank begins (``endByBytes(_:_:_:)``). Sixteen bytes at a time are looked at
/// for what could begin one, or for a zero byte, which keys can't hold.
enum WhitespaceAnalysis {
  static func analyze(_ text: UnsafeRawBufferPointer, into batch: inout TermBatch) {
    guard let raw = text.baseAddress else { return }
    let base = raw.assumingMemoryBound(to: UInt8.self)
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
      var hasZero = false
      i = token(raw, start, end, &hasZero)
      let length = i &- start
      let keyStart = batch.keys.count
      var (folded, form) = (length, 0)
      if hasZero || length > TermKey.lengthLimit {
        (folded, form) = TermKey.appendVerbatim(
          UnsafeRawBufferPointer(start: raw + start, count: length), to: &batch.keys)
      } else {
        batch.keys.reserve(length &+ 17)
        let key = UnsafeMutableRawPointer(batch.keys.base + keyStart)
        if length <= 16 && start &+ 16 <= end {
          key.storeBytes(
            of: raw.loadUnaligned(fromByteOffset: start, as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
        } else {
          key.copyMemory(from: raw + start, byteCount: length)
        }
        batch.keys.base[keyStart &+ length] = 0
        batch.keys.count = keyStart &+ length &+ 1
      }
      batch.append(
        TermBatch.Entry(
          keyStart: UInt32(truncatingIfNeeded: keyStart), foldedLength: UInt16(folded),
          formLength: UInt16(form), position: position, start: UInt32(truncatingIfNeeded: start),
          end: UInt32(truncatingIfNeeded: i), span: 1))
      position &+= 1
    }
    batch.length = position
  }

  /// Where the token that begins at `start` ends.
  @inline(__always)
  private static func token(_ raw: UnsafeRawPointer, _ start: Int, _ end: Int, _ hasZero: inout Bool) -> Int {
    let base = raw.assumingMemoryBound(to: UInt8.self)
    var i = start
    while i &+ 17 <= end {
      let bytes = raw.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
      let next = raw.loadUnaligned(fromByteOffset: i &+ 1, as: SIMD16<UInt8>.self)
      // Of E1, which leads most Vietnamese letters, only E1 9A leads a blank.
      // One comparison a line: in one expression the compiler chooses generic operators, a hundred times as slow.
      let control: SIMDMask<SIMD16<Int8>> = bytes .< SIMD16<UInt8>(repeating: 0x21)
      let latin: SIMDMask<SIMD16<Int8>> = bytes .== SIMD16<UInt8>(repeating: 0xC2)
      let general: SIMDMask<SIMD16<Int8>> = bytes .== SIMD16<UInt8>(repeating: 0xE2)
      let ideographic: SIMDMask<SIMD16<Int8>> = bytes .== SIMD16<UInt8>(repeating: 0xE3)
      let lead: SIMDMask<SIMD16<Int8>> = bytes .== SIMD16<UInt8>(repeating: 0xE1)
      let follower: SIMDMask<SIMD16<Int8>> = next .== SIMD16<UInt8>(repeating: 0x9A)
      let ogham: SIMDMask<SIMD16<Int8>> = lead .& follower
      let mask = control .| latin .| general .| ideographic .| ogham
      let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
      if words[0] != 0 {
        i &+= words[0].trailingZeroBitCount &>> 3
      } else if words[1] != 0 {
        i &+= 8 &+ words[1].trailingZeroBitCount &>> 3
      } else {
        i &+= 16
        continue
      }
      if base[i] == 0 { hasZero = true } else if blankLength(base, i, end) > 0 { return i }
      i &+= 1
    }
    return endByBytes(base, i, end, &hasZero)
  }

  /// The truth that ``token(_:_:_:_:)`` equals.
  private static func endByBytes(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ hasZero: inout Bool
  ) -> Int {
    var i = start
    while i < end && blankLength(base, i, end) == 0 {
      if base[i] == 0 { hasZero = true }
      i &+= 1
    }
    return i
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
