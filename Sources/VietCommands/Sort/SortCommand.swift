public import ArgumentParser
internal import VietCore
public import VietOrthography

/// `viet sort`: lines in a Vietnamese order.
struct SortCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sort", abstract: "Lines in a Vietnamese order.",
    discussion: """
      EXAMPLES:
        printf 'mạ\\nmả\\nmá\\nma\\nmã\\nmà\\n' | viet sort --order dictionary
        printf 'Trần Văn Bình\\nLê Thị An\\nNguyễn An\\n' | viet sort --order name

      ORDERS: icu compares tones only after the whole line; dictionary goes syllable by syllable and does not see \
      where a tone mark stands; name goes by given name, then family name, then what is between (up to a tab). Lines \
      that the order does not tell apart keep their order. All FILES are sorted together, with --in-place each alone.
      """)

  @Option(help: "icu, dictionary or name.") var order: SortOrder = .icu
  @Option(help: "Memory for lines; what does not fit goes to temporary files (in TMPDIR).")
  var memory = ByteCount(256 << 20)
  @OptionGroup var text: TextOptions
  @OptionGroup var rewrite: RewriteOptions
  @OptionGroup var quiet: QuietOptions
  @Argument(help: "Files to read; - is standard input.") var files: [String] = []

  func validate() throws {
    if memory.bytes < 1 << 20 { throw ValidationError("--memory takes at least 1M") }
  }

  func run() throws {
    if rewrite.inPlace { return try sortEach() }
    var sorter = try LineSorter(order: order, memory: memory.bytes, threads: text.threadCount)
    var malformed = 0
    // A bad file does not keep the others from being sorted.
    var failed: ExitCode?
    do {
      try FileRun(files, quiet: quiet, verb: "sort").run { input, _, summary in
        malformed += try read(&input, into: &sorter, &summary)
      }
    } catch let code as ExitCode { failed = code }
    warn(malformed)
    var output =
      try rewrite.output.map { path throws(CommandError) in try Output.replacing(path) } ?? .standard()
    try sorter.finish(into: output)
    if failed == nil || rewrite.output == nil { try output.commit() }
    if let failed { throw failed }
  }

  private func sortEach() throws {
    var malformed = 0
    defer { warn(malformed) }
    try FileRun(files, rewrite: rewrite, quiet: quiet, verb: "sort").run { input, output, summary in
      var sorter = try LineSorter(order: order, memory: memory.bytes, threads: text.threadCount)
      malformed += try read(&input, into: &sorter, &summary)
      try sorter.finish(into: output)
    }
  }

  private func read(
    _ input: inout Input, into sorter: inout LineSorter, _ summary: inout FileRun.Summary
  ) throws -> Int {
    var lines = SortInput(policy: text.invalid)
    var bar = Progress(text.progress, total: input.size, unit: "pieces", quiet: quiet.quiet)
    try lines.read(&input, into: &sorter) { bar.step(to: $0) }
    summary.bytes = lines.bytes
    return lines.malformed
  }

  private func warn(_ malformed: Int) {
    guard malformed > 0, !quiet.quiet else { return }
    Console.warning(Console.replaced(malformed))
  }
}

extension SortOrder: ExpressibleByArgument {}
