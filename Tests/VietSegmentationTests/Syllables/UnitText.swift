import VietCore
import VietSegmentation

/// A unit as tests compare and print it.
struct UnitRecord: Hashable, CustomStringConvertible {
  var start: Int
  var end: Int
  var kind: TokenKind
  var shape: CaseShape
  var flags: UInt16
  var exact: UInt64
  var folded: UInt64
  var bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var description: String {
    "\(start)..<\(end) \(kind.name) \(shape) flags \(flags) \(text.debugDescription)"
  }
}

func records(_ units: borrowing UnitBatch, _ text: [UInt8], offset: Int = 0) -> [UnitRecord] {
  units.withUnits { units in
    units.map { unit in
      UnitRecord(
        start: Int(unit.start) + offset, end: Int(unit.end) + offset, kind: unit.kind, shape: unit.shape,
        flags: unit.flags.rawValue, exact: unit.exactHash, folded: unit.foldedHash,
        bytes: Array(text[Int(unit.start)..<Int(unit.end)]))
    }
  }
}

func scanned(_ text: [UInt8]) -> [UnitRecord] {
  var scanner = SyllableScanner()
  var units = UnitBatch()
  let consumed = text.withUnsafeBytes { scanner.scan($0, isLast: true, into: &units) }
  precondition(consumed == text.count)
  return records(units, text)
}

func reference(_ text: [UInt8]) throws -> [UnitRecord] {
  var scanner = try ReferenceScanner()
  var units = UnitBatch()
  try text.withUnsafeBytes { try scanner.scan($0, into: &units) }
  return records(units, text)
}

/// Scans `chunks` one after the other, what is left of each in front of the next.
func scanned(inChunks chunks: [ArraySlice<UInt8>]) -> [UnitRecord] {
  var scanner = SyllableScanner()
  var rest: [UInt8] = []
  var offset = 0
  var result: [UnitRecord] = []
  for (number, chunk) in chunks.enumerated() {
    rest += chunk
    var units = UnitBatch()
    let consumed = rest.withUnsafeBytes {
      scanner.scan($0, isLast: number == chunks.count - 1, into: &units)
    }
    result += records(units, rest, offset: offset)
    offset += consumed
    rest.removeFirst(consumed)
  }
  return result
}

func firstDifference(_ found: [UnitRecord], _ wanted: [UnitRecord]) -> String {
  for (a, b) in zip(found, wanted) where a != b {
    return "found \(a) \(a.exact == b.exact) \(a.folded == b.folded), wanted \(b)"
  }
  return "found \(found.count) units, wanted \(wanted.count)"
}
