public import ArgumentParser
public import VietCore

extension InvalidUTF8Policy: ExpressibleByArgument {}

/// When to draw a progress bar or use colour.
package enum When: String, CaseIterable, ExpressibleByArgument, Sendable { case auto, always, never }

/// What every verb takes.
package struct QuietOptions: ParsableArguments {
  @Flag(help: "No warnings.") package var quiet = false
  @Flag(help: "A summary at the end, on standard error: bytes, tokens, seconds.") package var stats = false

  package init() {}
}

/// What every verb takes that reads text.
package struct TextOptions: ParsableArguments {
  @Option(help: "Threads to use (default: all cores).") package var threads: Int?
  @Option(help: "What to do with malformed UTF-8.") package var invalid: InvalidUTF8Policy = .replace

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
