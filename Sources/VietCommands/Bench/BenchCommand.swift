internal import ArgumentParser
internal import VietCore

/// `viet bench`: how fast, here, on the user's text.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "How fast, here, on your text.",
    discussion: """
      Measures each verb in turns with ICU and a plain copy of the same text. Without FILE a built-in sample is used; \
      of files up to 16 MiB.

      EXAMPLES
        viet bench --verbs normalize
        viet bench --verbs normalize --json before.json --html before.html
      """)

  @Option(
    help:
      "Verbs to measure, separated by commas: \(BenchVerb.allCases.map(\.rawValue).joined(separator: ", ")).")
  var verbs = BenchVerb.allCases.map(\.rawValue).joined(separator: ",")
  @Option(help: "Write all figures to a file, as JSON.") var json: String?
  @Option(help: "Write a page with charts to a file.") var html: String?
  @Option(help: "Compare with what --json wrote before; exit 1 if slower by more than --tolerance.")
  var baseline: String?
  @Option(help: "How much slower is still the same.") var tolerance = BenchBaseline.Tolerance(share: 0.05)
  @OptionGroup var output: QuietOptions
  @Argument(help: "Files to measure on; JSON lines by their ending, else text.") var files: [String] = []

  mutating func validate() throws {
    if try BenchVerb.list(verbs).isEmpty { throw ValidationError("--verbs needs at least one verb") }
  }

  func run() throws {
    let chosen = try BenchVerb.list(verbs)
    let earlier = try baseline.map { try BenchBaseline(file: $0) }
    let start = Clock.seconds
    let report = try Self.measure(chosen, files: files, quiet: output.quiet)
    try Output.standard().write(BenchTable(report: report).text)
    if let json { try Self.write(report.json, to: json) }
    if let html { try Self.write(BenchPage(report: report).html, to: html) }
    if output.stats {
      Console.line(
        "viet: \(DecimalText.grouped(report.bytes)) bytes, \(DecimalText.fixed(Clock.seconds - start, 1)) s"
      )
    }
    guard let earlier else { return }
    let (lines, isWorse) = earlier.compare(report, tolerance: tolerance)
    try Output.standard().write("\nagainst \(baseline ?? "")\n" + lines.map { $0 + "\n" }.joined())
    if isWorse { throw ExitStatus.no.exitCode }
  }

  private static func measure(_ verbs: [BenchVerb], files: [String], quiet: Bool) throws -> BenchReport {
    let folder = try BenchFolder()
    let material = try BenchMaterial(files: files, folder: folder)
    var report = BenchReport(
      program: VersionText.program, date: UTCDate.today, machine: .here, input: material.name,
      bytes: material.bytes, documents: material.documents)
    // Whole programs first: a process inherits its parent's memory as its own peak.
    var programs: [BenchVerb: [BenchReport.Measure]] = [:]
    if verbs.contains(.search) && !verbs.contains(.index) { _ = try ProgramBench.run(.index, material) }
    for verb in BenchVerb.allCases where verbs.contains(verb) {
      programs[verb] = try ProgramBench.run(verb, material)
    }
    let text = BenchText(try material.readText())
    for verb in BenchVerb.allCases where verbs.contains(verb) {
      switch verb {
      case .normalize: report.measures += try NormalizeBench.run(text)
      case .tokenize: report.measures += try TokenizeBench.run(text)
      case .index: break
      case .search: report.measures += try SearchBench.run(text, index: material.index)
      }
      report.measures += programs[verb] ?? []
    }
    return report
  }

  private static func write(_ text: String, to file: String) throws {
    var output = try Output.replacing(file)
    try output.write(text)
    try output.commit()
  }
}
