package import ArgumentParser

/// The program `viet`: its verbs, one type each.
package struct VietProgram: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "viet",
    abstract: "Normalises, converts, segments, indexes and searches Vietnamese text.",
    version: VersionText.full,
    subcommands: [
      NormalizeCommand.self, ConvertCommand.self, RestoreCommand.self, TokenizeCommand.self,
      IndexCommand.self, SearchCommand.self, ModelCommand.self,
      BenchCommand.self, CompletionsCommand.self, ManCommand.self, SortCommand.self,
    ])

  package init() {}
}
