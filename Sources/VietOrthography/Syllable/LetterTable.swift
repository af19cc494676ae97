/// Letters of the alphabet from and to UTF-8, by two small tables that fit the first-level cache.
///
/// The 134 accented letters stand in six ranges of 64 code points, each with a lead of its own: C3, C4, C5,
/// C6, E1 BA, E1 BB. Reading one is two loads.
package struct LetterTable: @unchecked Sendable {
  /// What a byte pair says that is no letter of the alphabet.
  package static let none: UInt8 = 0xFF

  /// 128 rows for ASCII, then 64 for each of the six ranges: lettered tone (``Letter``), or ``none``.
  let codes: UnsafeMutablePointer<UInt8>
  /// By letter, tone and case: three bytes of UTF-8 and their number.
  let spellings: UnsafeMutablePointer<(UInt8, UInt8, UInt8, UInt8)>

  package static let shared = LetterTable()

  private init() {
    codes = .allocate(capacity: 128 + 6 * 64)
    codes.initialize(repeating: Self.none, count: 128 + 6 * 64)
    spellings = .allocate(capacity: 2 * 256)
    spellings.initialize(repeating: (0, 0, 0, 0), count: 2 * 256)
    for row in Letter.all {
      let code = row.letter.rawValue | row.tone.rawValue << 5
      for (scalar, isUpper) in [(row.lower, false), (row.upper, true)] {
        let bytes = Array(String(scalar).utf8)
        let range = bytes.count == 1 ? nil : Self.range(bytes[0], bytes.count == 3 ? bytes[1] : 0)
        codes[range.map { $0 + Int(bytes[bytes.count - 1] & 0x3F) } ?? Int(bytes[0])] = code
        let padded = bytes + [0, 0]
        spellings[Int(code) << 1 | (isUpper ? 1 : 0)] = (padded[0], padded[1], padded[2], UInt8(bytes.count))
      }
    }
  }

  /// Where the 64 rows of a lead start in ``codes``.
  @inline(__always)
  private static func range(_ lead: UInt8, _ second: UInt8) -> Int? {
    switch lead {
    case 0xC3: 128
    case 0xC4: 192
    case 0xC5: 256
    case 0xC6: 320
    case 0xE1: second == 0xBA ? 384 : second == 0xBB ? 448 : nil
    default: nil
    }
  }

  /// Reads one letter at `index` and moves past it; ``none`` (and no move) for anything else.
  ///
  /// Total: malformed UTF-8 and a letter that `end` cuts off are none.
  @inline(__always)
  func read(_ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ end: Int) -> UInt8 {
    let lead = bytes[index]
    if lead < 0x80 {
      let code = codes[Int(lead)]
      if code != Self.none { index &+= 1 }
      return code
    }
    let length = lead == 0xE1 ? 3 : 2
    guard index &+ length <= end, let range = Self.range(lead, bytes[index &+ 1]) else { return Self.none }
    let last = bytes[index &+ length &- 1]
    guard last & 0xC0 == 0x80 else { return Self.none }
    let code = codes[range &+ Int(last & 0x3F)]
    if code != Self.none { index &+= length }
    return code
  }

  /// Writes a letter and returns its length in bytes, 1 to 3; `target` has room for 3.
  @inline(__always)
  package func write(
    _ letter: Letter, _ tone: Tone, isUpper: Bool, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let bytes = spellings[Int(letter.rawValue | tone.rawValue << 5) << 1 | (isUpper ? 1 : 0)]
    target[0] = bytes.0
    if bytes.3 > 1 { target[1] = bytes.1 }
    if bytes.3 > 2 { target[2] = bytes.2 }
    return Int(bytes.3)
  }

  /// Whether the letter of the alphabet that starts at `bytes` is a capital.
  ///
  /// Bit 5 tells in ASCII and C3, the lowest bit of the code point elsewhere, but for ư and ơ (C6 AF, C6 A0).
  @inline(__always)
  func isUpper(_ bytes: UnsafePointer<UInt8>) -> Bool {
    switch bytes[0] {
    case 0..<0x80: bytes[0] & 0x20 == 0
    case 0xC3: bytes[1] & 0x20 == 0
    case 0xE1: bytes[2] & 1 == 0
    case 0xC6: bytes[1] == 0xAF || bytes[1] == 0xA0
    default: bytes[1] & 1 == 0
    }
  }
}
