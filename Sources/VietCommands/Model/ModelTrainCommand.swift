internal import ArgumentParser
internal import VietCore
internal import VietSegmentation
internal import VietTraining

/// `viet model train`.
struct ModelTrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains a model from text.",
    discussion: """
      To segment, DATA is CoNLL-U, or one sentence a line with _ between the syllables of a word; FILE@WEIGHT lets its \
      sentences count more or less. With --dev the best pass is kept, and training stops when passes no longer help there. \
      With --pretrain a model of DATA alone settles what the voters left open. The same data and seed give the same \
      bytes. To restore marks, DATA is running text: documents as JSON lines (fields id and text), or plain text; FILE@3 \
      weighs three times as much. Documents whose id falls into one class of --hold-out are left out, for viet model evaluate \
      --held-out; nothing is drawn by lot.

      EXAMPLES
        printf 'Hà_Nội là thủ_đô .\\n' > a.seg && viet model train --task segment --output a.model a.seg
        printf 'Tôi yêu tiếng Việt.\\n' > a.txt && viet model train --task restore --output r.model a.txt
      """)

  @Option(help: "What the model is for.") var task: TaskChoice
  @Option(help: "Write the model to this file, whole or not at all.") var output: String
  @Option(help: "Keep what does best on this file.") var dev: String?
  @Option(help: "Starting point of everything that is drawn by lot.") var seed: UInt64 = 1
  @Option(
    help: ArgumentHelp(
      "Learn from this first; ‿ in place of _ leaves it open whether a word ends.", valueName: "file"))
  var pretrain: [String] = []
  @Option(help: "Passes over the data.") var epochs: Int = WordTrainer.Options().epochs
  @Option(help: "What the model says about itself: a file with lines of 'name: value'.") var about: String?
  @Option(help: "Leave out one of so many documents; 0 for none (restore).") var holdOut: Int = 10
  @OptionGroup var quiet: QuietOptions
  @Argument(help: "Text to learn from.") var data: [String]

  func validate() throws {
    guard !data.isEmpty else { throw ValidationError("name at least one file to learn from") }
    guard holdOut == 0 || holdOut >= 2 else {
      throw ValidationError("--hold-out takes 0, or a number from 2")
    }
    if task == .restore, dev != nil || !pretrain.isEmpty {
      throw ValidationError("--dev and --pretrain are for --task segment")
    }
    guard (1...1000).contains(epochs) else { throw ValidationError("--epochs takes a number from 1 to 1000") }
  }

  func run() throws {
    switch task {
    case .segment: try trainSegmenter()
    case .restore: try trainRestorer()
    }
  }

  private func trainSegmenter() throws {
    var options = WordTrainer.Options()
    options.seed = seed
    options.epochs = epochs
    var first = try pretrain.flatMap { try Self.examples($0, isVoted: true) }
    let gold = try data.flatMap { try Self.examples($0, isVoted: false) }
    guard !gold.isEmpty else { throw CommandError(file: data.joined(separator: ", "), "no sentence in it") }
    let judged = try dev.map { try ModelFiles.sentences($0).map(\.natural) }
    let progress: (String) -> (Int, Int) -> Void = { name in
      { done, all in
        if !quiet.quiet { Console.line("\(name): \(done) of \(all) sentences") }
      }
    }
    var trainer = WordTrainer(options)
    if !first.isEmpty {
      // What gold alone teaches has the third vote.
      var voter = WordTrainer(options)
      voter.train(gold, progress: progress("third voter"))
      first = voter.vote(on: first)
      trainer.pretrain(first, progress: progress("voted text"))
    }
    if let judged {
      trainer.train(gold, progress: progress("gold")) { weights in
        guard let model = try? Self.model(weights, "") else { return 0 }
        let f1 = WordEvaluation(WordSegmenter(model: model), judged).all.f1
        if !quiet.quiet { Console.line("F1 on \(dev ?? ""): \(Figures.percent(f1))") }
        return f1
      }
    } else {
      trainer.train(gold, progress: progress("gold"))
    }
    let text = try about.map(ModelFiles.text) ?? "seed: \(seed)\ngold sentences: \(gold.count / 2)\n"
    let (weights, scale) = WordTrainer.quantised(trainer.weights)
    let file = WordModel.file(weights: weights, scale: scale, description: text)
    try write(file, checksum: try Self.checksum(file))
  }

  private func trainRestorer() throws {
    var text = RestorationText()
    for argument in data {
      let (path, weight) = try Self.weighted(argument)
      try RunningText.forEachDocument(path) { document in
        if document.isHeldOut(holdOut) == false { text.add(document.text, weight: Double(weight)) }
      }
    }
    var trainer = RestorationTrainer(text)
    let about = try about.map(ModelFiles.text) ?? ""
    let file = trainer.file(description: about + "units: \(trainer.summary.units)\n")
    let summary = trainer.summary
    if !quiet.quiet {
      Console.line(
        "\(summary.units) units, \(summary.tokens) tokens, \(summary.groups) bare syllables, "
          + "\(summary.keptBigrams) of \(summary.bigrams) bigrams, "
          + "\(summary.keptTrigrams) of \(summary.trigrams) trigrams")
    }
    try write(file, checksum: try file.withUnsafeBytes { try RestorationModel($0).checksum })
  }

  private func write(_ file: [UInt8], checksum: UInt64) throws {
    var target = try Output.replacing(output)
    try file.withUnsafeBytes { try target.write($0) }
    try target.commit()
    if !quiet.quiet { Console.line("\(output): \(file.count) bytes, checksum \(Figures.hex(checksum))") }
  }

  /// `FILE@WEIGHT`, or `FILE`, which weighs 1.
  private static func weighted(_ argument: String) throws -> (path: String, weight: Float) {
    guard let at = argument.lastIndex(of: "@"), let value = Float(argument[argument.index(after: at)...])
    else {
      return (argument, 1)
    }
    guard value > 0, value.isFinite else {
      throw CommandError(file: argument, "the weight must be a number above 0")
    }
    return (String(argument[..<at]), value)
  }

  /// The sentences of a file, each as treebanks space it and as people type it.
  private static func examples(_ argument: String, isVoted: Bool) throws -> [WordTrainer.Example] {
    let (path, weight) = try weighted(argument)
    return try ModelFiles.sentences(path).flatMap { sentence in
      (isVoted ? [sentence.natural] : [sentence.spaced, sentence.natural]).map {
        WordTrainer.Example(LabelledSentence($0), weight: weight)
      }
    }
  }

  private static func model(_ weights: borrowing [Float], _ description: String) throws -> WordModel {
    let (weights, scale) = WordTrainer.quantised(weights)
    return try WordModel.file(weights: weights, scale: scale, description: description)
      .withUnsafeBytes { try WordModel($0) }
  }

  private static func checksum(_ file: [UInt8]) throws -> UInt64 {
    try file.withUnsafeBytes { try WordModel($0).checksum }
  }
}
