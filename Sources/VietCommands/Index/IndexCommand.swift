internal import ArgumentParser

/// `viet index`: the inverted index, one subcommand a file.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Builds and keeps inverted indexes.",
    discussion: """
      EXAMPLES
        echo 'Hòa bình' | viet index build /tmp/example --overwrite
        viet index info /tmp/example
      """,
    subcommands: [
      IndexBuildCommand.self, IndexAddCommand.self, IndexDeleteCommand.self, IndexMergeCommand.self,
      IndexInfoCommand.self, IndexVerifyCommand.self, IndexExportCommand.self,
    ])
}
