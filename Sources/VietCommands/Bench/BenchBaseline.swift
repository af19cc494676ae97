internal import ArgumentParser
internal import VietCore

/// The figures of an earlier `--json`, to compare with.
struct BenchBaseline {
  /// A share such as `5%`.
  struct Tolerance: ExpressibleByArgument {
    let share: Double

    init(share: Double) { self.share = share }

    init?(argument: String) {
      let digits = argument.hasSuffix("%") ? argument.dropLast() : argument[...]
      guard let value = Double(digits), value.isFinite, value >= 0 else { return nil }
      share = value / 100
    }

    var defaultValueDescription: String { "\(DecimalText.short(share * 100))%" }
  }

  /// Seconds at the median, by verb and name.
  private var seconds: [String: (bytes: Int, median: Double)] = [:]

  init(file: String) throws {
    let input = try Input.open(file)
    var buffer = ByteBuffer(capacity: 1 << 16)
    try input.readAll(into: &buffer)
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue.parse(buffer.string) } catch {
      throw CommandError(
        .bad, file: file, place: .byte(error.offset), "\(error.detail) (name what bench --json wrote)")
    }
    for measure in value["measures"]?.array ?? [] {
      guard let verb = measure["verb"]?.string, let name = measure["name"]?.string,
        let bytes = measure["bytes"]?.number,
        let times = measure["engines"]?.array?.first?["seconds"]?.array?.compactMap(\.number), !times.isEmpty
      else { continue }
      seconds["\(verb)/\(name)"] = (Int(bytes), Samples(times).median)
    }
    guard !seconds.isEmpty else {
      throw CommandError(.bad, file: file, "there are no figures in it (name what bench --json wrote)")
    }
  }

  /// A line for each measure that both have; and whether one of them is slower by more than `tolerance`.
  func compare(_ report: BenchReport, tolerance: Tolerance) -> (lines: [String], isWorse: Bool) {
    var lines: [String] = []
    var isWorse = false
    for measure in report.measures {
      let key = "\(measure.verb.rawValue)/\(measure.name)"
      guard let before = seconds[key] else {
        lines.append("\(key): not in the baseline")
        continue
      }
      guard before.bytes == measure.bytes else {
        lines.append("\(key): measured on another text, not compared")
        continue
      }
      let change = measure.ours.seconds.median / before.median - 1
      let isBad = change > tolerance.share
      isWorse = isWorse || isBad
      lines.append(
        "\(key): \(change < 0 ? "" : "+")\(DecimalText.fixed(change * 100, 1)) % time\(isBad ? ", WORSE" : "")"
      )
    }
    return (lines, isWorse)
  }
}
