/// Walks over UTF-8 code point by code point; malformed bytes come as `nil`, one maximal subpart each.
struct UTF8Reader {
  private let bytes: UnsafeRawBufferPointer
  /// Where the next code point starts.
  private(set) var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { offset >= bytes.count }

  /// Unicode 15.0, table 3-7: the well-formed sequences.
  mutating func next() -> UInt32? {
    let lead = bytes[offset]
    offset += 1
    if lead < 0x80 { return UInt32(lead) }
    let count: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: count = 1
    case 0xE0...0xEF:
      count = 2
      if lead == 0xE0 { low = 0xA0 }
      if lead == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      count = 3
      if lead == 0xF0 { low = 0x90 }
      if lead == 0xF4 { high = 0x8F }
    default: return nil
    }
    var codePoint = UInt32(lead) & (0x3F >> UInt32(count))
    for _ in 0..<count {
      guard offset < bytes.count, bytes[offset] >= low, bytes[offset] <= high else { return nil }
      codePoint = codePoint << 6 | UInt32(bytes[offset] & 0x3F)
      offset += 1
      (low, high) = (0x80, 0xBF)
    }
    return codePoint
  }

  /// How many UTF-16 units the text has.
  static func utf16Length(_ text: UnsafeRawBufferPointer) -> Int {
    var reader = UTF8Reader(text)
    var units = 0
    while !reader.isAtEnd { units += (reader.next() ?? 0xFFFD) > 0xFFFF ? 2 : 1 }
    return units
  }
}
