internal import VietCore

/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Hashable {
  package enum Code: Hashable {
    case endsTooEarly, unexpected, badString, badEscape, badNumber, tooDeep, trailing, controlCharacter
  }

  package let code: Code
  /// Bytes from the start of the text.
  package let offset: Int

  var detail: String {
    switch code {
    case .endsTooEarly: "the JSON ends too early"
    case .unexpected: "not JSON at byte \(offset)"
    case .badString: "a JSON string has no end"
    case .badEscape: "a bad escape in a JSON string at byte \(offset)"
    case .badNumber: "not a JSON number at byte \(offset)"
    case .tooDeep: "JSON nested deeper than \(JSONScanner.maximalDepth)"
    case .trailing: "something follows the JSON value at byte \(offset)"
    case .controlCharacter: "a control character in a JSON string at byte \(offset) (escape it)"
    }
  }
}

/// Reads JSON (RFC 8259) from bytes, front to back, without making objects of it.
///
/// Takes what the grammar allows and nothing else. The bytes must be valid UTF-8 already: strings are taken over
/// as they stand. An escaped surrogate without its partner becomes U+FFFD, counted in ``loneSurrogates``.
struct JSONScanner: ~Copyable {
  /// Arrays and objects within one another; RFC 8259 lets a reader set a limit.
  static let maximalDepth = 512

  enum Kind: UInt8 { case string, number, bool, null, array, object }

  private let base: UnsafePointer<UInt8>
  private let end: Int
  /// Bytes read.
  private(set) var position = 0
  private(set) var loneSurrogates = 0

  /// `bytes` must outlive the scanner and must not be empty memory without an address.
  init(_ bytes: UnsafeRawBufferPointer) {
    base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? JSONScanner.nothing
    end = bytes.count
  }

  private nonisolated(unsafe) static let nothing = UnsafePointer(
    UnsafeMutablePointer<UInt8>.allocate(capacity: 1))

