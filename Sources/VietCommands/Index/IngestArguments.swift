internal import ArgumentParser
internal import VietCore

/// What `build` and `add` both take.
struct IngestArguments: ParsableArguments {
  @Option(help: "How records stand in the files: jsonl, text, tsv or csv (default: by each file's ending).")
  var input: RecordFormat?
  @Option(help: "Field that names a document (default: id, else the path or the line number).") var id:
    String?
  @Flag(help: "Stop at the first bad record instead of skipping it.") var strict = false
  @Option(help: "Heap to use at most, such as 64M or 1G; at least 16M.") var memory = ByteCount(64 << 20)
  @OptionGroup var text: TextOptions
  @OptionGroup var output: QuietOptions
  @Argument(help: "Files to read, also gzip and zstd; - is standard input.") var files: [String] = []

  mutating func validate() throws {
    if memory.bytes < 16 << 20 { throw ValidationError("--memory takes at least 16M") }
  }

  func options(_ folder: String) -> IngestOptions {
    IngestOptions(
      folder: folder, threads: text.threadCount, isStrict: strict, isQuiet: output.quiet,
      refusesMalformed: text.invalid == .strict, progress: text.progress)
  }
}
