/// A ``ByteChart`` as the tables that decoding and encoding run on. Made once an encoding, never freed.
struct CompiledChart: @unchecked Sendable {
  /// What a byte alone stands for (``PackedUTF8``), with ``markFlag`` for bytes that may belong to the one before.
  let single: UnsafePointer<UInt32>
  /// Start of a byte's row in `pairs`; 0 is the empty row.
  let rows: UnsafePointer<UInt16>
  /// Column of a mark byte in `pairs`; 0, which is empty, for the others.
  let columns: UnsafePointer<UInt8>
  /// What a byte and the mark byte after it stand for (``PackedUTF8``).
  let pairs: UnsafePointer<UInt32>
  /// Whether letters of two bytes exist.
  let hasPairs: Bool
  /// Bytes of a code point below ``encodableEnd``: one, or two with the first in the high byte; 0 for none (but for U+0000).
  let bytes: UnsafePointer<UInt16>

  /// Set in `single` for bytes that may be the second of a letter.
  static let markFlag: UInt32 = 1 << 31
  /// Set in `single` for bytes that mean nothing.
  static let undefinedFlag: UInt32 = 1 << 30
  static let flags = markFlag | undefinedFlag
  static let encodableEnd: UInt32 = 0x2200

  init(_ chart: ByteChart) {
    var decodeOne = [UInt32](repeating: 0, count: 256)
    var decodeTwo: [UInt16: UInt32] = [:]
    var encode = [UInt16](repeating: 0, count: Int(Self.encodableEnd))
    for byte in UInt8(0)..<0x80 { decodeOne[Int(byte)] = UInt32(byte) | 1 << 30 }
    if chart.fillsFromWindows1252 {
      // Only the signs: a Latin letter in such a text is a Vietnamese one of another encoding.
      for byte in UInt8(0x80)...0xBF {
        if let codePoint = Windows1252.codePoint(byte) { decodeOne[Int(byte)] = codePoint | 1 << 30 }
      }
    }
    for (byte, codePoint) in chart.others { decodeOne[Int(byte)] = codePoint | 1 << 30 }
    for (bytes, codePoint) in chart.alsoRead {
      if bytes < 0x100 { decodeOne[Int(bytes)] = codePoint | 1 << 30 } else { decodeTwo[bytes] = codePoint }
    }
    for (place, bytes) in chart.letters.enumerated() where bytes != 0 {
      let codePoint = VietnameseLetters.codePoints[place]
      if bytes < 0x100 { decodeOne[Int(bytes)] = codePoint | 1 << 30 } else { decodeTwo[bytes] = codePoint }
    }
    if chart.acceptsMarksOfEitherCase {
      for (bytes, codePoint) in decodeTwo where decodeTwo[bytes ^ 0x20] == nil && bytes & 0xFF >= 0xC0 {
        decodeTwo[bytes ^ 0x20] = codePoint
      }
    }
    for byte in 0..<256 where decodeOne[byte] != 0 {
      let codePoint = decodeOne[byte] & 0xFFFF
      if codePoint < Self.encodableEnd { encode[Int(codePoint)] = UInt16(byte) }
    }
    for (place, bytes) in chart.letters.enumerated() where bytes != 0 {
      encode[Int(VietnameseLetters.codePoints[place])] = bytes
    }

    let marks = Set(decodeTwo.keys.map { UInt8($0 & 0xFF) }).sorted()
    let leads = Set(decodeTwo.keys.map { UInt8($0 >> 8) }).sorted()
    var row = [UInt16](repeating: 0, count: 256)
    var column = [UInt8](repeating: 0, count: 256)
    let columnCount = marks.count + 1
    for (i, lead) in leads.enumerated() { row[Int(lead)] = UInt16((i + 1) * columnCount) }
    for (i, mark) in marks.enumerated() { column[Int(mark)] = UInt8(i + 1) }
    var table = [UInt32](repeating: 0, count: (leads.count + 1) * columnCount)
    for (bytes, codePoint) in decodeTwo {
      let place = Int(row[Int(bytes >> 8)]) + Int(column[Int(bytes & 0xFF)])
      table[place] = PackedUTF8(codePoint).word
    }
    var alone = decodeOne.map { $0 == 0 ? Self.undefinedFlag : PackedUTF8($0 & 0xFFFF).word }
    for mark in marks { alone[Int(mark)] |= Self.markFlag }
    for byte in 0..<256 where (0x300...0x36F).contains(decodeOne[byte] & 0xFFFF) {
      alone[byte] |= Self.markFlag
    }
    hasPairs = !marks.isEmpty

    single = Self.keep(alone)
    rows = Self.keep(row)
    columns = Self.keep(column)
    pairs = Self.keep(table)
    bytes = Self.keep(encode)
  }

  private static func keep<T>(_ array: [T]) -> UnsafePointer<T> {
    let copy = UnsafeMutablePointer<T>.allocate(capacity: array.count)
    copy.initialize(from: array, count: array.count)
    return UnsafePointer(copy)
  }

  /// Whether a byte may be the second of a letter.
  func isMark(_ byte: UInt8) -> Bool { single[Int(byte)] & Self.markFlag != 0 }

  /// Whether a byte means anything, alone or after another.
  func isUsed(_ byte: UInt8) -> Bool { single[Int(byte)] & Self.flags != Self.undefinedFlag }
}
