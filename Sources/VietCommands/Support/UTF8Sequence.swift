internal import VietCore

/// One code point in bytes that may be malformed.
enum UTF8Sequence {
  /// U+FFFD.
  static let replacement = "\u{FFFD}"

  /// Returns the length in bytes of the code point at `i`; where the bytes are malformed, the negated length of
  /// their maximal subpart (Unicode 15.0, section 3.9, table 3-7).
  static func length(at i: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    let lead = bytes[i]
    if lead < 0x80 { return 1 }
    var lower: UInt8 = 0x80
    var upper: UInt8 = 0xBF
    let wanted: Int
    switch lead {
    case 0xC2...0xDF: wanted = 2
    case 0xE0...0xEF:
      wanted = 3
      if lead == 0xE0 { lower = 0xA0 }
      if lead == 0xED { upper = 0x9F }
    case 0xF0...0xF4:
      wanted = 4
      if lead == 0xF0 { lower = 0x90 }
      if lead == 0xF4 { upper = 0x8F }
    default: return -1
    }
    var k = 1
    while k < wanted {
      guard i + k < bytes.count, (lower...upper).contains(bytes[i + k]) else { return -k }
      lower = 0x80
      upper = 0xBF
      k += 1
    }
    return wanted
  }

  /// Returns where the first malformed byte stands, or nothing. Complexity: O(*n*).
  static func firstMalformed(in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var i = start
    while i < bytes.count {
      if bytes[i] < 0x80 {
        // Blocks of ASCII at once.
        while i &+ 8 <= bytes.count,
          base.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        { i &+= 8 }
        while i < bytes.count, bytes[i] < 0x80 { i &+= 1 }
        continue
      }
      let length = length(at: i, in: bytes)
      if length < 0 { return i }
      i &+= length
    }
    return nil
  }

  /// Appends `bytes` with each maximal subpart of malformed bytes replaced by U+FFFD; returns how many there were.
  static func appendReplacing(_ bytes: UnsafeRawBufferPointer, to out: inout ByteBuffer) -> Int {
    var found = 0
    var start = 0
    while let bad = firstMalformed(in: bytes, from: start) {
      out.append(UnsafeRawBufferPointer(rebasing: bytes[start..<bad]))
      out.append(replacement)
      found += 1
      start = bad - length(at: bad, in: bytes)
    }
    out.append(UnsafeRawBufferPointer(rebasing: bytes[start...]))
    return found
  }
}
