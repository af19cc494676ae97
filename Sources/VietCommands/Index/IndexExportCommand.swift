internal import ArgumentParser
internal import VietCore
internal import VietIndex

/// The values of `export --format`.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument { case jsonl, ciff, elasticsearch }

/// `viet index export`: what is stored, in a form that other programs read.
struct IndexExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the stored documents for other programs.",
    discussion: """
      EXAMPLES
        echo 'Hòa bình' | viet index build /tmp/example --overwrite
        viet index export /tmp/example --format jsonl
      """)

  @Argument(help: "Folder of the index.") var folder: String
  @Option(
    help: """
      jsonl; ciff, the Common Index File Format, with postings; elasticsearch, lines of its bulk interface with \
      the text analysed.
      """)
  var format: ExportFormat = .jsonl
  @Flag(help: "With elasticsearch: only the body that creates the index there, for those lines.")
  var mapping =
    false

  @OptionGroup var progress: ProgressOption
  @OptionGroup var output: QuietOptions

  mutating func validate() throws {
    if mapping && format != .elasticsearch { throw ValidationError("--mapping goes with elasticsearch") }
  }

  func run() throws {
    let start = Clock.seconds
    let target = IndexFolder(path: folder)
    let snapshot = try target.snapshot()
    do {
      switch format {
      case .jsonl: try writeJSONLines(snapshot)
      case .ciff:
        var export = CIFFExport(snapshot)
        var line = line(snapshot)
        try export.write(to: Output.standard()) { line.update(bytes: $0, count: $1) }
      case .elasticsearch:
        let export = ElasticsearchExport(
          snapshot: snapshot, analyzer: try target.analyzer(of: snapshot.schema))
        if mapping {
          var out = ByteBuffer()
          export.writeMapping(&out)
          return try Output.standard().write(out)
        }
        try forEachDocument(snapshot) { stored, out in export.write(stored, &out) }
      }
    } catch let error as IndexError { throw CommandError(error, folder: folder) }
    if output.stats {
      Console.line("\(snapshot.commit.documents) documents, \(Progress.rounded(Clock.seconds - start)) s")
    }
  }

  private func writeJSONLines(_ snapshot: Snapshot) throws {
    let settings = IndexSettings(json: snapshot.schema.settings)
    try forEachDocument(snapshot) { stored, out in
      var writer = JSONWriter()
      writer.beginObject(&out)
      writer.key(settings.id ?? IndexSettings.defaultID, &out)
      stored.id.withUnsafeBytes { writer.string($0, &out) }
      stored.write(snapshot.schema, &writer, &out)
      writer.endObject(&out)
      out.append(0x0A)
    }
  }

  private func forEachDocument(
    _ snapshot: Snapshot, _ write: (StoredDocument, inout ByteBuffer) -> Void
  ) throws {
    let output = Output.standard()
    var out = ByteBuffer(capacity: 1 << 16)
    var line = line(snapshot)
    var written = 0
    for document in 0..<UInt32(snapshot.documentLimit) where !snapshot.isDeleted(document) {
      write(try StoredDocument(document, in: snapshot), &out)
      written += 1
      if out.count >= 1 << 16 {
        try output.write(out)
        out.removeAll()
        let share = Double(document) / Double(snapshot.documentLimit)
        line.update(bytes: Int(share * Double(snapshot.commit.bytes)), count: written)
      }
    }
    try output.write(out)
  }

  /// How far it is, in bytes of the index.
  private func line(_ snapshot: Snapshot) -> Progress {
    Progress(progress.progress, total: snapshot.commit.bytes, unit: "documents", quiet: output.quiet)
  }
}