  mutating func skipBlanks() {
    while position < end {
      let byte = base[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position &+= 1
    }
  }

  /// Skips blanks and returns what kind of value starts, without reading it.
  mutating func peekKind() throws(JSONError) -> Kind {
    skipBlanks()
    guard position < end else { throw JSONError(code: .endsTooEarly, offset: position) }
    switch base[position] {
    case 0x22: return .string
    case 0x7B: return .object
    case 0x5B: return .array
    case 0x74, 0x66: return .bool
    case 0x6E: return .null
    case 0x2D, 0x30...0x39: return .number
    default: throw JSONError(code: .unexpected, offset: position)
    }
  }

  /// Reads `byte`, which must come next after blanks.
  mutating func expect(_ byte: UInt8) throws(JSONError) {
    guard try take(byte) else { throw JSONError(code: .unexpected, offset: position) }
  }

  /// Reads `byte` if it comes next after blanks.
  mutating func take(_ byte: UInt8) throws(JSONError) -> Bool {
    skipBlanks()
    guard position < end else { throw JSONError(code: .endsTooEarly, offset: position) }
    guard base[position] == byte else { return false }
    position &+= 1
    return true
  }

  /// Makes sure that only blanks are left.
  mutating func expectEnd() throws(JSONError) {
    skipBlanks()
    if position < end { throw JSONError(code: .trailing, offset: position) }
  }

  /// Reads a string and returns its bytes: those of the text where nothing is escaped, else a copy in `scratch`,
  /// which must have room for the rest of the text so that it does not move.
  mutating func string(scratch: inout ByteBuffer) throws(JSONError) -> UnsafeRawBufferPointer {
    try expect(0x22)
    let start = position
    try findStringEnd()
    if base[position] == 0x22 {
      defer { position &+= 1 }
      return UnsafeRawBufferPointer(start: base + start, count: position - start)
    }
    return try unescape(from: start, scratch: &scratch)
  }

  /// Moves to the next quote, backslash or control character.
  private mutating func findStringEnd() throws(JSONError) {
    let raw = UnsafeRawPointer(base)
    while position &+ 16 <= end {
      let block = raw.loadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
      let special =
        (block .== SIMD16<UInt8>(repeating: 0x22)) .| (block .== SIMD16<UInt8>(repeating: 0x5C))
        .| (block .< SIMD16<UInt8>(repeating: 0x20))
      let words = unsafeBitCast(special, to: SIMD2<UInt64>.self)
      if (words[0] | words[1]) == 0 {
        position &+= 16
        continue
      }
      position &+=
        words[0] != 0 ? words[0].trailingZeroBitCount >> 3 : 8 &+ (words[1].trailingZeroBitCount >> 3)
      break
    }
    while position < end {
      let byte = base[position]
      if byte == 0x22 || byte == 0x5C { return }
      if byte < 0x20 { throw JSONError(code: .controlCharacter, offset: position) }
      position &+= 1
    }
    throw JSONError(code: .badString, offset: position)
  }

  private mutating func unescape(
    from start: Int, scratch: inout ByteBuffer
  ) throws(JSONError) -> UnsafeRawBufferPointer {
    let first = scratch.count
    var runStart = start
    while true {
      scratch.append(UnsafeRawBufferPointer(start: base + runStart, count: position - runStart))
      if base[position] == 0x22 { break }
      position &+= 1
      guard position < end else { throw JSONError(code: .badString, offset: position) }
      let escape = base[position]
      position &+= 1
      switch escape {
      case 0x22, 0x5C, 0x2F: scratch.append(escape)
      case UInt8(ascii: "b"): scratch.append(0x08)
      case UInt8(ascii: "f"): scratch.append(0x0C)
      case UInt8(ascii: "n"): scratch.append(0x0A)
      case UInt8(ascii: "r"): scratch.append(0x0D)
      case UInt8(ascii: "t"): scratch.append(0x09)
      case UInt8(ascii: "u"): Self.append(try codePoint(), &scratch)
      default: throw JSONError(code: .badEscape, offset: position - 2)
      }
      runStart = position
      try findStringEnd()
    }
    position &+= 1
    return UnsafeRawBufferPointer(start: scratch.base + first, count: scratch.count - first)
  }

  /// The code point after `\u`; a pair of surrogates is one.
  private mutating func codePoint() throws(JSONError) -> UInt32 {
    let unit = try fourDigits()
    guard unit & 0xF800 == 0xD800 else { return unit }
    if unit < 0xDC00, position &+ 1 < end, base[position] == 0x5C, base[position &+ 1] == UInt8(ascii: "u") {
      let mark = position
      position &+= 2
      let low = try fourDigits()
      if low & 0xFC00 == 0xDC00 { return 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF) }
      position = mark
    }
    loneSurrogates += 1
    return 0xFFFD
  }

