internal import ArgumentParser
internal import VietAnalysis
internal import VietIndex

/// `viet index merge`: one segment out of many, or several indexes into one.
struct IndexMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Makes one segment of an index, after taking in other indexes.",
    discussion: """
      EXAMPLES
        echo 'Hòa bình' | viet index build /tmp/example --overwrite
        viet index merge /tmp/example
      """)

  @Argument(help: "Folder of the index.") var folder: String
  @Argument(help: "Folders of indexes to take in; where ids clash, the later one wins.") var others:
    [String] = []
  @OptionGroup var output: QuietOptions

  func run() throws {
    let target = IndexFolder(path: folder)
    let storage = try target.open()
    let analyzer = try target.analyzer(of: try target.snapshot().schema)
    var snapshots: [Snapshot] = []
    for other in others {
      let snapshot = try IndexFolder(path: other).snapshot()
      guard snapshot.schema.fingerprint == analyzer.fingerprint else {
        throw CommandError(file: other, "the index has another analyzer than \(folder) (rebuild one of them)")
      }
      snapshots.append(snapshot)
    }
    let commit: Commit
    do throws(IndexError) {
      var writer = try IndexWriter(opening: storage, analyzer: analyzer)
      for snapshot in snapshots { try writer.add(contentsOf: snapshot) }
      commit = try writer.compact()
      try writer.close()
    } catch { throw CommandError(error, folder: folder) }
    if output.stats {
      Console.line("\(commit.documents) documents in \(commit.segments) segments, \(commit.bytes) bytes")
    }
  }
}
