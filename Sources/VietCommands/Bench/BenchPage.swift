/// A report as one HTML page with charts, which needs nothing from anywhere else.
struct BenchPage {
  let report: BenchReport

  var html: String {
    var body = ""
    for verb in BenchVerb.allCases {
      let measures = report.measures.filter { $0.verb == verb }
      if measures.isEmpty { continue }
      body += "<h2>\(verb.rawValue)</h2>\n"
      let throughput = measures.filter { $0.bytes > 0 }
      if !throughput.isEmpty {
        body +=
          BarChart(
            title: "\(verb.rawValue): throughput", unit: "MB/s", bars: throughput.flatMap(Self.speeds)
          ).svg
      }
      let queries = measures.filter { $0.latency != nil }
      if !queries.isEmpty {
        body +=
          BarChart(title: "\(verb.rawValue): time of a query", unit: "µs", bars: queries.flatMap(Self.times))
          .svg
      }
    }
    let machine = report.machine
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>viet bench</title>
      <style>
      :root { color-scheme: light dark; --ink: #1b1f24; --dim: #66707b; --line: #d5dae0; --viet: #0b6e4f; --icu: #b9722d; --copy: #9aa4af; --paper: #fff }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --dim: #98a2ad; --line: #3a424b; --viet: #3fb68b; --icu: #d99a5b; --copy: #6b757f; --paper: #15181c } }
      body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
      h1 { font-size: 1.5rem; margin: 0 0 .3rem } h2 { font-size: 1.1rem; margin: 2rem 0 .3rem } p { margin: .2rem 0; color: var(--dim) }
      svg { width: 100%; height: auto; display: block } text { font: 13px system-ui, sans-serif; fill: var(--ink) }
      .g { font-weight: 600 } .l, .t { fill: var(--dim) } .t { font-size: 11px } .v { font-variant-numeric: tabular-nums }
      .viet { fill: var(--viet) } .icu { fill: var(--icu) } .memcpy { fill: var(--copy) }
      .a { stroke: var(--line); fill: none } .s { stroke: var(--ink); fill: none; stroke-width: 1.2 }
      </style></head><body>
      <h1>viet bench</h1>
      <p>viet \(HTMLText.escaped(report.program)) on \(HTMLText.escaped(report.date)): \(HTMLText.escaped(machine.processor)), \(machine.cores) cores, \(HTMLText.escaped(machine.system)), kernels \(HTMLText.escaped(machine.kernels)), ICU \(HTMLText.escaped(machine.icu)).</p>
      <p>\(HTMLText.escaped(report.input)): \(DecimalText.grouped(report.bytes)) bytes, \(DecimalText.grouped(report.documents)) documents.</p>
      <p>Medians of runs made in turns, in processor time; the line across the end of a bar spans the middle half of all runs. The axis is logarithmic.</p>
      \(body)</body></html>

      """
  }

  private static func speeds(_ measure: BenchReport.Measure) -> [BarChart.Bar] {
    measure.scores.map { score in
      let bytes = Double(measure.bytes) / 1e6
      let value = bytes / score.seconds.median
      return BarChart.Bar(
        group: measure.name, label: score.engine, value: value, low: bytes / score.seconds.upper,
        high: bytes / score.seconds.lower, text: DecimalText.short(value) + " MB/s",
        style: style(score.engine))
    }
  }

  private static func times(_ measure: BenchReport.Measure) -> [BarChart.Bar] {
    guard let latency = measure.latency else { return [] }
    return [0.5, 0.95, 0.99].map { p in
      let value = latency.quantile(p)
      return BarChart.Bar(
        group: measure.name, label: "p\(Int(p * 100))", value: value, low: value, high: value,
        text: DecimalText.short(value) + " µs", style: "viet")
    }
  }

  private static func style(_ engine: String) -> String {
    switch engine {
    case "ICU": "icu"
    case "memcpy": "memcpy"
    default: "viet"
    }
  }
}