  private mutating func fourDigits() throws(JSONError) -> UInt32 {
    guard position &+ 4 <= end else { throw JSONError(code: .badEscape, offset: position) }
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = base[position]
      let digit: UInt32
      switch byte {
      case 0x30...0x39: digit = UInt32(byte &- 0x30)
      case 0x41...0x46: digit = UInt32(byte &- 0x37)
      case 0x61...0x66: digit = UInt32(byte &- 0x57)
      default: throw JSONError(code: .badEscape, offset: position)
      }
      value = value << 4 | digit
      position &+= 1
    }
    return value
  }

  static func append(_ point: UInt32, _ out: inout ByteBuffer) {
    switch point {
    case ..<0x80: out.append(UInt8(point))
    case ..<0x800:
      out.append(0xC0 | UInt8(point >> 6))
      out.append(0x80 | UInt8(point & 0x3F))
    case ..<0x10000:
      out.append(0xE0 | UInt8(point >> 12))
      out.append(0x80 | UInt8(point >> 6 & 0x3F))
      out.append(0x80 | UInt8(point & 0x3F))
    default:
      out.append(0xF0 | UInt8(point >> 18))
      out.append(0x80 | UInt8(point >> 12 & 0x3F))
      out.append(0x80 | UInt8(point >> 6 & 0x3F))
      out.append(0x80 | UInt8(point & 0x3F))
    }
  }

  /// Reads a number and returns its digits as they stand.
  mutating func number() throws(JSONError) -> UnsafeRawBufferPointer {
    skipBlanks()
    let start = position
    if at(0x2D) { position &+= 1 }
    if at(0x30) { position &+= 1 } else { try digits() }
    if at(0x2E) {
      position &+= 1
      try digits()
    }
    if at(0x65) || at(0x45) {
      position &+= 1
      if at(0x2B) || at(0x2D) { position &+= 1 }
      try digits()
    }
    return UnsafeRawBufferPointer(start: base + start, count: position - start)
  }

  private func at(_ byte: UInt8) -> Bool { position < end && base[position] == byte }

  private mutating func digits() throws(JSONError) {
    let start = position
    while position < end, base[position] &- 0x30 < 10 { position &+= 1 }
    if position == start { throw JSONError(code: .badNumber, offset: position) }
  }

  /// Reads `true`, `false` or `null`; returns its bytes.
  mutating func word() throws(JSONError) -> UnsafeRawBufferPointer {
    skipBlanks()
    for word in [StaticString("true"), "false", "null"] {
      let length = word.utf8CodeUnitCount
      guard position &+ length <= end else { continue }
      var k = 0
      while k < length, base[position &+ k] == word.utf8Start[k] { k &+= 1 }
      if k == length {
        defer { position &+= length }
        return UnsafeRawBufferPointer(start: base + position, count: length)
      }
    }
    throw JSONError(code: position < end ? .unexpected : .endsTooEarly, offset: position)
  }

  /// Reads any value and returns the bytes it stands in. Needs no stack: nesting is counted in a bit set.
  mutating func skipValue(scratch: inout ByteBuffer) throws(JSONError) -> UnsafeRawBufferPointer {
    skipBlanks()
    let start = position
    var nesting = Nesting()
    while true {
      // One value…
      switch try peekKind() {
      case .string: try skipString(scratch: &scratch)
      case .number: _ = try number()
      case .bool, .null: _ = try word()
      case .object:
        position &+= 1
        if try !take(0x7D) {
          try nesting.enter(object: true, at: position)
          try skipKey(scratch: &scratch)
          continue
        }
      case .array:
        position &+= 1
        if try !take(0x5D) {
          try nesting.enter(object: false, at: position)
          continue
        }
      }
      // …and what closes after it.
      while true {
        guard nesting.depth > 0 else {
          return UnsafeRawBufferPointer(start: base + start, count: position - start)
        }
        if try take(0x2C) {
          if nesting.isObject { try skipKey(scratch: &scratch) }
          break
        }
        try expect(nesting.isObject ? 0x7D : 0x5D)
        nesting.leave()
      }
    }
  }

  private mutating func skipKey(scratch: inout ByteBuffer) throws(JSONError) {
    try skipString(scratch: &scratch)
    try expect(0x3A)
  }

  private mutating func skipString(scratch: inout ByteBuffer) throws(JSONError) {
    let mark = scratch.count
    _ = try string(scratch: &scratch)
    scratch.count = mark
  }

  /// Which of the open brackets are objects: a bit a level.
  private struct Nesting {
    private var bits: [8 of UInt64] = [0, 0, 0, 0, 0, 0, 0, 0]
    private(set) var depth = 0

    var isObject: Bool { bits[(depth - 1) >> 6] >> UInt64((depth - 1) & 63) & 1 == 1 }

    mutating func enter(object: Bool, at offset: Int) throws(JSONError) {
      guard depth < JSONScanner.maximalDepth else { throw JSONError(code: .tooDeep, offset: offset) }
      let bit = UInt64(1) << UInt64(depth & 63)
      if object { bits[depth >> 6] |= bit } else { bits[depth >> 6] &= ~bit }
      depth += 1
    }

    mutating func leave() { depth -= 1 }
  }
}
