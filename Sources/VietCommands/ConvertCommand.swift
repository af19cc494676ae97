internal import ArgumentParser
internal import VietCore
internal import VietEncodings

/// `viet convert`: other encodings and typing methods.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Other encodings and typing methods.",
    discussion: """
      EXAMPLES:
        echo 'tieesng Vieejt' | viet convert --from telex
        echo 'Tiếng Việt' | viet convert --from utf-8 --to vni | viet convert --from auto

      ENCODINGS: \(TextEncoding.all.map(\.name).joined(separator: ", ")); and auto (for --from).
      """)

  @Option(help: "Encoding of the input, or auto.") var from: SourceEncoding?
  @Option(help: "Encoding of the output.") var to: TargetEncoding = TargetEncoding(.utf8)
  @Option(help: "What to do with characters that the output can't hold.") var unmappable: UnmappableChoice =
    .error
  @Option(help: "Tone marks of typed text in open rimes: old (hòa) or new (hoà).") var tone: ToneChoice = .old
  @Flag(help: "Typed words that are no Vietnamese syllables stay as typed.") var keepForeign = false
  @Flag(help: "Print FILE, encoding and confidence instead.") var detect = false
  @OptionGroup var text: TextOptions
  @OptionGroup var rewrite: RewriteOptions
  @OptionGroup var quiet: QuietOptions
  @Argument(help: "Files to read; - is standard input.") var files: [String] = []

  func validate() throws {
    if detect {
      if from != nil || rewrite.output != nil || rewrite.inPlace {
        throw ValidationError("--detect takes no --from, -o or --in-place")
      }
    } else if from == nil {
      throw ValidationError("--from is missing (name an encoding, or auto)")
    }
  }

  func run() throws {
    try FileRun(files, rewrite: rewrite, quiet: quiet, verb: "convert").run { input, output, summary in
      if detect {
        try report(input, to: output)
      } else {
        try convert(&input, to: output, &summary)
      }
    }
  }

  private func report(_ input: borrowing Input, to output: borrowing Output) throws {
    let guess = try sample(input).withBytes { EncodingDetector().rank($0)[0] }
    let hundredths = Int((guess.confidence * 100).rounded())
    let digits = hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
    let number = hundredths >= 100 ? "1.00" : "0.\(digits)"
    try output.write("\(input.name)\t\(guess.answer.name)\t\(number)\n")
  }

  private func sample(_ input: borrowing Input) throws(CommandError) -> ByteBuffer {
    var bytes = ByteBuffer(capacity: EncodingDetector.sampleSize)
    while bytes.count < EncodingDetector.sampleSize,
      try input.read(into: &bytes, limit: EncodingDetector.sampleSize - bytes.count) > 0
    {}
    return bytes
  }

  private func convert(
    _ input: inout Input, to output: borrowing Output, _ summary: inout FileRun.Summary
  ) throws {
    let source: TextEncoding
    if let named = from?.encoding {
      source = named
    } else {
      let head = try sample(input)
      source = try detected(head, name: input.name)
      input.unread(head)
    }
    var options = TextConverter.Options()
    options.invalid = text.invalid
    options.unmappable = unmappable.policy
    options.keepsForeign = keepForeign
    options.style = tone.style
    let converter = TextConverter(from: source, to: to.encoding, options: options)
    let threads = converter.isParallel ? text.threadCount : 1
    let workers = (0..<threads).map { _ in ConvertWorker(converter, file: input.name) }
    let pipeline = PiecePipeline(threads: threads) { converter.cut($0) }
    var bar = Progress(text.progress, total: input.size, unit: "pieces", quiet: quiet.quiet)
    try pipeline.run(input, workers: workers, into: output) {
      summary.bytes = $0
      bar.step(to: $0)
    }
    var losses = TextConverter.Losses()
    for worker in workers { losses += worker.losses }
    if losses.malformed > 0 {
      summary.warn(
        "\(input.name): \(losses.malformed) bytes meant nothing in \(source.name) and were replaced")
    }
    if losses.unmappable > 0 {
      summary.warn(
        "\(input.name): \(losses.unmappable) characters are not in \(to.encoding.name) and were replaced")
    }
  }
}

extension ConvertCommand {
  private func detected(_ head: borrowing ByteBuffer, name: String) throws(CommandError) -> TextEncoding {
    let guess = head.withBytes { EncodingDetector().rank($0)[0] }
    switch guess.answer {
    case .encoding(let encoding): return encoding
    case .notVietnamese, .binary:
      throw CommandError(file: name, "looks \(guess.answer.name) (name its encoding with --from)")
    }
  }
}
