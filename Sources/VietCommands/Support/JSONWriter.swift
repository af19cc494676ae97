internal import VietCore
internal import VietKernels

/// Writes JSON (RFC 8259) to the end of a buffer: commas and escapes are its business, the order of calls the caller's.
///
/// It keeps one bit, so a value costs no allocation. What is written is valid UTF-8 whatever it was given:
/// malformed bytes become U+FFFD by the maximal-subpart rule.
struct JSONWriter {
  private var needsComma = false

  init() {}

  /// Forgets what came before: the next value starts a document of its own.
  mutating func reset() { needsComma = false }

  mutating func beginObject(_ out: inout ByteBuffer) { open(0x7B, &out) }
  mutating func endObject(_ out: inout ByteBuffer) { close(0x7D, &out) }
  mutating func beginArray(_ out: inout ByteBuffer) { open(0x5B, &out) }
  mutating func endArray(_ out: inout ByteBuffer) { close(0x5D, &out) }

  /// The name of the value that the next call writes.
  mutating func key(_ name: StaticString, _ out: inout ByteBuffer) {
    key(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), &out)
  }

  mutating func key(_ name: String, _ out: inout ByteBuffer) {
    var name = name
    name.withUTF8 { key(UnsafeRawBufferPointer($0), &out) }
  }

  mutating func key(_ name: UnsafeRawBufferPointer, _ out: inout ByteBuffer) {
    separate(&out)
    Self.append(name, &out)
    out.append(0x3A)
    needsComma = false
  }

  mutating func string(_ bytes: UnsafeRawBufferPointer, _ out: inout ByteBuffer) {
    separate(&out)
    Self.append(bytes, &out)
    needsComma = true
  }

  mutating func string(_ text: String, _ out: inout ByteBuffer) {
    var text = text
    text.withUTF8 { string(UnsafeRawBufferPointer($0), &out) }
  }

  mutating func number(_ value: Int, _ out: inout ByteBuffer) {
    separate(&out)
    out.appendDecimal(value)
    needsComma = true
  }

  /// The shortest digits that read back as `value`; `null` for what JSON has no number for.
  mutating func number(_ value: Double, _ out: inout ByteBuffer) {
    separate(&out)
    out.append(value.isFinite ? value.description : "null")
    needsComma = true
  }

  mutating func number(_ value: Float, _ out: inout ByteBuffer) {
    separate(&out)
    out.append(value.isFinite ? value.description : "null")
    needsComma = true
  }

  mutating func bool(_ value: Bool, _ out: inout ByteBuffer) {
    separate(&out)
    out.append(value ? "true" : "false")
    needsComma = true
  }

  mutating func null(_ out: inout ByteBuffer) {
    separate(&out)
    out.append("null")
    needsComma = true
  }

  /// JSON that stands already, taken over as it is.
  mutating func raw(_ json: UnsafeRawBufferPointer, _ out: inout ByteBuffer) {
    separate(&out)
    out.append(json)
    needsComma = true
  }

  // MARK: - Inside

  private mutating func open(_ bracket: UInt8, _ out: inout ByteBuffer) {
    separate(&out)
    out.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8, _ out: inout ByteBuffer) {
    out.append(bracket)
    needsComma = true
  }

  private func separate(_ out: inout ByteBuffer) { if needsComma { out.append(0x2C) } }

  /// Appends `bytes` between quotes. Complexity: O(*n*).
  static func append(_ bytes: UnsafeRawBufferPointer, _ out: inout ByteBuffer) {
    out.reserve(bytes.count &+ 2)
    out.append(0x22)
    if UTF8Validation.isValid(bytes) {
      appendEscaped(bytes, &out)
    } else {
      MalformedUTF8.forEachPart(of: bytes) { part, isSound in
        if isSound {
          appendEscaped(UnsafeRawBufferPointer(rebasing: bytes[part]), &out)
        } else {
          out.append("\u{FFFD}")
        }
      }
    }
    out.append(0x22)
  }

  private static func appendEscaped(_ bytes: UnsafeRawBufferPointer, _ out: inout ByteBuffer) {
    guard let base = bytes.baseAddress else { return }
    let end = bytes.count
    var start = 0  // of the run not yet copied
    var i = 0
    while i < end {
      let byte = bytes[i]
      if byte >= 0x20, byte != 0x22, byte != 0x5C {
        i &+= 1
        continue
      }
      out.append(UnsafeRawBufferPointer(start: base + start, count: i &- start))
      escape(byte, &out)
      i &+= 1
      start = i
    }
    out.append(UnsafeRawBufferPointer(start: base + start, count: end &- start))
  }

  private static func escape(_ byte: UInt8, _ out: inout ByteBuffer) {
    out.append(0x5C)
    switch byte {
    case 0x22, 0x5C: out.append(byte)
    case 0x08: out.append(UInt8(ascii: "b"))
    case 0x09: out.append(UInt8(ascii: "t"))
    case 0x0A: out.append(UInt8(ascii: "n"))
    case 0x0C: out.append(UInt8(ascii: "f"))
    case 0x0D: out.append(UInt8(ascii: "r"))
    default:
      out.append("u00")
      out.append(hex(byte >> 4))
      out.append(hex(byte & 15))
    }
  }

  private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x57 + digit }
}

extension ByteBuffer {
  /// Appends `value` in decimal digits, without a String in between.
  mutating func appendDecimal(_ value: Int) {
    reserve(20)
    if value < 0 { append(0x2D) }
    var rest = value.magnitude
    var length = 1
    var bound: UInt = 10
    while rest >= bound, length < 20 {
      length += 1
      let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
      if overflow { break }
      bound = next
    }
    var at = count + length
    count = at
    repeat {
      at -= 1
      base[at] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
  }
}
