internal import VietCore

/// The units of a line as restoration wants them: joined, but words with hyphens or slashes between them apart again where
/// all of them are syllables (`Viet-My`).
package struct RestorationUnits: ~Copyable {
  private var scanner = SyllableScanner()
  private var scanned = UnitBatch()
  private var joined = UnitBatch()
  private var units = UnitBatch()

  package init() {}

  /// Cuts `text`, one line in NFC. `isSyllable` is asked about the parts of compounds only.
  package mutating func cut(_ text: UnsafeRawBufferPointer, isSyllable: (TextUnit) -> Bool) {
    scanner.reset()
    scanned.removeAll()
    joined.removeAll()
    units.removeAll()
    _ = scanner.scan(text, isLast: true, into: &scanned)
    scanned.withUnits { Joiner(text, $0).join(into: &joined) }
    units.reserve(scanned.count &+ joined.count)
    var part = 0
    for i in 0..<joined.count {
      let unit = joined.base[i]
      while part < scanned.count, scanned.base[part].start < unit.start { part &+= 1 }
      var end = part
      while end < scanned.count, scanned.base[end].end <= unit.end { end &+= 1 }
      if end > part &+ 1, unit.kind == .word, isRowOfSyllables(part, end, text, isSyllable) {
        for k in part..<end { units.append(scanned.base[k]) }
      } else {
        units.append(unit)
      }
      part = max(part, end)
    }
  }

  private func isRowOfSyllables(
    _ start: Int, _ end: Int, _ text: UnsafeRawBufferPointer, _ isSyllable: (TextUnit) -> Bool
  ) -> Bool {
    for k in start..<end {
      let part = scanned.base[k]
      if (k &- start) & 1 == 1 {
        let byte = text[Int(part.start)]
        guard part.count == 1, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") else { return false }
      } else {
        guard part.kind == .word, part.count > 1, isSyllable(part) else { return false }
      }
    }
    return true
  }

  package var count: Int { units.count }

  @inline(__always)
  package subscript(_ index: Int) -> TextUnit { units.base[index] }

  /// Whether a capital behind the unit says something: it is a word or a comma, no other mark.
  @inline(__always)
  package static func goesOn(after unit: TextUnit, _ text: UnsafeRawBufferPointer) -> Bool {
    unit.kind != .punct || (unit.count == 1 && text[Int(unit.start)] == UInt8(ascii: ","))
  }
}
