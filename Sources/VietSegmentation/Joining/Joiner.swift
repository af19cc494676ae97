internal import VietCore

/// Merges the units of the scanner into the tokens that readers expect: addresses, dates, numbers, abbreviations,
/// compounds. `Joining.md` is the page of its rules.
///
/// Looks at neighbours without a blank between them only, so that running text costs one comparison a unit.
package struct Joiner {
  let text: UnsafeRawBufferPointer
  let units: UnsafeBufferPointer<TextUnit>
  private let tables = ScannerTables.shared

  package init(_ text: UnsafeRawBufferPointer, _ units: UnsafeBufferPointer<TextUnit>) {
    self.text = text
    self.units = units
  }

  /// A merge of the units from where it was tried.
  struct Match {
    /// One past the last unit.
    var end: Int
    var kind: TokenKind
  }

  /// Appends the joined units to `output`. Complexity: O(*n*).
  package func join(into output: inout UnitBatch) {
    output.reserve(units.count)
    var i = 0
    // Found once a run: a long run of marks has no end to look for again at each of them.
    var run = 0
    while i < units.count {
      let unit = units[i]
      if isOrdinary(unit, at: i) {
        output.append(unit)
        i &+= 1
        continue
      }
      if run <= i { run = runEnd(from: i) }
      if let match = match(at: i, to: run) {
        output.append(merged(i, match))
        i = match.end
      } else if unit.kind == .word, unit.flags.contains(.compound), let dot = cutPlace(unit) {
        appendCut(unit, at: dot, to: &output)
        i &+= 1
      } else {
        output.append(unit)
        i &+= 1
      }
    }
  }

  /// Whether no rule can start at the unit: a plain word before a blank or an ordinary mark, or such a mark.
  @inline(__always)
  private func isOrdinary(_ unit: TextUnit, at i: Int) -> Bool {
    let next = i &+ 1
    let isFollowed = next < units.count && !units[next].flags.contains(.blankBefore)
    if unit.kind == .word {
      if unit.flags.contains(.compound) { return false }
      return !isFollowed || !Self.isTrigger(text[Int(units[next].start)])
    }
    if !isFollowed { return unit.kind != .number || !unit.flags.contains(.compound) }
    return unit.kind == .punct && !Self.isStarter(text[Int(unit.start)])
  }

  /// Marks before which a word may be part of something longer.
  @inline(__always)
  private static func isTrigger(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "+"),
      UInt8(ascii: "="), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: ":"), UInt8(ascii: "%"),
      0xC2, 0xE2:
      true
    default: false
    }
  }

  /// Marks that may start something longer.
  @inline(__always)
  private static func isStarter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "/"),
      UInt8(ascii: ":"), UInt8(ascii: ";"):
      true
    default: false
    }
  }

  /// One past the last unit that follows without a blank.
  private func runEnd(from i: Int) -> Int {
    var end = i &+ 1
    while end < units.count, !units[end].flags.contains(.blankBefore) { end &+= 1 }
    return end
  }

  /// The first rule that holds at unit `i`, in the order of the page.
  private func match(at i: Int, to run: Int) -> Match? {
    address(at: i, to: run) ?? tag(at: i, to: run) ?? dateOrTime(at: i, to: run) ?? number(at: i, to: run)
      ?? code(at: i, to: run) ?? abbreviation(at: i, to: run) ?? compound(at: i, to: run)
      ?? dots(at: i, to: run) ?? degree(at: i, to: run) ?? emoticon(at: i, to: run)
  }

  private func merged(_ i: Int, _ match: Match) -> TextUnit {
    var unit = units[i]
    unit.kind = match.kind
    guard match.end > i &+ 1 else { return unit }
    unit.end = units[match.end &- 1].end
    for k in i..<match.end where units[k].flags.contains(.malformed) { unit.flags.insert(.malformed) }
    unit.flags.insert(.merged)
    describe(&unit)
    return unit
  }

  /// Appends what a unit is cut into from its first place to cut, `first`, on: what stands before a full stop, the stop,
  /// and so on to what stands behind the last.
  private func appendCut(_ unit: TextUnit, at first: Cut, to output: inout UnitBatch) {
    var rest = unit
    rest.flags.remove(.compound)
    var cut: Cut? = first
    while let place = cut {
      var left = rest
      left.end = UInt32(place.stop) &+ (place.keepsStop ? 1 : 0)
      if place.keepsStop { left.kind = .abbrev }
      describe(&left)
      output.append(left)
      rest.flags = unit.flags.intersection(.malformed)
      rest.kind = .word
      if !place.keepsStop {
        var stop = rest
        stop.start = UInt32(place.stop)
        stop.end = UInt32(place.stop) &+ 1
        stop.kind = .punct
        describe(&stop)
        output.append(stop)
      }
      rest.start = UInt32(place.stop) &+ 1
      cut = cutPlace(rest)
    }
    describe(&rest)
    output.append(rest)
  }

  /// Shape and hashes of a unit whose bytes have changed.
  private func describe(_ unit: inout TextUnit) {
    let bytes = self.bytes(unit)
    let reader = SegmentReader(bytes, tables)
    unit.shape = reader.summary.shape
    unit.exactHash = reader.exactHash ?? UnitHash.exact(bytes)
    unit.foldedHash = reader.foldedHash ?? UnitHash.folded(bytes)
  }

  // MARK: what the rules ask

  @inline(__always)
  func bytes(_ unit: TextUnit) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: text[Int(unit.start)..<Int(unit.end)])
  }

  /// The byte of a unit of one byte, else 0.
  @inline(__always)
  func mark(_ i: Int) -> UInt8 { units[i].count == 1 ? text[Int(units[i].start)] : 0 }

  /// Whether something that may stand in front of a tag or an address stands in front of unit `i`.
  func isOpen(_ i: Int) -> Bool {
    i == 0 || units[i].flags.contains(.blankBefore)
      || (units[i &- 1].kind == .punct && mark(i &- 1) != UInt8(ascii: "."))
  }

  /// The unit of the run from `i` that ends at byte `end`, as the end of a match.
  func unitEnding(at end: Int, from i: Int, to run: Int) -> Int? {
    var k = i
    while k < run {
      if Int(units[k].end) == end { return k &+ 1 }
      if Int(units[k].end) > end { return nil }
      k &+= 1
    }
    return nil
  }
}
