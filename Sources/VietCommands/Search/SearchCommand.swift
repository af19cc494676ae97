internal import ArgumentParser
internal import VietAnalysis
internal import VietCore
internal import VietIndex
internal import VietSearch

/// `viet search`: asks an index.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Searches an index.",
    discussion: """
      Words (any of them), +must -not AND OR NOT ( ), "exact phrase", "near phrase"~3, prefix*, fuzzy~1, word^2.5,
      field:word, price:[10 TO 20], price:>=10, id:name. Marks: an exact spelling ranks first; without marks all
      spellings are found.

      EXAMPLES
        echo 'Hòa bình' | viet index build /tmp/example --overwrite
        viet search /tmp/example 'hoa binh'
      """)

  @Argument(help: "Folder of the index.") var folder: String
  @Argument(help: "What to look for.") var query: String?
  @Option(
    help:
      "File of queries, one a line, answered in order, an empty line after each answer; - is standard input.")
  var queries: String?
  @Option(help: "Hits to show.") var limit = 10
  @Option(help: "Hits to leave out at the top.") var offset = 0
  @Option(help: "Fields to look in, separated by commas (default: all text fields).") var fields: String?
  @Option(help: "Only documents that this query finds; it does not count for the rank.") var filter: String?
  @Option(help: "Order by a number or date field, FIELD or FIELD:desc.") var sort: String?
  @Option(help: "Count the values of this keyword field over all that was found; may be given several times.")
  var facet: [String] = []
  @Flag(help: "One JSON object a query.") var json = false
  @Flag(help: "Show how each score comes about.") var explain = false
  @Flag(help: "Print the number of documents found, exactly, and nothing else.") var count = false
  @Flag(help: "Mark what matched in the snippets.") var highlight = false
  @Flag(help: "A word with marks matches only as it is spelled.") var exactDiacritics = false
  @Flag(
    help:
      "Say what may have been meant where the index lacks a word of the query, or the query its diacritics.")
  var suggest = false
  @OptionGroup var output: QuietOptions

  mutating func validate() throws {
    if (query == nil) == (queries == nil) {
      throw ValidationError("name a QUERY or --queries FILE, one of them")
    }
    if limit < 0 || limit > 1_000_000 { throw ValidationError("--limit takes a number from 0 to 1000000") }
    if offset < 0 || offset > 10_000_000 {
      throw ValidationError("--offset takes a number from 0 to 10000000")
    }
  }

  func run() throws {
    let target = IndexFolder(path: folder)
    let snapshot = try target.snapshot()
    let analyzer = try target.analyzer(of: snapshot.schema)
    let searcher: Searcher
    do throws(IndexError) { searcher = try Searcher(snapshot, analyzer: analyzer) } catch {
      throw CommandError(error, folder: folder)
    }
    let session = SearchSession(
      searcher: searcher, analyzer: analyzer, request: try request(snapshot.schema), folder: folder)
    let start = Clock.seconds
    var answered = 1
    var found = 0
    if let query {
      found = try session.answer(query, number: nil, into: Output.standard())
    } else {
      (answered, found) = try answerAll(queries ?? "-", session)
    }
    if output.stats {
      Console.line(
        "\(answered) queries, \(found) documents found, \(Progress.rounded((Clock.seconds - start) * 1000)) ms"
      )
    }
    if query != nil && found == 0 { throw ExitStatus.no.exitCode }
  }

  private func answerAll(_ path: String, _ session: SearchSession) throws -> (queries: Int, found: Int) {
    let input = try Input.open(path)
    var bytes = ByteBuffer()
    try input.readAll(into: &bytes)
    var lines = LineReader(
      ByteOrderMark.skipped(UnsafeRawBufferPointer(start: bytes.base, count: bytes.count)), firstLine: 1)
    let output = Output.standard()
    var (queries, found) = (0, 0)
    while let line = lines.next() {
      queries += 1
      found += try session.answer(String(decoding: line, as: UTF8.self), number: lines.line - 1, into: output)
    }
    return (queries, found)
  }

  private func request(_ schema: Schema) throws(CommandError) -> SearchRequest {
    let names = fields.map { $0.split(separator: ",").map(String.init) }
    for name in (names ?? []) + facet where schema.number(of: name) == nil {
      throw CommandError(
        file: folder,
        "there is no field \(name) (it has \(schema.fields.map(\.name).joined(separator: ", ")))")
    }
    var options = SearchOptions(limit: limit, offset: offset, facets: facet, countsAll: count)
    if let sort {
      let parts = sort.split(separator: ":", maxSplits: 1).map(String.init)
      guard let name = parts.first, let number = schema.number(of: name) else {
        throw CommandError(
          file: folder, "there is no field to sort by in \"\(sort)\" (write FIELD or FIELD:desc)")
      }
      guard schema.fields[number].kind == .number || schema.fields[number].kind == .date else {
        throw CommandError(file: folder, "\(name) is neither a number nor a date, which sorting needs")
      }
      guard parts.count == 1 || parts[1] == "desc" || parts[1] == "asc" else {
        throw CommandError(file: folder, "--sort takes FIELD, FIELD:asc or FIELD:desc")
      }
      options.sort = SearchOptions.Sort(field: name, isDescending: parts.last == "desc" && parts.count == 2)
    }
    for name in facet where schema.number(of: name).map({ schema.fields[$0].kind }) != .keyword {
      throw CommandError(file: folder, "\(name) is no keyword field, which facets need (say so in --schema)")
    }
    return SearchRequest(
      options: options, fields: names, filter: filter, demandsMarks: exactDiacritics, isJSON: json,
      explains: explain, suggests: suggest, countsOnly: count,
      style: Self.style(highlight: highlight, color: output.color),
      isQuiet: output.quiet)
  }

  private static func style(highlight: Bool, color: When) -> SearchRequest.Style {
    guard highlight else { return .plain }
    return Console.usesColor(color) ? .color : .stars
  }
}
