internal import ArgumentParser
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

  func run() throws {
    let storage = try IndexFolder(path: folder).open()
    let output = Output.standard()
    let damages: [IndexCheck.Damage]
    do throws(IndexError) {
      if repair {
        let result = try IndexCheck.repair(storage)
        damages = result.damages
        try? output.write(result.lostIDs.map { "lost\t\($0)\n" }.joined())
        if result.lostDocuments > result.lostIDs.count {
          try? output.write(
            "lost\t\(result.lostDocuments - result.lostIDs.count) documents whose ids can't be read\n")
        }
      } else {
        damages = try IndexCheck.verify(storage)
      }
    } catch { throw CommandError(error, folder: folder) }
    for damage in damages { try output.write("damaged\t\(folder)/\(damage)\n") }
    if !damages.isEmpty { throw ExitStatus.no.exitCode }
  }
}
