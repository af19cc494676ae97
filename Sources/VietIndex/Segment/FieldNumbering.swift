/// How the fields of a snapshot are numbered in one segment: alike, unless the snapshot is of several indexes whose
/// fields came in different orders.
package struct FieldNumbering: Sendable {
  /// Field of the snapshot → field of the segment; `nil` where all are numbered alike.
  private let own: [Int?]?
  private let common: [Int]

  static let same = FieldNumbering()

  private init() {
    own = nil
    common = []
  }

  /// `fields` are those of the segment's index, all of which `all` has by name.
  init(_ fields: [Schema.Field], in all: Schema) {
    common = fields.map { all.number(of: $0.name) ?? 0 }
    let numbers = common
    own =
      numbers == Array(numbers.indices) && numbers.count == all.fields.count
      ? nil : all.fields.indices.map { field in numbers.firstIndex(of: field) }
  }

  /// The segment's number of a field of the snapshot; nothing where its index has no such field.
  @inline(__always)
  package func own(_ field: Int) -> Int? {
    guard let own else { return field }
    return field < own.count ? own[field] : nil
  }

  /// The snapshot's number of a field of the segment.
  func common(_ field: Int) -> Int { own == nil || field >= common.count ? field : common[field] }

  var isSame: Bool { own == nil }
}
