internal import VietIndex

/// Values by which hits are ordered.
struct SortKeys {
  enum Key {
    case number(Double)
    case bytes([UInt8])
    case none
  }

  private let snapshot: Snapshot
  private let field: Int
  private let isKeyword: Bool
  private let isDescending: Bool

  /// Throws `badQuery` if there is no such field, or it holds text.
  init(_ sort: SearchOptions.Sort, _ snapshot: Snapshot) throws(IndexError) {
    guard let number = snapshot.schema.number(of: sort.field) else {
      throw IndexError(.badQuery, "there is no field \(sort.field) to sort by")
    }
    let kind = snapshot.schema.fields[number].kind
    guard kind != .text else {
      throw IndexError(.badQuery, "field \(sort.field) holds text (sort by a number, date or keyword field)")
    }
    self.snapshot = snapshot
    field = number
    isKeyword = kind == .keyword
    isDescending = sort.isDescending
  }

  func key(_ doc: UInt32, part: Int) -> Key {
    let segment = snapshot.parts[part].segment
    if !isKeyword {
      let value = segment.number(field, doc)
      return value.isNaN ? .none : .number(value)
    }
    guard let column = segment.keywords(of: field) else { return .none }
    var first: Int?
    column.forEach(doc) { if first == nil { first = $0 } }
    return first.map { .bytes([UInt8](column.value($0))) } ?? .none
  }

  /// Negative if `a` comes first. What has no value comes last either way.
  func compare(_ a: Key, _ b: Key) -> Int {
    let order: Int
    switch (a, b) {
    case (.none, .none): return 0
    case (.none, _): return 1
    case (_, .none): return -1
    case (.number(let x), .number(let y)): order = x < y ? -1 : x > y ? 1 : 0
    case (.bytes(let x), .bytes(let y)):
      order = x.lexicographicallyPrecedes(y) ? -1 : y.lexicographicallyPrecedes(x) ? 1 : 0
    default: order = 0
    }
    return isDescending ? -order : order
  }
}
