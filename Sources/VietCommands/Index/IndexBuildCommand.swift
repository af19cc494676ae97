internal import ArgumentParser
internal import VietAnalysis
internal import VietCore
internal import VietIndex

/// The values of `--analyzer`.
enum AnalyzerChoice: String, CaseIterable, ExpressibleByArgument {
  case vi
  case viSyllable = "vi-syllable"
  case viFolded = "vi-folded"
  case whitespace, keyword

  var name: AnalyzerName {
    switch self {
    case .vi: .vi
    case .viSyllable: .viSyllable
    case .viFolded: .viFolded
    case .whitespace: .whitespace
    case .keyword: .keyword
    }
  }
}

/// `viet index build`: a new index from files.
struct IndexBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Builds a new index.",
    discussion: """
      EXAMPLES
        echo 'Hòa bình' | viet index build /tmp/example --overwrite
        printf 'id,t\\n1,nói\\n' | viet index build /tmp/example2 --input csv --overwrite
      """)

  @Argument(help: "Folder of the index: new or empty.") var folder: String
  @OptionGroup var ingest: IngestArguments
  @Option(help: "Fields to take, separated by commas (default: all).") var fields: String?
  @Option(help: "Fields that can be read back, separated by commas; none or all.") var store = "all"
  @Option(help: "File that says which fields there are: text, keyword, number or date.") var schema: String?
  @Option(help: "How text becomes terms: \(AnalyzerChoice.allCases.map(\.rawValue).joined(separator: ", ")).")
  var analyzer: AnalyzerChoice = .vi
  @Option(help: "File of extra words, one a line; may be given several times.") var lexicon: [String] = []
  @Option(help: "File of words that are not indexed, one a line.") var stopwords: String?
  @Option(help: "File of synonyms, a group a line, separated by commas.") var synonyms: String?
  @Flag(help: "Let the shorthand of messages (ko, dc, ntn) and what it stands for find each other.")
  var teencode = false
  @Flag(help: "Leave out where words stand: smaller, but no phrases.") var noPositions = false
  @Flag(help: "Replace an index that is there; it stays until the new one is whole.") var overwrite = false

  mutating func validate() throws {
    if !lexicon.isEmpty && analyzer != .vi { throw ValidationError("--lexicon goes with --analyzer vi") }
  }

  func run() throws {
    let (description, settings, given) = (try description(), settings(), try schema.map(SchemaFile.read))
    let analyzer: Analyzer
    do { analyzer = try Analyzer(description) } catch { throw CommandError(.bad, error.description) }
    var fields = given ?? []
    if given == nil, let names = settings.fields {
      fields = names.map { Schema.Field($0, .text, isStored: settings.stores($0)) }
    }
    let target = IndexFolder(path: folder)
    let (storage, isNew, replaces) = try target.prepare(overwrite: overwrite)
    Interruption.watch()
    try IngestRun.end(cleanUp: { target.removeUnfinished(isNew: isNew) }, quiet: ingest.output.quiet) {
      let plan: FieldPlan
      do throws(IndexError) {
        let schema = Schema(
          fields: fields, hasPositions: !noPositions, analyzer: description.stored,
          fingerprint: analyzer.fingerprint, settings: settings.json)
        let writer = try IndexWriter(
          creating: storage, schema: schema, analyzer: analyzer,
          options: IndexWriter.Options(
            memory: ingest.memory.bytes, threads: ingest.text.threadCount, replacesExisting: replaces))
        plan = FieldPlan(writer, settings: settings, isFixed: given != nil)
      } catch { throw CommandError(error, folder: folder) }
      return try IngestRun.run(plan, ingest, folder: folder)
    }
  }

  private func description() throws -> AnalyzerDescription {
    AnalyzerDescription(
      analyzer.name, stopWords: try stopwords.map(WordListFile.stopWords) ?? [],
      synonyms: try synonyms.map(WordListFile.synonyms) ?? [], expandsTeencode: teencode,
      lexicon: try lexicon.flatMap(WordListFile.lexicon))
  }

  private func settings() -> IndexSettings {
    var settings = IndexSettings()
    settings.input = ingest.input
    settings.id = ingest.id
    settings.fields = fields.map(Self.list)
    switch store {
    case "all": settings.store = nil
    case "none": settings.store = []
    default: settings.store = Self.list(store)
    }
    return settings
  }

  private static func list(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }
}
