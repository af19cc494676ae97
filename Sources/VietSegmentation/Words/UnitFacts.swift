internal import VietCore

/// What the features of one sentence are made from, computed once a unit: identity, kind, and the lists that bear the
/// rows of one to four units that start there. Grows to the longest sentence seen and is used again.
package struct UnitFacts: ~Copyable {
  /// Units of padding on either side, so that features need not ask where the sentence ends.
  private static let padding = 4
  private static let boundary: UInt64 = 7
  private static let boundaryKind: UInt8 = 63

  private var capacity = 0
  package private(set) var count = 0
  /// Identity of each unit: the hash of its spelling, or of its kind where the spelling says nothing.
  private(set) var identity: UnsafeMutablePointer<UInt64>
  /// ``RowHash`` of each unit and the one after it.
  private(set) var pairs: UnsafeMutablePointer<UInt64>
  /// Slots of each unit, and of each with the one after it; see ``WordFeatures``.
  private(set) var unitSlots: UnsafeMutablePointer<UInt32>
  private(set) var pairSlots: UnsafeMutablePointer<UInt32>
  private var kinds: UnsafeMutablePointer<UInt8>
  /// 0 small or none, 1 with a capital first, 2 all capitals.
  private(set) var capitals: UnsafeMutablePointer<UInt8>
  /// Four bytes a unit: the lists of the rows of 1, 2, 3, 4 units from there.
  private(set) var rows: UnsafeMutablePointer<UInt32>

  package init() {
    identity = Self.allocate(0)
    pairs = Self.allocate(0)
    unitSlots = Self.allocate(0)
    pairSlots = Self.allocate(0)
    kinds = Self.allocate(0)
    capitals = Self.allocate(0)
    rows = Self.allocate(0)
  }

  deinit { free() }

  @inline(__always) func kind(_ i: Int) -> UInt64 { UInt64(kinds[i]) }

  @inline(__always)
  func lists(_ length: Int, _ i: Int) -> UInt64 { UInt64((rows[i] &>> UInt32(8 &* (length &- 1))) & 0x7F) }

  /// 1 if a row of the table lies across the gap between units `i` and `i + 1`, else 0.
  @inline(__always)
  func covers(_ i: Int) -> Int {
    let rows = rows[i] & 0x7F7F_7F00 | rows[i &- 1] & 0x7F7F_0000 | rows[i &- 2] & 0x7F00_0000
    return Int((UInt64(rows) &+ UInt64(UInt32.max)) &>> 32)
  }

  /// Takes the units of a sentence and looks up their rows. Complexity: O(*n*).
  package mutating func fill(_ units: UnsafeBufferPointer<TextUnit>, _ table: WordTable) {
    reserve(units.count)
    count = units.count
    for i in 0..<Self.padding {
      for place in [-1 - i, count + i] {
        identity[place] = Self.boundary
        kinds[place] = Self.boundaryKind
        capitals[place] = 0
        rows[place] = 0
      }
    }
    take(units)
    for i in -Self.padding..<count + Self.padding - 1 {
      let pair = RowHash.appending(identity[i &+ 1], to: identity[i])
      pairs[i] = pair
      pairSlots[i] = WordFeatures.pairSlot(pair)
      unitSlots[i] = WordFeatures.unitSlot(identity[i])
    }
    // In a loop of its own, so that many looks at the table are under way at once.
    for i in 0..<count { rows[i] = i &+ 1 < count ? table.lists(of: pairs[i]) : 0 }
    for i in 0..<count { rows[i] = lookUp(i, rows[i], table) }
  }

  private func take(_ units: UnsafeBufferPointer<TextUnit>) {
    var follows = false
    for i in 0..<count {
      let unit = units[i]
      let group = UnitGroup(unit)
      identity[i] = group.keepsSpelling ? unit.exactHash : UInt64(group.rawValue) &* 0x9FB2_1C65_1E98_DF25
      var shape = unit.shape.rawValue
      // A capital says little where a sentence begins.
      if shape == 2 && !follows { shape = 5 }
      kinds[i] = group.rawValue &* 6 &+ shape
      capitals[i] = shape == 3 ? 2 : shape == 2 || shape == 5 ? 1 : 0
      follows = group != .mark
    }
  }

  /// The lists of all rows that start at unit `i`; `two` are those of two units.
  @inline(__always)
  private func lookUp(_ i: Int, _ two: UInt32, _ table: WordTable) -> UInt32 {
    var packed = (table.lists(of: identity[i]) & 0x7F) | (two & 0x7F) &<< 8
    if two & 0x80 != 0 && i &+ 2 < count {
      let triple = RowHash.appending(identity[i &+ 2], to: pairs[i])
      let three = table.lists(of: triple)
      packed |= (three & 0x7F) &<< 16
      if three & 0x80 != 0 && i &+ 3 < count {
        packed |= (table.lists(of: RowHash.appending(identity[i &+ 3], to: triple)) & 0x7F) &<< 24
      }
    }
    return packed
  }

  private mutating func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    free()
    capacity = max(wanted, capacity * 2, 64)
    identity = Self.allocate(capacity)
    pairs = Self.allocate(capacity)
    unitSlots = Self.allocate(capacity)
    pairSlots = Self.allocate(capacity)
    kinds = Self.allocate(capacity)
    capitals = Self.allocate(capacity)
    rows = Self.allocate(capacity)
  }

  private static func allocate<Value>(_ capacity: Int) -> UnsafeMutablePointer<Value> {
    UnsafeMutablePointer<Value>.allocate(capacity: capacity + 2 * padding) + padding
  }

  private func free() {
    (identity - Self.padding).deallocate()
    (pairs - Self.padding).deallocate()
    (unitSlots - Self.padding).deallocate()
    (pairSlots - Self.padding).deallocate()
    (kinds - Self.padding).deallocate()
    (capitals - Self.padding).deallocate()
    (rows - Self.padding).deallocate()
  }
}

/// The kinds of units that features tell apart.
enum UnitGroup: UInt8 {
  case word, number, mark, address, other, abbreviation

  @inline(__always)
  init(_ unit: TextUnit) {
    switch unit.kind {
    case .word: self = .word
    case .number, .date, .time: self = .number
    case .punct, .symbol: self = .mark
    case .url, .email, .hashtag, .mention: self = .address
    case .abbrev: self = .abbreviation
    case .emoji, .other: self = .other
    }
  }

  /// Whether the spelling tells more than the group.
  @inline(__always)
  var keepsSpelling: Bool { self == .word || self == .mark || self == .abbreviation }
}
