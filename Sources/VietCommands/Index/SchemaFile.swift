internal import VietCore
internal import VietIndex

/// Reads `--schema`: `{"fields": [{"name": "price", "type": "number", "stored": true, "boost": 2}]}`.
enum SchemaFile {
  static func read(_ path: String) throws(CommandError) -> [Schema.Field] {
    let input = try Input.open(path)
    var buffer = ByteBuffer()
    try input.readAll(into: &buffer)
    let value: JSONValue
    do { value = try JSONValue.parse(UnsafeRawBufferPointer(start: buffer.base, count: buffer.count)) } catch
    {
      throw CommandError(file: path, place: .byte(error.offset), error.detail)
    }
    guard let entries = (value["fields"] ?? value).array else {
      throw CommandError(
        file: path, "there is no list \"fields\" (write {\"fields\": [{\"name\": …, \"type\": …}]})")
    }
    var fields: [Schema.Field] = []
    for entry in entries {
      guard let name = entry["name"]?.string, !name.isEmpty else {
        throw CommandError(file: path, "a field has no \"name\"")
      }
      guard let kind = kind(entry["type"]?.string ?? "text") else {
        throw CommandError(file: path, "the type of \(name) is not known (text, keyword, number or date)")
      }
      guard !fields.contains(where: { $0.name == name }) else {
        throw CommandError(file: path, "\(name) is there twice")
      }
      fields.append(
        Schema.Field(
          name, kind, isStored: entry["stored"]?.bool ?? true, boost: Float(entry["boost"]?.number ?? 1)))
    }
    return fields
  }

  private static func kind(_ name: String) -> Schema.Kind? {
    switch name {
    case "text": .text
    case "keyword": .keyword
    case "number": .number
    case "date": .date
    default: nil
    }
  }

  /// The name that ``kind(_:)`` reads.
  static func name(_ kind: Schema.Kind) -> String {
    switch kind {
    case .text: "text"
    case .keyword: "keyword"
    case .number: "number"
    case .date: "date"
    }
  }
}
