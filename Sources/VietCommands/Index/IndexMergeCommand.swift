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

  @Argument(help: "Folder of the index; may be new where others are named.") var folder: String
  @Argument(help: "Folders of indexes, or of shards, to take in; where ids clash, the later one wins.")
  var others: [String] = []
  @OptionGroup var progress: ProgressOption
  @OptionGroup var output: QuietOptions

  func run() throws {
    let target = IndexFolder(path: folder)
    var sources: [(path: String, snapshot: Snapshot)] = []
    for other in others {
      for member in try IndexFolder(path: other).members() {
        sources.append((member.path, try member.snapshot()))
      }
    }
    let isThere = try target.state().isIndex
    // A new folder becomes what the first of the others is.
    guard let schema = isThere ? try target.snapshot().schema : sources.first?.snapshot.schema else {
      throw CommandError(.io, file: folder, "there is no index here (make one with viet index build)")
    }
    let analyzer = try target.analyzer(of: schema)
    for (path, snapshot) in sources where snapshot.schema.fingerprint != analyzer.fingerprint {
      throw CommandError(
        file: path, "the index has another analyzer than \(folder) (rebuild one of them)")
    }
    let isNew = isThere ? false : try target.prepare(overwrite: false).isNew
    let storage = try target.open()
    let commit: Commit
    // What comes in is read twice: to take it in, and to make one segment of all.
    let added = sources.reduce(0) { $0 + $1.snapshot.commit.bytes }
    let own = isThere ? try target.snapshot().commit.bytes : 0
    var line = Progress(progress.progress, total: added * 2 + own, unit: "indexes", quiet: output.quiet)
    do throws(IndexError) {
      var writer =
        isThere
        ? try IndexWriter(opening: storage, analyzer: analyzer)
        : try IndexWriter(creating: storage, schema: schema, analyzer: analyzer)
      var done = 0
      for (number, source) in sources.enumerated() {
        try writer.add(contentsOf: source.snapshot) { line.update(bytes: done + $0, count: number + 1) }
        done += source.snapshot.commit.bytes
      }
      commit = try writer.compact { line.update(bytes: done + $0, count: sources.count) }
      try writer.close()
    } catch {
      if !isThere { target.removeUnfinished(isNew: isNew) }
      throw CommandError(error, folder: folder)
    }
    if output.stats {
      Console.line("\(commit.documents) documents in \(commit.segments) segments, \(commit.bytes) bytes")
    }
  }
}
