/// Bars on a logarithmic axis, with a line across the end of each for its spread, as an SVG element.
struct BarChart {
  struct Bar {
    let group: String
    let label: String
    /// Greater than zero, as the others.
    let value: Double
    let low: Double
    let high: Double
    /// What stands behind the bar.
    let text: String
    /// The name of a CSS class.
    let style: String
  }

  let title: String
  let unit: String
  let bars: [Bar]

  private static let left = 290.0
  private static let width = 940.0
  private static let right = 120.0
  private static let barHeight = 18.0
  private static let step = 22.0
  private static let groupGap = 12.0
  private static let top = 28.0

  var svg: String {
    let values = bars.flatMap { [$0.low, $0.value] }.filter { $0 > 0 }
    guard let least = values.min(), let greatest = bars.map(\.high).max(), greatest > 0 else { return "" }
    let first = Self.powerOfTen(atMost: least)
    var decades = [first]
    while let last = decades.last, last < greatest { decades.append(last * 10) }
    if decades.count == 1 { decades.append(first * 10) }
    let span = Double(decades.count - 1)
    let axis = Self.width - Self.left - Self.right
    // A tenth of a decade of room, so that the shortest bar can be seen.
    func x(_ value: Double) -> Double {
      Self.left + max(0, min(1, (Self.log10(value / first) + 0.1) / (span + 0.1))) * axis
    }
    var body = ""
    var y = Self.top
    var group = ""
    for bar in bars {
      if bar.group != group {
        if !group.isEmpty { y += Self.groupGap }
        group = bar.group
        body += Self.text(x: 0, y: y + 13, "g", bar.group)
      }
      let end = x(bar.value)
      let middle = y + Self.barHeight / 2
      body += Self.text(x: Self.left - 8, y: y + 13, "l", bar.label, anchor: "end")
      body +=
        "<rect class=\"\(bar.style)\" x=\"\(Self.number(Self.left))\" y=\"\(Self.number(y))\" width=\""
        + "\(Self.number(max(1, end - Self.left)))\" height=\"\(Self.number(Self.barHeight))\"/>\n"
      body +=
        "<path class=\"s\" d=\"M\(Self.number(x(bar.low))) \(Self.number(middle))H\(Self.number(x(bar.high)))"
        + "M\(Self.number(x(bar.low))) \(Self.number(middle - 4))v8M\(Self.number(x(bar.high))) "
        + "\(Self.number(middle - 4))v8\"/>\n"
      body += Self.text(x: max(end, x(bar.high)) + 6, y: y + 13, "v", bar.text)
      y += Self.step
    }
    var grid = ""
    for decade in decades {
      let place = Self.number(x(decade))
      grid += "<path class=\"a\" d=\"M\(place) \(Self.number(Self.top - 6))V\(Self.number(y))\"/>\n"
      grid += Self.text(
        x: x(decade), y: Self.top - 12, "t",
        decade < 1 ? DecimalText.short(decade) : DecimalText.grouped(Int(decade)), anchor: "middle")
    }
    grid += Self.text(x: Self.width, y: Self.top - 12, "t", unit, anchor: "end")
    return
      "<svg viewBox=\"0 0 \(Int(Self.width)) \(Int(y + 8))\" role=\"img\">\n<title>\(HTMLText.escaped(title))</title>\n"
      + grid + body + "</svg>\n"
  }

  private static func text(
    x: Double, y: Double, _ style: String, _ text: String, anchor: String = "start"
  ) -> String {
    "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">"
      + "\(HTMLText.escaped(text))</text>\n"
  }

  private static func number(_ value: Double) -> String { DecimalText.fixed(value, 1) }

  private static func powerOfTen(atMost value: Double) -> Double {
    var power = 1.0
    while power > value { power /= 10 }
    while power * 10 <= value { power *= 10 }
    return power
  }

  private static func log10(_ value: Double) -> Double {
    #if canImport(Glibc)
      Glibc.log10(value)
    #elseif canImport(Musl)
      Musl.log10(value)
    #else
      Darwin.log10(value)
    #endif
  }
}

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
