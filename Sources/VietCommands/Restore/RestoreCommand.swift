internal import ArgumentParser
internal import VietCore
internal import VietOrthography
internal import VietSegmentation

/// `viet restore`: put the diacritics back.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Puts the diacritics back.",
    discussion: """
      Marks that are there stay and bound what may be put back; so do case, layout, numbers, addresses and words that are no \
      Vietnamese syllables. The output is in NFC, whatever the input was. Each line is restored by itself; one longer \
      than 1 MiB is cut behind a blank.

      With --informal abbreviations and spellings of chat are spelled out first, and words without blanks between their \
      syllables get them, where the model finds that likelier. Then the output bears other letters than the input there, and \
      only there; without it taking the marks off the output gives the input without its marks.

      --candidates writes one JSON object a syllable: where it stands (bytes of the input as UTF-8, from the start of \
      each file), what was typed, and what it may be, with scores that add up to at most 1.

      EXAMPLES:
        echo 'toi yeu tieng viet' | viet restore
        echo 'Ha Noi' | viet restore --candidates 2
        echo 'ko bt, toisongohanoi' | viet restore --informal
      """)

  @Option(help: "A model file; without it, the model in the binary.") var model: String?
  @Option(
    help: "Where the tone mark goes in the open rimes oa oe uy of what is restored: old (hòa) or new (hoà).")
  var tone: RestoredTone = .old
  @Option(help: "Write the N likeliest spellings of each syllable as JSON lines.") var candidates: Int?
  @Flag(
    help: "Spell out what people abbreviate or glue together when they chat: ko, dc, toisongohanoi.")
  var informal = false
  @OptionGroup var text: TextOptions
  @OptionGroup var rewrite: RewriteOptions
  @OptionGroup var quiet: QuietOptions
  @Argument(help: "Files to read; - is standard input.") var files: [String] = []

  func validate() throws {
    if let candidates, candidates < 1 { throw ValidationError("--candidates takes a number from 1") }
    if candidates != nil, informal {
      throw ValidationError("--candidates tells of what was typed: leave --informal out")
    }
    if candidates != nil, rewrite.inPlace {
      throw ValidationError("--candidates writes JSON lines: leave --in-place out")
    }
  }

  func run() throws {
    var spelling = Restorer(model: try ModelFiles.restorationModel(model), tone: tone.style)
    spelling.isInformal = informal
    let restorer = spelling
    try FileRun(files, rewrite: rewrite, quiet: quiet, verb: "restore").run { input, output, summary in
      let name = input.name
      let workers = (0..<text.threadCount).map { _ in
        RestoreWorker(restorer, candidates: candidates, invalid: text.invalid, file: name)
      }
      var bar = Progress(text.progress, total: input.size, unit: "pieces", quiet: quiet.quiet)
      let pipeline = PiecePipeline(threads: text.threadCount, pieceSize: 1 << 17) { Normalizer.unit(of: $0) }
      try pipeline.run(input, workers: workers, into: output) { bytes in
        summary.bytes = bytes
        bar.step(to: bytes)
      }
      let replacements = workers.reduce(0) { $0 + $1.replacements }
      if replacements > 0 {
        summary.warn("\(name): \(Console.replaced(replacements))")
      }
    }
  }
}

/// The values of `restore --tone`.
enum RestoredTone: String, CaseIterable, ExpressibleByArgument {
  case old, new

  var style: ToneMarkStyle { self == .new ? .modern : .traditional }
}
