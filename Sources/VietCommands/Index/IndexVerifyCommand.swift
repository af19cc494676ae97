internal import ArgumentParser
internal import VietAnalysis
internal import VietIndex

/// `viet index verify`: reads every byte of an index and says what is damaged.
struct IndexVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks every byte of an index; exits 1 if something is damaged.",
    discussion: """
      EXAMPLES
        echo 'Hòa bình' | viet index build /tmp/example --overwrite
        viet index verify /tmp/example
      """)

  @Argument(help: "Folder of the index.") var folder: String
  @Flag(help: "Drop what can't be read, and say which documents that were.") var repair = false
  @OptionGroup var progress: ProgressOption
  @OptionGroup var output: QuietOptions

  func run() throws {
    let start = Clock.seconds
    let target = IndexFolder(path: folder)
    var isDamaged = false
    for member in try target.members() where try check(member) { isDamaged = true }
    if output.stats, let bytes = (try? target.snapshot())?.commit.bytes {
      Console.line("\(bytes) bytes checked, \(Progress.rounded(Clock.seconds - start)) s")
    }
    if isDamaged { throw ExitStatus.no.exitCode }
  }

  /// Prints what is damaged, and with `--repair` which documents were lost; returns whether something was.
  private func check(_ member: IndexFolder) throws -> Bool {
    let storage = try member.open()
    let output = Output.standard()
    let damages: [IndexCheck.Damage]
    // Known where the index can be opened at all; damage elsewhere is found all the same.
    let snapshot = try? member.snapshot()
    var line = Progress(
      progress.progress, total: snapshot?.commit.bytes, unit: "segments", quiet: self.output.quiet)
    do throws(IndexError) {
      if repair {
        let result = try IndexCheck.repair(storage, analyzer: analyzer(of: member, storage))
        damages = result.damages
        try? output.write(result.lostIDs.map { "lost\t\($0)\n" }.joined())
        if result.lostDocuments > result.lostIDs.count {
          try? output.write(
            "lost\t\(result.lostDocuments - result.lostIDs.count) documents whose ids can't be read\n")
        }
      } else {
        damages = try IndexCheck.verify(storage) { line.update(bytes: $0, count: $1) }
      }
    } catch { throw CommandError(error, folder: member.path) }
    for damage in damages { try output.write("damaged\t\(member.path)/\(damage)\n") }
    return !damages.isEmpty
  }

  /// What builds documents anew; `nil` where this build has another version of its data than the index.
  private func analyzer(of member: IndexFolder, _ storage: any Storage) -> Analyzer? {
    guard let schema = IndexCheck.schema(of: storage), let found = try? member.analyzer(of: schema),
      found.fingerprint == schema.fingerprint
    else { return nil }
    return found
  }
}
