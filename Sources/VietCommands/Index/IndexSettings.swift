internal import VietCore
internal import VietIndex

/// How documents come into an index: what `build` was told and `add` does again. Kept in the index as JSON.
struct IndexSettings: Equatable {
  /// Nothing: by each file's ending.
  var input: RecordFormat?
  /// Nothing: the field `id` where there is one, else the path or the line number.
  var id: String?
  /// Nothing: every field that comes.
  var fields: [String]?
  /// Nothing: all; empty: none.
  var store: [String]?

  static let defaultID = "id"

  func takes(_ field: String) -> Bool { fields?.contains(field) ?? true }
  func stores(_ field: String) -> Bool { store?.contains(field) ?? true }

  var json: String {
    var out = ByteBuffer()
    var writer = JSONWriter()
    writer.beginObject(&out)
    if let input {
      writer.key("input", &out)
      writer.string(input.rawValue, &out)
    }
    if let id {
      writer.key("id", &out)
      writer.string(id, &out)
    }
    for (name, list) in [("fields", fields), ("store", store)] {
      guard let list else { continue }
      writer.key(name, &out)
      writer.beginArray(&out)
      for item in list { writer.string(item, &out) }
      writer.endArray(&out)
    }
    writer.endObject(&out)
    return out.string
  }

  init() {}

  /// Reads what ``json`` wrote; an index made through the library has nothing of the kind.
  init(json: String) {
    guard let value = try? JSONValue.parse(json) else { return }
    input = value["input"]?.string.flatMap(RecordFormat.init(rawValue:))
    id = value["id"]?.string
    fields = value["fields"]?.array.map { $0.compactMap(\.string) }
    store = value["store"]?.array.map { $0.compactMap(\.string) }
  }
}
