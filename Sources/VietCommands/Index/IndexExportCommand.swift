internal import ArgumentParser
internal import VietCore
internal import VietIndex

/// The values of `export --format`.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument { case jsonl, elasticsearch }

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
  @Option(help: "jsonl, or elasticsearch for the lines of its bulk API.") var format: ExportFormat = .jsonl

  func run() throws {
    let snapshot = try IndexFolder(path: folder).snapshot()
    let settings = IndexSettings(json: snapshot.schema.settings)
    let output = Output.standard()
    var out = ByteBuffer(capacity: 1 << 16)
    for document in 0..<UInt32(snapshot.documentLimit) where !snapshot.isDeleted(document) {
      let stored: StoredDocument
      do throws(IndexError) { stored = try StoredDocument(document, in: snapshot) } catch {
        throw CommandError(error, folder: folder)
      }
      var writer = JSONWriter()
      writer.beginObject(&out)
      switch format {
      case .jsonl:
        writer.key(settings.id ?? IndexSettings.defaultID, &out)
        stored.id.withUnsafeBytes { writer.string($0, &out) }
      case .elasticsearch:
        writer.key("index", &out)
        writer.beginObject(&out)
        writer.key("_id", &out)
        stored.id.withUnsafeBytes { writer.string($0, &out) }
        writer.endObject(&out)
        writer.endObject(&out)
        out.append(0x0A)
        writer.reset()
        writer.beginObject(&out)
      }
      stored.write(snapshot.schema, &writer, &out)
      writer.endObject(&out)
      out.append(0x0A)
      if out.count >= 1 << 16 {
        try output.write(out)
        out.removeAll()
      }
    }
    try output.write(out)
  }
}
