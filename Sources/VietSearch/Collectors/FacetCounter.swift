internal import VietIndex

/// Counts the values of keyword fields over matching documents.
struct FacetCounter {
  private let snapshot: Snapshot
  private let fields: [(name: String, number: Int)]
  /// By field, part, number of the value.
  private var counts: [[[Int]]]

  /// Throws `badQuery` if a field is none of keywords.
  init(_ names: [String], _ snapshot: Snapshot) throws(IndexError) {
    var fields: [(name: String, number: Int)] = []
    for name in names {
      guard let number = snapshot.schema.number(of: name), snapshot.schema.fields[number].kind == .keyword
      else {
        throw IndexError(.badQuery, "there is no keyword field \(name) to count (facets need keyword fields)")
      }
      fields.append((name, number))
    }
    self.snapshot = snapshot
    self.fields = fields
    counts = fields.map { field in
      snapshot.parts.map {
        [Int](repeating: 0, count: $0.segment.keywords(of: field.number)?.valueCount ?? 0)
      }
    }
  }

  var isEmpty: Bool { fields.isEmpty }

  mutating func count(_ doc: UInt32, part: Int) {
    for (i, field) in fields.enumerated() {
      snapshot.parts[part].segment.keywords(of: field.number)?.forEach(doc) { counts[i][part][$0] += 1 }
    }
  }

  /// Values by falling count, equal counts in byte order.
  func result(limit: Int) -> [String: [SearchResult.FacetCount]] {
    var result: [String: [SearchResult.FacetCount]] = [:]
    for (i, field) in fields.enumerated() {
      var sums: [[UInt8]: Int] = [:]
      for (p, part) in snapshot.parts.enumerated() {
        guard let column = part.segment.keywords(of: field.number) else { continue }
        for (value, count) in counts[i][p].enumerated() where count > 0 {
          sums[[UInt8](column.value(value)), default: 0] += count
        }
      }
      let ordered = sums.sorted { a, b in
        a.value != b.value ? a.value > b.value : a.key.lexicographicallyPrecedes(b.key)
      }
      result[field.name] = ordered.prefix(limit).map {
        SearchResult.FacetCount(value: String(decoding: $0.key, as: UTF8.self), count: $0.value)
      }
    }
    return result
  }
}
