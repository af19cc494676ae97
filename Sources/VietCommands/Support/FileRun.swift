/// Runs a verb over its files one after the other: opens, writes where the options say, goes on after a bad file, and
/// ends with the worst status.
package struct FileRun {
  /// What one run did; printed by `--stats`.
  package struct Summary {
    /// Bytes read so far of the file under way.
    package var bytes = 0
    /// Tokens, where the verb counts them.
    package var tokens: Int?
    /// The answer is "no" (CLI: exit status 1).
    package var isNegative = false
    private let isQuiet: Bool

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    /// Prints a warning unless `--quiet`.
    package func warn(_ text: String) { if !isQuiet { Console.warning(text) } }
  }

  private let files: [String]
  private let rewrite: RewriteOptions?
  private let quiet: QuietOptions
  private let verb: String

  package init(_ files: [String], rewrite: RewriteOptions? = nil, quiet: QuietOptions, verb: String) {
    self.files = files.isEmpty ? ["-"] : files
    self.rewrite = rewrite
    self.quiet = quiet
    self.verb = verb
  }

  /// Calls `body` for each file.
  ///
  /// - Throws: ``ArgumentParser/ExitCode`` with the worst status, ``Output/ReaderGone``; other failures are printed.
  package func run(_ body: (inout Input, borrowing Output, inout Summary) throws -> Void) throws {
    var summary = Summary(isQuiet: quiet.quiet)
    var worst = ExitStatus.done
    var bytes = 0
    let started = Clock.seconds
    // One file takes the results of all, unless each is rewritten where it is.
    var shared =
      try rewrite?.output.map { path throws(CommandError) in try Output.replacing(path) } ?? .standard()
    for file in files {
      summary.bytes = 0
      do {
        var input = try Input.open(file)
        if rewrite?.inPlace == true {
          guard file != "-" else {
            throw CommandError(file: "-", "standard input has no place to rewrite (name a file)")
          }
          var output = try Output.replacing(file)
          try body(&input, output, &summary)
          try output.commit()
        } else {
          try body(&input, shared, &summary)
        }
      } catch let error as CommandError {
        Console.error(error)
        worst = max(worst, error.status)
      }
      bytes += summary.bytes
    }
    if worst == .done || rewrite?.output == nil { try shared.commit() }
    if summary.isNegative { worst = max(worst, .no) }
    if quiet.stats { report(bytes, summary.tokens, Clock.seconds - started) }
    if worst != .done { throw worst.exitCode }
  }

  private func report(_ bytes: Int, _ tokens: Int?, _ seconds: Double) {
    var text = "viet \(verb): \(bytes) bytes"
    if let tokens { text += ", \(tokens) tokens" }
    let hundredths = Int((seconds * 100).rounded())
    text += ", \(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) seconds"
    Console.line(text)
  }
}
