internal import ArgumentParser

/// `viet index`: the inverted index, one subcommand a file.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Builds and keeps inverted indexes.",
    discussion: """
      EXAMPLES
        printf '{"id":"a","title":"Hòa bình"}\\n' | viet index build /tmp/example-index --input jsonl --overwrite
        viet index info /tmp/example-index
      """,
    subcommands: [
      IndexBuildCommand.self, IndexAddCommand.self, IndexDeleteCommand.self, IndexMergeCommand.self,
      IndexInfoCommand.self, IndexExportCommand.self,
    ])
}
