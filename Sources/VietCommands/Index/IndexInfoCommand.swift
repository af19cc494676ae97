internal import ArgumentParser
internal import VietAnalysis
internal import VietCore
internal import VietIndex

/// `viet index info`: what an index holds.
struct IndexInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Says what an index holds.",
    discussion: """
      EXAMPLES
        echo 'Hòa bình' | viet index build /tmp/example --overwrite
        viet index info /tmp/example --json
      """)

  @Argument(help: "Folder of the index.") var folder: String
  @Flag(help: "As one JSON object.") var json = false
  @OptionGroup var output: QuietOptions

  func run() throws {
    let start = Clock.seconds
    defer { output.reportTime(since: start) }
    let target = IndexFolder(path: folder)
    let snapshot = try target.snapshot()
    let analyzer = try target.analyzer(of: snapshot.schema).description.name.rawValue
    var out = ByteBuffer()
    let commit = snapshot.commit
    if json {
      var writer = JSONWriter()
      writer.beginObject(&out)
      for (name, value) in numbers(snapshot) {
        writer.key(name, &out)
        writer.number(value, &out)
      }
      writer.key("analyzer", &out)
      writer.string(analyzer, &out)
      writer.key("positions", &out)
      writer.bool(snapshot.schema.hasPositions, &out)
      writer.key("fields", &out)
      writer.beginArray(&out)
      for field in snapshot.schema.fields {
        writer.beginObject(&out)
        writer.key("name", &out)
        writer.string(field.name, &out)
        writer.key("type", &out)
        writer.string(SchemaFile.name(field.kind), &out)
        writer.key("stored", &out)
        writer.bool(field.isStored, &out)
        writer.key("boost", &out)
        writer.number(field.boost, &out)
        writer.endObject(&out)
      }
      writer.endArray(&out)
      writer.key("format", &out)
      writer.number(Int(FormatVersion.current), &out)
      writer.key("generation", &out)
      writer.number(Int(commit.generation), &out)
      writer.endObject(&out)
      out.append(0x0A)
    } else {
      for (name, value) in numbers(snapshot) { out.append("\(name)\t\(value)\n") }
      out.append("analyzer\t\(analyzer)\npositions\t\(snapshot.schema.hasPositions ? "yes" : "no")\n")
      for field in snapshot.schema.fields {
        out.append(
          "field\t\(field.name)\t\(SchemaFile.name(field.kind))\t\(field.isStored ? "stored" : "not stored")\n"
        )
      }
      out.append("format\t\(FormatVersion.current)\n")
    }
    try Output.standard().write(out)
  }

  private func numbers(_ snapshot: Snapshot) -> [(String, Int)] {
    let commit = snapshot.commit
    return [
      ("documents", commit.documents), ("deleted", commit.deleted), ("segments", commit.segments),
      ("terms", snapshot.termCount), ("bytes", commit.bytes),
    ]
  }
}
