internal import ArgumentParser
internal import VietCore
internal import VietSegmentation

/// `viet tokenize`: sentences, words, syllables, with where they stand.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize", abstract: "Sentences, words, syllables, with where they stand.",
    discussion: """
      Examples:
        echo 'Tôi yêu tiếng Việt. Còn bạn?' | viet tokenize --unit sentence
        echo 'Hà Nội, 21/02/2025' | viet tokenize --unit syllable --format tsv
      """)

  @Option(help: "What to cut into.") var unit: TokenUnit
  @Option(help: "How to write it.") var format: TokenFormat = .text
  @Flag(help: "One output line for each input line, no sentence splitting.") var keepLines = false
  @Flag(help: "Lines are hard-wrapped: only an empty line ends a paragraph.") var joinLines = false
  @OptionGroup var text: TextOptions
  @OptionGroup var quiet: QuietOptions
  @Argument(help: "Files to read; - is standard input.") var files: [String] = []

  func validate() throws {
    if keepLines && joinLines { throw ValidationError("--keep-lines and --join-lines exclude each other") }
    if joinLines && unit == .syllable { throw ValidationError("--join-lines is for sentences and words") }
  }

  func run() throws {
    let depth: TextPipeline.Depth =
      unit == .syllable ? .syllables : .sentences(joinLines ? .areJoined : .endSentences)
    let pipeline = PiecePipeline(
      threads: text.threadCount, pieceSize: TokenizeCut.pieceSize, cut: TokenizeCut.make(depth))
    let clock = ContinuousClock()
    let start = clock.now
    var totals = Totals()
    var worst = ExitStatus.done
    let output = Output.standard()
    for file in files.isEmpty ? ["-"] : files {
      var style = TokenWriter.Style(format: format)
      style.isWholeSentences = unit == .sentence
      style.keepsLines = keepLines
      style.passesMalformed = text.invalid == .pass
      if files.count > 1 { style.column = Array(file.utf8) + [0x09] }
      let workers = (0..<text.threadCount).map { _ in
        TokenizeWorker(depth, style, file: file, invalid: text.invalid)
      }
      do {
        let input = try Input.open(file)
        if format == .conllu && files.count > 1 { try output.write("# newdoc id = \(file)\n") }
        try pipeline.run(input, workers: workers, into: output) { totals.fileBytes = $0 }
      } catch let error as CommandError {
        Console.error(error)
        worst = max(worst, error.status)
      }
      totals.add(workers)
      let malformed = workers.reduce(0) { $0 + $1.malformed }
      if malformed > 0 && text.invalid == .replace && !quiet.quiet {
        Console.warning("\(file): \(malformed) malformed UTF-8 sequences replaced by U+FFFD")
      }
    }
    if quiet.stats { Console.line(totals.summary(clock.now - start)) }
    if worst != .done { throw worst.exitCode }
  }

  /// What `--stats` tells.
  private struct Totals {
    var fileBytes = 0
    private var bytes = 0
    private var tokens = 0

    mutating func add(_ workers: [TokenizeWorker]) {
      bytes += fileBytes
      fileBytes = 0
      tokens += workers.reduce(0) { $0 + $1.tokens }
    }

    func summary(_ duration: Duration) -> String {
      let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
      let thousandths = Int(seconds * 1000 + 0.5)
      let digits = String(thousandths % 1000)
      let fraction = String(repeating: "0", count: 3 - digits.count) + digits
      let rate = seconds > 0 ? Int(Double(bytes) / 1e6 / seconds) : 0
      return "\(bytes) bytes, \(tokens) tokens, \(thousandths / 1000).\(fraction) seconds, \(rate) MB/s"
    }
  }
}
