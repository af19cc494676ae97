internal import VietCore
internal import VietIndex

/// What `build` and `add` do once the writer is open.
enum IngestRun {
  /// Reads the files and commits. Returns the status; throws where nothing was committed.
  static func run(_ plan: FieldPlan, _ arguments: IngestArguments, folder: String) throws -> ExitStatus {
    let start = Clock.seconds
    let summary = try Ingest(plan: plan, options: arguments.options(folder)).run(
      arguments.files.isEmpty ? ["-"] : arguments.files)
    try Interruption.check()
    guard summary.readableFiles > 0 || summary.counts.documents > 0 else {
      throw Nothing(status: summary.status)
    }
    let commit: Commit
    do throws(IndexError) { commit = try plan.commit() } catch { throw CommandError(error, folder: folder) }
    report(summary, commit, seconds: Clock.seconds - start, arguments.output)
    return summary.status
  }

  /// No file could be read: there is nothing to commit, and each was named already.
  struct Nothing: Error { let status: ExitStatus }

  private static func report(
    _ summary: Ingest.Summary, _ commit: Commit, seconds: Double, _ output: QuietOptions
  ) {
    let counts = summary.counts
    if !output.quiet {
      if counts.badRecords > 0 {
        Console.warning("\(counts.badRecords) bad records skipped (--strict stops at the first)")
      }
      if counts.badValues > 0 {
        Console.warning("\(counts.badValues) values left out: not what their field holds, or objects")
      }
      if counts.malformed > 0 {
        Console.warning("\(counts.malformed) malformed pieces of UTF-8 became U+FFFD")
      }
      if commit.duplicates > 0 {
        Console.warning("\(commit.duplicates) documents had the id of a later one, which was kept")
      }
    }
    if output.stats {
      let rate = seconds > 0 ? Double(summary.bytes) / 1e6 / seconds : 0
      Console.line(
        "\(counts.documents) documents, \(summary.bytes) bytes, \(Progress.rounded(seconds)) s, "
          + "\(Progress.rounded(rate)) MB/s; index of \(commit.documents) documents, \(commit.bytes) bytes, "
          + "\(commit.segments) segments")
    }
  }

  /// Turns what ended a run into what the program returns; `cleanUp` runs where nothing was committed.
  static func end(cleanUp: () -> Void, quiet: Bool, _ body: () throws -> ExitStatus) throws {
    let status: ExitStatus
    do { status = try body() } catch is Interruption.Stop {
      cleanUp()
      if !quiet { Console.line("viet: stopped; nothing of this run is in the index") }
      Interruption.end()
    } catch let nothing as Nothing {
      cleanUp()
      status = nothing.status
    } catch {
      cleanUp()
      throw error
    }
    if status != .done { throw status.exitCode }
  }
}
