internal import ArgumentParser

/// `--progress` of a verb that reads no text.
struct ProgressOption: ParsableArguments {
  @Option(help: "When to show how far it is, on standard error; auto: on a terminal.")
  var progress: When = .auto
}
