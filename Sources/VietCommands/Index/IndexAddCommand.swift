internal import ArgumentParser
internal import VietAnalysis
internal import VietIndex

/// `viet index add`: more documents; one whose id is there replaces it.
struct IndexAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds documents to an index, replacing those of the same id.",
    discussion: """
      EXAMPLES
        echo 'Hòa bình' | viet index build /tmp/example --overwrite
        printf 'Thống nhất\\nHòa bình\\n' | viet index add /tmp/example
      """)

  @Argument(help: "Folder of the index.") var folder: String
  @OptionGroup var ingest: IngestArguments

  func run() throws {
    let target = IndexFolder(path: folder)
    let (storage, schema) = (try target.open(), try target.snapshot().schema)
    let analyzer = try target.analyzer(of: schema)
    var settings = IndexSettings(json: schema.settings)
    if let input = ingest.input { settings.input = input }
    if let id = ingest.id { settings.id = id }
    Interruption.watch()
    try IngestRun.end(cleanUp: { target.sweep() }, quiet: ingest.output.quiet) {
      let plan: FieldPlan
      do throws(IndexError) {
        let writer = try IndexWriter(
          opening: storage, analyzer: analyzer,
          options: IndexWriter.Options(memory: ingest.memory.bytes, threads: ingest.text.threadCount))
        plan = FieldPlan(writer, settings: settings, isFixed: false)
      } catch { throw CommandError(error, folder: folder) }
      return try IngestRun.run(plan, ingest, folder: folder)
    }
  }
}
