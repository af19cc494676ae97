public import ArgumentParser
public import VietCore

extension InvalidUTF8Policy: ExpressibleByArgument {}

/// When to draw a progress bar or use colour.
package enum When: String, CaseIterable, ExpressibleByArgument, Sendable { case auto, always, never }

/// What every verb takes.
package struct QuietOptions: ParsableArguments {
  @Flag(help: "No warnings.") package var quiet = false
  @Flag(help: "A summary at the end, on standard error: bytes, tokens, seconds.") package var stats = false
  @Option(help: "When to colour; auto: on a terminal, without NO_COLOR.") package var color: When = .auto

  package init() {}
}

extension QuietOptions {
  /// With `--stats`, the seconds since `start` (``Clock/seconds``), of a verb that has nothing else to count.
  func reportTime(since start: Double) {
    guard stats else { return }
    let digits = String(Int((Clock.seconds - start) * 1000 + 0.5))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    Console.line("\(padded.dropLast(3)).\(padded.suffix(3)) seconds")
  }
}

/// What every verb takes that reads text.
package struct TextOptions: ParsableArguments {
  @Option(help: "Threads to use (default: all cores).") package var threads: Int?
  @Option(help: "What to do with malformed UTF-8.") package var invalid: InvalidUTF8Policy = .replace
  @Option(help: "When to show how far it is, on standard error; auto: on a terminal.")
  package var progress: When = .auto

  package init() {}

  package var threadCount: Int { threads ?? Threads.available }

  package mutating func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to 1024")
    }
  }
}

/// Where the rewriting verbs write.
package struct RewriteOptions: ParsableArguments {
  @Option(name: .short, help: "Write to a file, whole or not at all.") package var output: String?
  @Flag(help: "Rewrite each file where it is, by a temporary file and a rename.") package var inPlace = false

  package init() {}

  package mutating func validate() throws {
    if output != nil && inPlace { throw ValidationError("-o and --in-place exclude each other") }
  }
}
