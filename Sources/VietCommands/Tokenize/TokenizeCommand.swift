internal import ArgumentParser
internal import VietAnalysis
internal import VietCore
internal import VietSegmentation

/// `viet tokenize`: sentences, words, syllables, with where they stand.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize", abstract: "Sentences, words, syllables, with where they stand.",
    discussion: """
      One sentence a line, the syllables of a word joined by _; a newline ends a sentence. A table (tsv) has start and end \
      in bytes, kind and text; with several files a first column FILE, with documents a column with their id. A sentence of \
      more than 128 KiB is cut at a blank or, without one, between tokens, a token of more than 1 MiB at a code point. \
      --unit search shows the terms of an index: after these columns the position, in syllables of the document, and \
      the folded term.

      EXAMPLES
        echo 'Tôi yêu tiếng Việt. Còn bạn?' | viet tokenize
        echo 'Hà Nội, 21/02/2025' | viet tokenize --unit syllable --format tsv
      """)

  @Option(help: "What to cut into.") var unit: TokenUnit = .word
  @Option(help: "How to write it: text, lines, tsv, jsonl or conllu (default: text; tsv for --unit search).")
  var format: TokenFormat?
  @Option(help: "Extra words, one a line: word, or word<TAB>weight.") var lexicon: [String] = []
  @Option(help: "A word model; without it, the model in the binary.") var model: String?
  @Flag(help: "One output line for each input line, no sentence splitting.") var keepLines = false
  @Flag(help: "Lines are hard-wrapped: only an empty line ends a paragraph.") var joinLines = false
  @Option(help: "What the input holds: running text, or a JSON document a line.") var input: TokenizeInput =
    .text
  @Option(help: "The field of the documents that holds the text.") var field = "text"
  @Option(
    help: "How --unit search makes terms: \(AnalyzerChoice.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var analyzer: AnalyzerChoice?
  @OptionGroup var text: TextOptions
  @OptionGroup var quiet: QuietOptions
  @Argument(help: "Files to read; - is standard input.") var files: [String] = []

  func validate() throws {
    if keepLines && joinLines { throw ValidationError("--keep-lines and --join-lines exclude each other") }
    if joinLines && unit == .syllable { throw ValidationError("--join-lines is for sentences and words") }
    if unit == .search {
      if format ?? .tsv != .tsv { throw ValidationError("--unit search is written as tsv only") }
      if keepLines || joinLines {
        throw ValidationError("--unit search takes a text as a whole: no --keep-lines or --join-lines")
      }
      if model != nil {
        throw ValidationError("--model is for --unit word; an index has the model of the program")
      }
      if !lexicon.isEmpty && analyzer ?? .vi != .vi {
        throw ValidationError("--lexicon goes with --analyzer vi")
      }
    } else {
      if analyzer != nil { throw ValidationError("--analyzer is for --unit search") }
      if unit != .word && (model != nil || !lexicon.isEmpty) {
        throw ValidationError("--model and --lexicon are for words")
      }
    }
    if keepLines && input == .jsonl { throw ValidationError("--keep-lines is for --input text") }
  }

  func run() throws {
    let depth = try self.depth()
    let clock = ContinuousClock()
    let start = clock.now
    var totals = Totals()
    var worst = ExitStatus.done
    let output = Output.standard()
    let analyzer = unit == .search ? try searchAnalyzer() : nil
    for file in files.isEmpty ? ["-"] : files {
      var style = TokenWriter.Style(format: format ?? .text)
      style.isWholeSentences = unit == .sentence
      style.keepsLines = keepLines
      style.passesMalformed = text.invalid == .pass
      if files.count > 1 { style.column = Array(file.utf8) + [0x09] }
      let terms = analyzer.map { TermRows($0, column: style.column) }
      // Positions are counted through a document, so its terms are the work of one thread.
      let threads = 0..<(terms == nil ? text.threadCount : 1)
      let status =
        switch input {
        case .text:
          if let terms {
            try run(
              file, TokenizeCut.make(depth), output, &totals,
              workers: [TermWorker(terms, file: file, invalid: text.invalid)])
          } else {
            try run(
              file, TokenizeCut.make(depth), output, &totals,
              workers: threads.map { _ in TokenizeWorker(depth, style, file: file, invalid: text.invalid) })
          }
        case .jsonl:
          try run(
            file, TokenizeCut.documents(), output, &totals,
            workers: threads.map { _ in
              DocumentWorker(depth, style, terms: terms, field: field, file: file, invalid: text.invalid)
            })
        }
      worst = max(worst, status)
    }
    if quiet.stats { Console.line(totals.summary(clock.now - start)) }
    if worst != .done { throw worst.exitCode }
  }

  private func depth() throws -> TextPipeline.Depth {
    let lines: SentenceMarker.Lines = joinLines ? .areJoined : .endSentences
    switch unit {
    case .syllable: return .syllables
    case .sentence: return .sentences(lines)
    case .search: return .sentences(.areJoined)
    case .word:
      var words = Lexicon()
      for path in lexicon {
        let entries = try ModelFiles.text(path)
        do throws(ModelError) { try words.add(lines: entries) } catch {
          throw CommandError(file: path, place: error.line.map { .line($0) }, error.detail)
        }
      }
      return .words(lines, WordSegmenter(model: try ModelFiles.wordModel(model), lexicon: words))
    }
  }

  private func searchAnalyzer() throws -> Analyzer {
    let description = AnalyzerDescription(
      (analyzer ?? .vi).name, lexicon: try lexicon.flatMap(WordListFile.lexicon))
    do throws(AnalyzerError) { return try Analyzer(description) } catch {
      throw CommandError(.bad, error.description)
    }
  }

  /// One file through its workers; what went wrong with it does not stop the others.
  private func run<Worker: TokenizeWorking>(
    _ file: String, _ cut: @escaping PiecePipeline.Cut, _ output: borrowing Output, _ totals: inout Totals,
    workers: [Worker]
  ) throws -> ExitStatus {
    var status = ExitStatus.done
    do {
      let input = try Input.open(file)
      if format == .conllu && files.count > 1 { try output.write("# newdoc id = \(file)\n") }
      let pipeline = PiecePipeline(threads: text.threadCount, pieceSize: TokenizeCut.pieceSize, cut: cut)
      var bar = Progress(text.progress, total: input.size, unit: "pieces", quiet: quiet.quiet)
      try pipeline.run(input, workers: workers, into: output) {
        totals.fileBytes = $0
        bar.step(to: $0)
      }
    } catch let error as CommandError {
      Console.error(error)
      status = error.status
    }
    totals.add(workers)
    let malformed = workers.reduce(0) { $0 + $1.malformed }
    if malformed > 0 && text.invalid == .replace && !quiet.quiet {
      Console.warning("\(file): \(Console.replaced(malformed))")
    }
    return status
  }

  /// What `--stats` tells.
  private struct Totals {
    var fileBytes = 0
    private var bytes = 0
    private var tokens = 0

    mutating func add(_ workers: [some TokenizeWorking]) {
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
