internal import ArgumentParser
internal import VietSegmentation

/// `viet model info`.
struct ModelInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "What a model says about itself: version, licence, sources, figures.",
    discussion: """
      EXAMPLES
        viet model info
        viet model info | grep licence
      """)

  @Argument(help: "A model file; without one, the models in the binary.") var file: String?

  func run() throws {
    let model = try ModelFiles.wordModel(file)
    try Output.standard().write(
      "task: segment\nchecksum: \(Figures.hex(model.checksum))\n" + model.description)
  }
}
