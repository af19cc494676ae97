/// Dates as the index holds them: seconds since 1970-01-01T00:00:00Z.
public enum ISODate {
  /// Reads ISO 8601: `2024`, `2024-05`, `2024-05-17`, with `T12:30[:15[.5]]` (or a blank) and `Z` or `+07:00`.
  /// Without a zone it is UTC. A plain number of at least five digits is taken as seconds.
  public static func seconds(_ text: some Sequence<UInt8>) -> Double? {
    var reader = Reader(bytes: Array(text))
    if reader.bytes.count != 4, let seconds = Double(String(decoding: reader.bytes, as: UTF8.self)) {
      return seconds
    }
    guard let year = reader.number(4) else { return nil }
    var month = 1
    var day = 1
    if reader.take(0x2D) {
      guard let value = reader.number(2), (1...12).contains(value) else { return nil }
      month = value
      if reader.take(0x2D) {
        guard let value = reader.number(2), (1...length(of: month, year)).contains(value) else { return nil }
        day = value
      }
    }
    var seconds = Double(days(year, month, day)) * 86_400
    if reader.take(0x54) || reader.take(0x20) {
      guard let hour = reader.number(2), hour <= 24, reader.take(0x3A), let minute = reader.number(2),
        minute < 60
      else {
        return nil
      }
      seconds += Double(hour * 3600 + minute * 60)
      if reader.take(0x3A) {
        guard let second = reader.number(2), second <= 60 else { return nil }
        seconds += Double(second)
        if reader.take(0x2E) {
          guard let fraction = reader.fraction() else { return nil }
          seconds += fraction
        }
      }
      if reader.take(0x5A) {
      } else if let sign = reader.sign() {
        guard let hours = reader.number(2) else { return nil }
        _ = reader.take(0x3A)
        seconds -= sign * Double(hours * 3600 + (reader.number(2) ?? 0) * 60)
      }
    }
    return reader.isAtEnd ? seconds : nil
  }

  private static func length(of month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 in the Gregorian calendar (Hinnant, days_from_civil).
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ byte: UInt8) -> Bool {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    }

    mutating func number(_ digits: Int) -> Int? {
      guard position + digits <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[position..<position + digits] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      position += digits
      return value
    }

    mutating func fraction() -> Double? {
      var value = 0.0
      var unit = 0.1
      let start = position
      while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 {
        value += Double(bytes[position] - 0x30) * unit
        unit /= 10
        position += 1
      }
      return position > start ? value : nil
    }

    mutating func sign() -> Double? { take(0x2B) ? 1 : take(0x2D) ? -1 : nil }
  }
}
