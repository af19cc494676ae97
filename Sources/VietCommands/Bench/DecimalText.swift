/// Numbers as people read them in tables.
enum DecimalText {
  /// `digits` places after the point, rounded.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int((abs(value) * scale).rounded())
    let whole = scaled / Int(scale)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard digits > 0 else { return sign + "\(whole)" }
    let fraction = String(scaled % Int(scale))
    return sign + "\(whole)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// Three significant digits, thousands set apart by a blank: `0.094`, `12.1`, `7 321`.
  static func short(_ value: Double) -> String {
    switch abs(value) {
    case ..<0.0005: fixed(value, 6)
    case ..<1: fixed(value, 3)
    case ..<10: fixed(value, 2)
    case ..<100: fixed(value, 1)
    default: grouped(Int(value.rounded()))
    }
  }

  /// `12 345 678`.
  static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { text += " " }
      text.append(digit)
    }
    return text
  }
}
