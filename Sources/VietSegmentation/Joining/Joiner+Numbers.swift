internal import VietCore

/// Numbers with what belongs to them, dates, times.
extension Joiner {
  /// `14h30`, `14g30`, `14:30`, `21/02`, `21-2-2025`, `21.2.2025`, `II/2025`, `24/7`.
  func dateOrTime(at i: Int, to run: Int) -> Match? {
    if units[i].flags.contains(.compound), isClock(bytes(units[i])) { return Match(end: i &+ 1, kind: .time) }
    if units[i].kind == .word, isRoman(bytes(units[i])), i &+ 2 < run &+ 0 || i &+ 3 == run,
      mark(i &+ 1) == UInt8(ascii: "/"), let year = figure(i &+ 2), (1000...2999).contains(year)
    {
      return Match(end: i &+ 3, kind: .date)
    }
    guard units[i].kind == .number, isOpen(i) || mark(max(0, i &- 1)) != UInt8(ascii: "/") else { return nil }
    if let dotted = dottedDate(bytes(units[i])), dotted { return Match(end: i &+ 1, kind: .date) }
    guard i &+ 2 < run, let first = figure(i), let second = figure(i &+ 2) else { return nil }
    let separator = mark(i &+ 1)
    if separator == UInt8(ascii: ":") {
      guard first < 25, second < 60, units[i &+ 2].count == 2 else { return nil }
      if i &+ 4 < run, mark(i &+ 3) == separator, let seconds = figure(i &+ 4), seconds < 60,
        units[i &+ 4].count == 2
      {
        return Match(end: i &+ 5, kind: .time)
      }
      return Match(end: i &+ 3, kind: .time)
    }
    guard separator == UInt8(ascii: "/") || separator == UInt8(ascii: "-") else { return nil }
    let third = i &+ 4 < run && mark(i &+ 3) == separator ? figure(i &+ 4) : nil
    if let third {
      let isDayFirst = isDay(first) && isMonth(second) && isYear(third, units[i &+ 4])
      let isYearFirst = (1000...2999).contains(first) && isMonth(second) && isDay(third)
      return isDayFirst || isYearFirst ? Match(end: i &+ 5, kind: .date) : nil
    }
    // A third part that is no figure (54/2025/NĐ-CP) makes it a number of another kind.
    if i &+ 3 < run, mark(i &+ 3) == separator { return nil }
    if isDay(first) && isMonth(second) { return Match(end: i &+ 3, kind: .date) }
    return isMonth(first) && (1000...2999).contains(second) && separator == UInt8(ascii: "/")
      ? Match(end: i &+ 3, kind: .date) : nil
  }

  /// `3,5%`, `30°C`, `20.000đ`, `₫`, `20k`, `1tr5`, `1.500-2.000`, `1/2`.
  func number(at i: Int, to run: Int) -> Match? {
    guard let first = numberEnd(i, run) else { return nil }
    var end = first
    while end &+ 1 < run, isRange(end), let next = numberEnd(end &+ 1, run) { end = next }
    while end < run, isScript(end) { end &+= 1 }
    // Figures joined to letters (`90/2025/NĐ-CP`) are a compound.
    if end &+ 1 < run, isConnector(end), units[end &+ 1].kind == .word { return nil }
    return end > i &+ 1 || units[i].kind != .number ? Match(end: end, kind: .number) : nil
  }

  /// One past the figure at `i` with its sign of percent or money.
  private func numberEnd(_ i: Int, _ run: Int) -> Int? {
    let unit = units[i]
    guard unit.kind == .number || (unit.flags.contains(.compound) && isAmount(bytes(unit))) else {
      return nil
    }
    guard unit.kind == .number, i &+ 1 < run else { return i &+ 1 }
    return degreeEnd(i &+ 1, run) ?? (isNumberSign(i &+ 1) ? i &+ 2 : i &+ 1)
  }

  /// `°C` by itself.
  func degree(at i: Int, to run: Int) -> Match? { degreeEnd(i, run).map { Match(end: $0, kind: .symbol) } }

  /// One past a sign of degrees and the letter of its scale.
  private func degreeEnd(_ i: Int, _ run: Int) -> Int? {
    guard i &+ 1 < run, units[i].count == 2, text.decodeScalar(at: Int(units[i].start)).scalar == 0xB0 else {
      return nil
    }
    switch mark(i &+ 1) {
    case UInt8(ascii: "C"), UInt8(ascii: "F"), UInt8(ascii: "K"): return i &+ 2
    default: return nil
    }
  }

