internal import VietCore
internal import VietUnicode

/// What single code points beyond ASCII become in a pass that works letter by letter: those of the blocks
/// that Vietnamese text is made of. All else is left to the pass's slow path.
///
/// Filled from the slow path itself, so that it says nothing else than ICU does.
struct LatinTable: @unchecked Sendable {
  /// For the leads C2 to CA, 64 entries each, then E1 BA, E1 BB and E2 80: up to three bytes of output, lowest
  /// first, and above them their number and ``isLatin``. 0 means the slow path.
  let entries: UnsafeMutablePointer<UInt32>

  /// Set where marks that follow stand on a Latin letter.
  static let isLatin: UInt32 = 1 << 31

  static let twoByteLeads = 9
  private static let count = (twoByteLeads + 3) * 64

  /// `slow` is asked for each code point alone; it appends what comes out.
  init(_ slow: (UnsafeRawBufferPointer, inout ByteBuffer) -> Void) {
    entries = .allocate(capacity: Self.count)
    entries.initialize(repeating: 0, count: Self.count)
    var buffer = ByteBuffer()
    for index in 0..<Self.count {
      let scalar = Self.scalar(index)
      let facts = CodePointFacts(of: scalar.value)
      // A mark depends on what it stands on, a blank may, an unassigned one is ICU's.
      guard !facts.isMark, facts.category != 0 else { continue }
      buffer.removeAll()
      let bytes = Array(String(scalar).utf8)
      bytes.withUnsafeBytes { slow($0, &buffer) }
      guard (1...3).contains(buffer.count) else { continue }
      let isLatin = facts.contains(.latin) && facts.isLetter
      // Another script's letter might be composed with what follows.
      guard isLatin || !Self.hasLetter(buffer) else { continue }
      var entry = UInt32(buffer.count) << 24
      for i in 0..<buffer.count { entry |= UInt32(buffer.base[i]) << UInt32(8 * i) }
      entries[index] = entry | (isLatin ? Self.isLatin : 0)
    }
  }

  private static func hasLetter(_ buffer: borrowing ByteBuffer) -> Bool {
    buffer.string.unicodeScalars.contains { CodePointFacts(of: $0.value).isLetter }
  }

  /// The code point of an entry.
  private static func scalar(_ index: Int) -> Unicode.Scalar {
    let low = UInt32(index & 63)
    let value: UInt32
    switch index >> 6 {
    case twoByteLeads: value = 0x1E80 + low
    case twoByteLeads + 1: value = 0x1EC0 + low
    case twoByteLeads + 2: value = 0x2000 + low
    default: value = 0x80 + UInt32(index)
    }
    return Unicode.Scalar(value)!
  }

  /// The entry of the code point at `bytes`, which is not ASCII, or 0. Valid UTF-8.
  @inline(__always)
  func entry(_ bytes: UnsafePointer<UInt8>) -> UInt32 {
    let lead = bytes[0]
    let second = bytes[1]
    // Conditional moves: whether a letter has two bytes or three is as good as random.
    let isThree = lead >= 0xE0
    if isThree ? (lead == 0xE1 && second & 0xFE == 0xBA) : lead < 0xCB {
      let row = isThree ? Self.twoByteLeads &+ Int(second & 1) : Int(lead &- 0xC2)
      return entries[row << 6 | Int((isThree ? bytes[2] : second) & 0x3F)]
    }
    if lead == 0xE2, second == 0x80 {
      return entries[(Self.twoByteLeads &+ 2) << 6 | Int(bytes[2] & 0x3F)]
    }
    return 0
  }

  /// Whether marks that follow the code point at `bytes` stand on a Latin letter.
  func isLatinLetter(_ bytes: UnsafePointer<UInt8>) -> Bool {
    if bytes[0] < 0x80 { return (bytes[0] | 0x20) &- 0x61 < 26 }
    return entry(bytes) & Self.isLatin != 0
  }
}
