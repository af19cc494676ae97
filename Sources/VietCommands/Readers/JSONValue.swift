internal import VietCore

/// A JSON text as a tree: for what is small and read whole, such as a schema. Records are never made into one.
package indirect enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  /// Members in the order of the text; the last of equal names holds.
  case object([(name: String, value: JSONValue)])

  package static func == (a: JSONValue, b: JSONValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): Array(a.utf8) == Array(b.utf8)
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a.elementsEqual(b) { $0.name == $1.name && $0.value == $1.value }
    default: false
    }
  }

  /// The member `name` of an object.
  package subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let value) = self { value } else { nil } }
  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

  /// Reads a whole text. Nesting is limited as ``JSONScanner`` limits it.
  package static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
    var scanner = JSONScanner(bytes)
    var scratch = ByteBuffer(capacity: bytes.count + 16)
    let value = try read(&scanner, &scratch, depth: 0)
    try scanner.expectEnd()
    return value
  }

  static func parse(_ text: String) throws(JSONError) -> JSONValue {
    let bytes = Array(text.utf8)
    let result: Result<JSONValue, JSONError> = bytes.withUnsafeBytes { bytes in
      do throws(JSONError) { return .success(try parse(bytes)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  private static func read(
    _ scanner: inout JSONScanner, _ scratch: inout ByteBuffer, depth: Int
  ) throws(JSONError) -> JSONValue {
    scratch.removeAll()
    let kind = try scanner.peekKind()
    if kind == .array || kind == .object, depth >= JSONScanner.maximalDepth {
      throw JSONError(code: .tooDeep, offset: scanner.position)
    }
    switch kind {
    case .string: return .string(String(decoding: try scanner.string(scratch: &scratch), as: UTF8.self))
    case .number:
      let digits = String(decoding: try scanner.number(), as: UTF8.self)
      return .number(Double(digits) ?? .infinity)
    case .bool: return .bool(try scanner.word().count == 4)
    case .null:
      _ = try scanner.word()
      return .null
    case .array:
      try scanner.expect(0x5B)
      var values: [JSONValue] = []
      if try scanner.take(0x5D) { return .array(values) }
      repeat { values.append(try read(&scanner, &scratch, depth: depth + 1)) } while try scanner.take(0x2C)
      try scanner.expect(0x5D)
      return .array(values)
    case .object:
      try scanner.expect(0x7B)
      var members: [(name: String, value: JSONValue)] = []
      if try scanner.take(0x7D) { return .object(members) }
      repeat {
        scratch.removeAll()
        let name = String(decoding: try scanner.string(scratch: &scratch), as: UTF8.self)
        try scanner.expect(0x3A)
        members.append((name, try read(&scanner, &scratch, depth: depth + 1)))
      } while try scanner.take(0x2C)
      try scanner.expect(0x7D)
      return .object(members)
    }
  }
}
