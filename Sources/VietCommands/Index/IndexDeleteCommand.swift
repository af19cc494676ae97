internal import ArgumentParser
internal import VietIndex

/// `viet index delete`: takes documents out by their ids.
struct IndexDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Deletes documents by their ids.",
    discussion: """
      EXAMPLES
        echo 'Hòa bình' | viet index build /tmp/example --overwrite
        viet index delete /tmp/example --id 1
      """)

  @Argument(help: "Folder of the index.") var folder: String
  @Option(parsing: .upToNextOption, help: "Ids of the documents.") var id: [String]
  @OptionGroup var output: QuietOptions

  func run() throws {
    let target = IndexFolder(path: folder)
    let storage = try target.open()
    let analyzer = try target.analyzer(of: try target.snapshot().schema)
    var missing: [String] = []
    do throws(IndexError) {
      var writer = try IndexWriter(opening: storage, analyzer: analyzer)
      for name in id {
        let isThere = try Self.delete(name, &writer)
        if !isThere { missing.append(name) }
      }
      if missing.count < id.count { _ = try writer.commit() }
      try writer.close()
    } catch { throw CommandError(error, folder: folder) }
    if !output.quiet { for name in missing { Console.warning("\(folder): there is no document \(name)") } }
    if output.stats { Console.line("\(id.count - missing.count) documents deleted") }
    if missing.count == id.count { throw ExitStatus.no.exitCode }
  }

  private static func delete(_ name: String, _ writer: inout IndexWriter) throws(IndexError) -> Bool {
    let bytes = Array(name.utf8)
    let result: Result<Bool, IndexError> = bytes.withUnsafeBytes { bytes in
      do throws(IndexError) { return .success(try writer.delete(id: bytes)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}
