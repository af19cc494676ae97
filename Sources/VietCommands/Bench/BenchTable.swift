/// A report as a table for the terminal.
struct BenchTable {
  let report: BenchReport

  var text: String {
    var lines = [
      "viet \(report.program), \(report.machine.processor), \(report.machine.cores) cores, "
        + "kernels \(report.machine.kernels), ICU \(report.machine.icu)",
      "\(report.input): \(DecimalText.grouped(report.bytes)) bytes, "
        + "\(DecimalText.grouped(report.documents)) documents; medians of runs in turns, processor time",
    ]
    for verb in BenchVerb.allCases {
      let measures = report.measures.filter { $0.verb == verb }
      if measures.isEmpty { continue }
      lines.append("")
      var rows = [[verb.rawValue, "MB/s", "±", "ICU", "× ICU", "memcpy", "a second", "peak MB"]]
      for measure in measures where measure.bytes > 0 { rows.append(Self.row(measure)) }
      if rows.count > 1 { lines += Self.aligned(rows) }
      let queries = measures.filter { $0.latency != nil }
      if !queries.isEmpty {
        if rows.count > 1 { lines.append("") }
        lines += Self.aligned(
          [[verb.rawValue, "queries/s", "p50 µs", "p95 µs", "p99 µs"]] + queries.map(Self.latencies))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ measure: BenchReport.Measure) -> [String] {
    let ours = measure.megabytesPerSecond(measure.ours)
    let spread = (measure.ours.seconds.upper - measure.ours.seconds.lower) / measure.ours.seconds.median / 2
    func speed(_ engine: String) -> Double? {
      measure.scores.dropFirst().first { $0.engine == engine }.map(measure.megabytesPerSecond)
    }
    let icu = speed("ICU")
    let count = measure.count.map {
      "\(DecimalText.grouped(Int(Double($0.number) / measure.ours.seconds.median))) \($0.unit)"
    }
    return [
      measure.name, DecimalText.short(ours), "\(DecimalText.fixed(spread * 100, 0)) %",
      icu.map(DecimalText.short) ?? "–", icu.map { DecimalText.short(ours / $0) } ?? "–",
      speed("memcpy").map(DecimalText.short) ?? "–", count ?? "–",
      measure.peakMemory.map { DecimalText.short(Double($0) / 1e6) } ?? "–",
    ]
  }

  private static func latencies(_ measure: BenchReport.Measure) -> [String] {
    guard let latency = measure.latency else { return [] }
    let number = Double(measure.count?.number ?? 0)
    return [
      measure.name, DecimalText.grouped(Int(number / measure.ours.seconds.median)),
      DecimalText.short(latency.median), DecimalText.short(latency.quantile(0.95)),
      DecimalText.short(latency.quantile(0.99)),
    ]
  }

  /// The first column to the left, all others to the right.
  private static func aligned(_ rows: [[String]]) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        line += column == 0 ? cell + blanks : "  " + blanks + cell
      }
      return line
    }
  }
}
