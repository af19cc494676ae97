internal import ArgumentParser
internal import VietCore
internal import VietSegmentation

/// `viet model info`.
struct ModelInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "What a model says about itself: version, licence, sources, figures.",
    discussion: """
      EXAMPLES
        viet model info
        viet model info --task restore | grep licence
      """)

  @Option(help: "Tell of the model for this task only.") var task: TaskChoice?
  @Argument(help: "A model file; without one, the models in the binary.") var file: String?
  @OptionGroup var output: QuietOptions

  func run() throws {
    let start = Clock.seconds
    defer { output.reportTime(since: start) }
    let tasks = try task.map { [$0] } ?? file.map { [try Self.task(of: $0)] } ?? TaskChoice.allCases
    let texts = try tasks.map { task in
      switch task {
      case .segment:
        let model = try ModelFiles.wordModel(file)
        return "task: segment\nchecksum: \(Figures.hex(model.checksum))\n" + model.description
      case .restore:
        let model = try ModelFiles.restorationModel(file)
        return "task: restore\nchecksum: \(Figures.hex(model.checksum))\n" + model.description
      }
    }
    try Output.standard().write(texts.joined(separator: "\n"))
  }

  /// What a model file says that it is for; reading it as that tells what is wrong with it.
  private static func task(of path: String) throws -> TaskChoice {
    let buffer = try ModelFiles.bytes(path)
    return buffer.count > 8 && buffer.base[8] == UInt8(RestorationModel.Layout.kind) ? .restore : .segment
  }
}
