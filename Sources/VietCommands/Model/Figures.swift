/// Numbers as people and scripts read them, without a locale.
enum Figures {
  /// A share as per cent with two decimals.
  static func percent(_ share: Double) -> String { fixed(share * 100, 2) }

  static func fixed(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let units = Int((value * scale).rounded())
    let digits = String(abs(units))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let point = padded.index(padded.endIndex, offsetBy: -decimals)
    return (units < 0 ? "-" : "") + padded[..<point] + "." + padded[point...]
  }

  /// 16 hexadecimal digits.
  static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
