internal import VietCore

/// What the features of one sentence are made from, computed once a unit: identity, kind, and the lists that bear the
/// rows of one to four units that start there. Grows to the longest sentence seen and is used again.
package struct UnitFacts: ~Copyable {
  /// Units of padding on either side, so that features need not ask where the sentence ends.
  private static let padding = 4
  private static let boundary: UInt64 = 7
  private static let boundaryKind: UInt8 = 63

  private var storage: UnsafeMutablePointer<UInt64>
  private var capacity: Int
  package private(set) var count = 0
  /// Identity of each unit: the hash of its spelling, or of its kind where the spelling says nothing.
  private(set) var identity: UnsafeMutablePointer<UInt64>
  private var kinds: UnsafeMutablePointer<UInt8>
  /// Four bytes a unit: the lists of the rows of 1, 2, 3, 4 units from there.
  private var rows: UnsafeMutablePointer<UInt32>

  package init() {
    capacity = 0
    storage = .allocate(capacity: 1)
    identity = storage
    kinds = .allocate(capacity: 1)
    rows = .allocate(capacity: 1)
  }

  deinit {
    storage.deallocate()
    (kinds - (capacity > 0 ? Self.padding : 0)).deallocate()
    (rows - (capacity > 0 ? Self.padding : 0)).deallocate()
  }

  @inline(__always) func kind(_ i: Int) -> UInt64 { UInt64(kinds[i]) }

  /// 0 small or none, 1 with a capital first, 2 all capitals.
  @inline(__always)
  func capitals(_ i: Int) -> UInt64 {
    switch kinds[i] % 6 {
    case 2, 5: 1
    case 3: 2
    default: 0
    }
  }

  @inline(__always)
  func lists(_ length: Int, _ i: Int) -> UInt64 { UInt64((rows[i] &>> UInt32(8 &* (length &- 1))) & 0x7F) }

  /// Takes the units of a sentence.
  package mutating func fill(_ units: UnsafeBufferPointer<TextUnit>, _ table: borrowing WordTable) {
    reserve(units.count)
    count = units.count
    let padding = Self.padding
    for i in 0..<padding {
      for place in [-1 - i, count + i] {
        identity[place] = Self.boundary
        kinds[place] = Self.boundaryKind
        rows[place] = 0
      }
    }
    var follows = false
    for i in 0..<count {
      let unit = units[i]
      let group = UnitGroup(unit)
      identity[i] = group.keepsSpelling ? unit.exactHash : UInt64(group.rawValue) &* 0x9FB2_1C65_1E98_DF25
      var shape = unit.shape.rawValue
      // A capital says little where a sentence begins.
      if shape == 2 && !follows { shape = 5 }
      kinds[i] = group.rawValue &* 6 &+ shape
      follows = group != .mark
    }
    for i in 0..<count {
      let one = table.lists(of: identity[i])
      var packed = one & 0x7F
      if i &+ 1 < count {
        let pair = RowHash.appending(identity[i &+ 1], to: identity[i])
        let two = table.lists(of: pair)
        packed |= (two & 0x7F) &<< 8
        if two & 0x80 != 0 && i &+ 2 < count {
          let triple = RowHash.appending(identity[i &+ 2], to: pair)
          let three = table.lists(of: triple)
          packed |= (three & 0x7F) &<< 16
          if three & 0x80 != 0 && i &+ 3 < count {
            packed |= (table.lists(of: RowHash.appending(identity[i &+ 3], to: triple)) & 0x7F) &<< 24
          }
        }
      }
      rows[i] = packed
    }
  }

  private mutating func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let padding = Self.padding
    storage.deallocate()
    (kinds - (capacity > 0 ? padding : 0)).deallocate()
    (rows - (capacity > 0 ? padding : 0)).deallocate()
    capacity = max(wanted, capacity * 2, 64)
    let size = capacity + 2 * padding
    storage = .allocate(capacity: size)
    identity = storage + padding
    kinds = UnsafeMutablePointer<UInt8>.allocate(capacity: size) + padding
    rows = UnsafeMutablePointer<UInt32>.allocate(capacity: size) + padding
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
