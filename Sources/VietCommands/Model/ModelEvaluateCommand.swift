internal import ArgumentParser
internal import VietCore
internal import VietSegmentation
internal import VietTraining

/// `viet model evaluate`.
struct ModelEvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Judges a model on text segmented by hand.",
    discussion: """
      Word precision, recall and F1 over character spans, blanks ignored, as in the CoNLL 2018 shared task, with a 95 % \
      interval by bootstrap. The text is judged as people type it and as treebanks space it; --min-f1 asks it of both. To restore \
      marks, GOLD is clean running text (JSON lines, or plain text): its marks are taken off, put back, and compared syllable \
      by syllable, case apart; --min-f1 is then about that accuracy.

      EXAMPLES
        printf 'Hà_Nội là thủ_đô .\\n' > a.seg && viet model evaluate --task segment a.seg
        printf 'Tôi yêu tiếng Việt.\\n' | viet model evaluate --task restore -
      """)

  @Option(help: "What the model is for.") var task: TaskChoice
  @Option(help: "A model file; without it, the model in the binary.") var model: String?
  @Option(name: .customLong("min-f1"), help: "Exit 1 if F1 is lower, in per cent.") var minimum: Double?
  @Option(help: "Text whose words count as seen; figures for all others are given.") var seen: [String] = []
  @Option(help: "How many of the commonest errors to list (default: 10; restore: 100).") var errors: Int?
  @Flag(help: "Judge only the documents that training left out (restore).") var heldOut = false
  @Option(help: "One of so many documents was left out.") var holdOut = 10
  @Flag(help: "Also judge the text in small letters and in capitals.") var cases = false
  @Flag(help: "One JSON object.") var json = false
  @Argument(
    help: "CoNLL-U, or one sentence a line with _ between the syllables of a word; running text to restore.")
  var gold: String
  @OptionGroup var output: QuietOptions

  func validate() throws {
    if holdOut < 2 { throw ValidationError("--hold-out takes a number from 2") }
    if let errors, errors < 0 { throw ValidationError("--errors takes a number from 0") }
  }

  func run() throws {
    let start = Clock.seconds
    defer { output.reportTime(since: start) }
    switch task {
    case .segment: try evaluateSegmenter()
    case .restore:
      let report = try RestorationReport(
        gold, model: ModelFiles.restorationModel(model), holdOut: heldOut ? holdOut : nil, cases: cases)
      try Output.standard().write(json ? report.json(errors ?? 100) : report.text(errors ?? 100))
      if let minimum, report.accuracy * 100 < minimum { throw ExitStatus.no.exitCode }
    }
  }

  private func evaluateSegmenter() throws {
    let errors = self.errors ?? 10
    let segmenter = WordSegmenter(model: try ModelFiles.wordModel(model))
    let sentences = try ModelFiles.sentences(gold)
    guard !sentences.isEmpty else { throw CommandError(file: gold, "no sentence in it") }
    let known = Set(
      try seen.flatMap { try ModelFiles.sentences($0) }.flatMap(\.words).map { $0.lowercased() })
    let natural = sentences.map(\.natural)
    var runs = [
      ("natural", WordEvaluation(segmenter, natural, seen: known)),
      ("tokenised", WordEvaluation(segmenter, sentences.map(\.spaced), seen: known)),
    ]
    if cases {
      runs.append(("lower", WordEvaluation(segmenter, natural, casing: .lower)))
      runs.append(("upper", WordEvaluation(segmenter, natural, casing: .upper)))
    }
    if json {
      try Output.standard().write(Self.json(runs, errors))
    } else {
      try Output.standard().write(Self.text(runs, errors))
    }
    if let minimum, runs.prefix(2).contains(where: { $0.1.all.f1 * 100 < minimum }) {
      throw ExitStatus.no.exitCode
    }
  }

  private static func text(_ runs: [(String, WordEvaluation)], _ errors: Int) -> String {
    var lines = ["text\tprecision\trecall\tF1\tlow\thigh\texact\tgold\tfound\tright\tsentences"]
    for (name, run) in runs {
      let interval = run.interval()
      let figures =
        [
          run.all.precision, run.all.recall, run.all.f1, interval.lowerBound, interval.upperBound,
          Double(run.exactSentences) / Double(max(run.sentences, 1)),
        ].map(Figures.percent)
        + [run.all.gold, run.all.found, run.all.right, run.sentences].map(String.init)
      lines.append(([name] + figures).joined(separator: "\t"))
    }
    guard let first = runs.first?.1 else { return "" }
    lines.append("\nwords of\tprecision\trecall\tF1\tgold")
    for (part, tally) in parts(first) {
      lines.append(
        ([part] + [tally.precision, tally.recall, tally.f1].map(Figures.percent) + ["\(tally.gold)"])
          .joined(separator: "\t"))
    }
    let mistakes = first.commonestMistakes(errors)
    if !mistakes.isEmpty {
      lines.append("\ntimes\tgold\tfound")
      for (mistake, count) in mistakes { lines.append("\(count)\t\(mistake.gold)\t\(mistake.found)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func parts(_ run: WordEvaluation) -> [(String, WordEvaluation.Tally)] {
    var parts = run.byLength.enumerated().map {
      ("\($0.offset + 1)\($0.offset == 3 ? " or more" : "") syllables", $0.element)
    }
    if run.unseen.gold > 0 { parts.append(("unseen words", run.unseen)) }
    return parts
  }
}

// MARK: - JSON

extension ModelEvaluateCommand {
  private static func json(_ runs: [(String, WordEvaluation)], _ errors: Int) -> ByteBuffer {
    var out = ByteBuffer()
    var writer = JSONWriter()
    writer.beginObject(&out)
    for (name, run) in runs {
      writer.key(name, &out)
      writer.beginObject(&out)
      write(run.all, &writer, &out)
      let interval = run.interval()
      writer.key("low", &out)
      writer.number(rounded(interval.lowerBound), &out)
      writer.key("high", &out)
      writer.number(rounded(interval.upperBound), &out)
      writer.key("sentences", &out)
      writer.number(run.sentences, &out)
      writer.key("exact", &out)
      writer.number(rounded(Double(run.exactSentences) / Double(max(run.sentences, 1))), &out)
      writer.endObject(&out)
    }
    if let first = runs.first?.1 {
      writer.key("parts", &out)
      writer.beginObject(&out)
      for (part, tally) in parts(first) {
        writer.key(part, &out)
        writer.beginObject(&out)
        write(tally, &writer, &out)
        writer.endObject(&out)
      }
      writer.endObject(&out)
      writer.key("errors", &out)
      writer.beginArray(&out)
      for (mistake, count) in first.commonestMistakes(errors) {
        writer.beginObject(&out)
        writer.key("gold", &out)
        writer.string(mistake.gold, &out)
        writer.key("found", &out)
        writer.string(mistake.found, &out)
        writer.key("count", &out)
        writer.number(count, &out)
        writer.endObject(&out)
      }
      writer.endArray(&out)
    }
    writer.endObject(&out)
    out.append(0x0A)
    return out
  }

  private static func write(
    _ tally: WordEvaluation.Tally, _ writer: inout JSONWriter, _ out: inout ByteBuffer
  ) {
    let shares: [(StaticString, Double)] = [
      ("precision", tally.precision), ("recall", tally.recall), ("f1", tally.f1),
    ]
    for (name, share) in shares {
      writer.key(name, &out)
      writer.number(rounded(share), &out)
    }
    for (name, count) in [("gold", tally.gold), ("found", tally.found), ("right", tally.right)] {
      writer.key(name, &out)
      writer.number(count, &out)
    }
  }

  /// Per cent with two decimals.
  private static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 100 }
}
