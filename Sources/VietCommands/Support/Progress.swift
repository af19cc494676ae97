internal import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A line on standard error that says how far a long job is: used by one thread.
struct Progress: ~Copyable {
  private let isShown: Bool
  private let total: Int?
  private let unit: String
  private let start = Clock.seconds
  private var last = 0.0
  private var pieces = 0
  private var width = 0

  /// `total` in bytes where it is known; `unit` names what is counted beside them.
  init(_ when: When, total: Int?, unit: String, quiet: Bool) {
    isShown = !quiet && (when == .always || (when == .auto && isatty(2) == 1))
    self.total = total
    self.unit = unit
  }

  deinit { if width > 0 { Self.write("\r" + String(repeating: " ", count: width) + "\r") } }

  /// One more piece is done, the input up to `bytes`.
  mutating func step(to bytes: Int) {
    pieces += 1
    update(bytes: bytes, count: pieces)
  }

  /// Draws the line, at most ten times a second and not in the first second.
  mutating func update(bytes: Int, count: Int) {
    guard isShown else { return }
    let now = Clock.seconds
    guard now - start >= 1, now - last >= 0.1 else { return }
    last = now
    let rate = Double(bytes) / (now - start)
    var line = "\(count) \(unit)  \(Self.rounded(Double(bytes) / 1e6)) MB  \(Self.rounded(rate / 1e6)) MB/s"
    if let total, total > 0, rate > 0 {
      let share = min(1, Double(bytes) / Double(total))
      let filled = Int(share * 20)
      line =
        "[\(String(repeating: "#", count: filled))\(String(repeating: " ", count: 20 - filled))] \(Int(share * 100))%  \(line)"
      let rest = Int(Double(max(0, total - bytes)) / rate)
      line += "  ETA \(rest / 60):\(rest % 60 < 10 ? "0" : "")\(rest % 60)"
    }
    let padding = String(repeating: " ", count: max(0, width - line.utf8.count))
    width = line.utf8.count
    Self.write("\r" + line + padding)
  }

  static func rounded(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func write(_ text: String) { _ = try? FileDescriptor.standardError.writeAll(text.utf8) }
}
