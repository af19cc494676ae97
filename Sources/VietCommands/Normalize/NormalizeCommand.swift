internal import ArgumentParser
internal import VietCore
internal import VietOrthography

/// `viet normalize`: one text, one spelling.
struct NormalizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "normalize", abstract: "One text, one spelling.",
    discussion: """
      Lines longer than 1 MiB are cut behind a blank for the spelling options; a run of combining marks longer than
      1 MiB is cut at a code point. Below that the Unicode forms are byte for byte what ICU gives.

      EXAMPLES:
        echo 'Hòa ra thúy' | viet normalize --tone new
        printf 'Ðại học Bách khoa, tóan\\n' | viet normalize --repair
      """)

  @OptionGroup var spelling: SpellingOptions
  @Flag(help: "Write nothing; print the first line that would change and exit 1.") var check = false
  @OptionGroup var text: TextOptions
  @OptionGroup var rewrite: RewriteOptions
  @OptionGroup var quiet: QuietOptions
  @Argument(help: "Files to read; - is standard input.") var files: [String] = []

  func validate() throws {
    if check, rewrite.output != nil || rewrite.inPlace {
      throw ValidationError("--check writes nothing: leave -o and --in-place out")
    }
  }

  func run() throws {
    let normalizer = Normalizer(spelling.options)
    try FileRun(files, rewrite: rewrite, quiet: quiet, verb: "normalize").run { input, output, summary in
      if check {
        try check(input, normalizer, output, &summary)
      } else {
        try normalize(input, normalizer, output, &summary)
      }
    }
  }

  private var pipeline: PiecePipeline {
    // Small enough for the second-level cache, where the pieces of all threads stay until they are written.
    PiecePipeline(threads: text.threadCount, pieceSize: 1 << 18) { Normalizer.unit(of: $0) }
  }

  private func normalize(
    _ input: borrowing Input, _ normalizer: Normalizer, _ output: borrowing Output,
    _ summary: inout FileRun.Summary
  ) throws {
    let name = input.name
    let workers = (0..<text.threadCount).map { _ in
      NormalizeWorker(normalizer.makeStream(invalid: text.invalid), file: name)
    }
    var bar = Progress(text.progress, total: input.size, unit: "pieces", quiet: quiet.quiet)
    try pipeline.run(input, workers: workers, into: output) { bytes in
      summary.bytes = bytes
      bar.step(to: bytes)
    }
    let replacements = workers.reduce(0) { $0 + $1.replacements }
    if replacements > 0 {
      summary.warn("\(name): \(Console.replaced(replacements))")
    }
  }

  private func check(
    _ input: borrowing Input, _ normalizer: Normalizer, _ output: borrowing Output,
    _ summary: inout FileRun.Summary
  ) throws {
    let name = input.name
    let workers = (0..<text.threadCount).map { _ in
      CheckWorker(normalizer, invalid: text.invalid, file: name, isColored: Console.usesColor(quiet.color))
    }
    do {
      try pipeline.run(input, workers: workers, into: output) { summary.bytes = $0 }
    } catch is CheckWorker.Difference { summary.isNegative = true }
  }
}
