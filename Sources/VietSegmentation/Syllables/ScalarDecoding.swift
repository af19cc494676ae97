extension UnsafeRawBufferPointer {
  /// Visits each code point; each maximal subpart of malformed UTF-8 (Unicode 15.0, section 3.9) as U+FFFD.
  @inline(__always)
  func withDecodedScalars(_ visit: (_ scalar: UInt32, _ isMalformed: Bool) -> Void) {
    var i = 0
    while i < count {
      let step = decodeScalar(at: i)
      visit(step.scalar, step.isMalformed)
      i &+= step.length
    }
  }

  /// The code point that starts at `i`.
  @inline(__always)
  func decodeScalar(at i: Int) -> DecodedScalar {
    let lead = UInt32(self[i])
    if lead < 0x80 { return DecodedScalar(scalar: lead, length: 1) }
    // Length, the payload of the lead byte, and the range that the second byte must lie in.
    let length: Int
    var scalar: UInt32
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF:
      length = 2
      scalar = lead & 0x1F
    case 0xE0...0xEF:
      length = 3
      scalar = lead & 0x0F
      if lead == 0xE0 { low = 0xA0 }
      if lead == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      length = 4
      scalar = lead & 0x07
      if lead == 0xF0 { low = 0x90 }
      if lead == 0xF4 { high = 0x8F }
    default: return .malformed(1)
    }
    var n = 1
    while n < length {
      guard i &+ n < count else { return .malformed(n, isCut: true) }
      let byte = self[i &+ n]
      guard byte >= low && byte <= high else { return .malformed(n) }
      scalar = scalar &<< 6 | UInt32(byte & 0x3F)
      low = 0x80
      high = 0xBF
      n &+= 1
    }
    return DecodedScalar(scalar: scalar, length: length)
  }
}

/// One step through UTF-8.
struct DecodedScalar {
  var scalar: UInt32
  /// Bytes.
  var length: Int
  var isMalformed = false
  /// The text ends inside the code point: more bytes may make it whole.
  var isCut = false

  @inline(__always)
  static func malformed(_ length: Int, isCut: Bool = false) -> DecodedScalar {
    DecodedScalar(scalar: 0xFFFD, length: length, isMalformed: true, isCut: isCut)
  }
}
