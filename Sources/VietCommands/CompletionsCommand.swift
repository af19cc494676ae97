internal import ArgumentParser
internal import VietCore

/// `viet completions`: what a shell needs to complete the arguments of `viet`.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Prints the completions for a shell.",
    discussion: """
      EXAMPLES
        viet completions bash > /tmp/viet.bash && . /tmp/viet.bash
        viet completions fish > /tmp/viet.fish
      """)

  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish

    var kind: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  @Argument(help: "The shell: \(Shell.allCases.map(\.rawValue).joined(separator: ", ")).") var shell: Shell

  func run() throws { try Output.standard().write(VietProgram.completionScript(for: shell.kind) + "\n") }
}