  /// `%`, `‰`, and signs of money.
  private func isNumberSign(_ i: Int) -> Bool {
    switch mark(i) {
    case UInt8(ascii: "%"), UInt8(ascii: "$"): return true
    case 0: break
    default: return false
    }
    guard units[i].count <= 3 else { return false }
    let scalar = text.decodeScalar(at: Int(units[i].start)).scalar
    return scalar == 0x2030 || scalar == 0x20AB || scalar == 0x20AC || scalar == 0xA3 || scalar == 0xA5
      || scalar == 0xB0
  }

  private func isRange(_ i: Int) -> Bool {
    switch mark(i) {
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ":"): return true
    default: return isDash(i)
    }
  }

  /// An en dash.
  private func isDash(_ i: Int) -> Bool {
    units[i].count == 3 && text.decodeScalar(at: Int(units[i].start)).scalar == 0x2013
  }

  /// The value of a unit of one to four digits.
  private func figure(_ i: Int) -> Int? {
    guard units[i].kind == .number, units[i].count <= 4 else { return nil }
    var value = 0
    for byte in bytes(units[i]) {
      guard Self.isDigit(byte) else { return nil }
      value = value &* 10 &+ Int(byte &- 0x30)
    }
    return value
  }

  private func isDay(_ n: Int) -> Bool { (1...31).contains(n) }
  private func isMonth(_ n: Int) -> Bool { (1...12).contains(n) }
  private func isYear(_ n: Int, _ unit: TextUnit) -> Bool { unit.count == 4 || (unit.count == 2 && n < 100) }

  /// `21.2.2025`; `nil` for other shapes.
  private func dottedDate(_ bytes: UnsafeRawBufferPointer) -> Bool? {
    var parts: [Int] = []
    guard (8...10).contains(bytes.count) else { return nil }
    var value = 0
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        parts.append(value)
        value = 0
      } else {
        guard Self.isDigit(byte) else { return nil }
        value = value &* 10 &+ Int(byte &- 0x30)
      }
    }
    return parts.count == 2 && isDay(parts[0]) && isMonth(parts[1]) && (1000...2999).contains(value)
  }

  /// One or two digits, `h` or `g`, none or two digits, perhaps with a last `p` or `ph`.
  private func isClock(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var i = 0
    var hour = 0
    while i < bytes.count, i < 3, Self.isDigit(bytes[i]) {
      hour = hour &* 10 &+ Int(bytes[i] &- 0x30)
      i &+= 1
    }
    guard (1...2).contains(i), hour < 25, i < bytes.count else { return false }
    let letter = Self.lowered(bytes[i])
    guard letter == UInt8(ascii: "h") || (letter == UInt8(ascii: "g") && i &+ 1 < bytes.count) else {
      return false
    }
    i &+= 1
    if i == bytes.count { return true }
    guard i &+ 2 <= bytes.count, Self.isDigit(bytes[i]), Self.isDigit(bytes[i &+ 1]),
      bytes[i] < UInt8(ascii: "6")
    else {
      return false
    }
    i &+= 2
    if i < bytes.count, Self.lowered(bytes[i]) == UInt8(ascii: "p") { i &+= 1 }
    if i < bytes.count, Self.lowered(bytes[i]) == UInt8(ascii: "h") { i &+= 1 }
    return i == bytes.count
  }

  /// Digits (with `.` and `,`), a letter word for a size or for money, perhaps digits: `20k`, `1tr5`, `20.000đ`.
  private func isAmount(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var i = 0
    while i < bytes.count,
      Self.isDigit(bytes[i]) || bytes[i] == UInt8(ascii: ".") || bytes[i] == UInt8(ascii: ",")
    { i &+= 1 }
    guard i > 0 else { return false }
    let start = i
    while i < bytes.count, !Self.isDigit(bytes[i]) { i &+= 1 }
    guard i > start else { return false }
    let word = UnitHash.exact(UnsafeRawBufferPointer(rebasing: bytes[start..<i]))
    guard Self.amountWords.contains(word) else { return false }
    while i < bytes.count, Self.isDigit(bytes[i]) { i &+= 1 }
    return i == bytes.count
  }

  private static let amountWords: Set<UInt64> = Set(
    ["k", "tr", "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "đ", "đồng", "vnđ", "vnd", "usd", "m", "xu"].map {
      UnitHash.exact($0)
    })

  private func isRoman(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count <= 5
      && bytes.allSatisfy { $0 == UInt8(ascii: "I") || $0 == UInt8(ascii: "V") || $0 == UInt8(ascii: "X") }
  }
}
