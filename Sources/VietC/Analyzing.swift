// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVietText
internal import VietAnalysis
internal import VietCore

/// What a `viet_analyzer` is.
final class AnalyzerHandle: Sendable {
  /// The working memory of one call.
  final class Worker: @unchecked Sendable {
    var batch = TermBatch()
    var exact = ByteBuffer()
  }

  let analyzer: Analyzer
  let workers = Pool { Worker() }

  init(_ analyzer: Analyzer) { self.analyzer = analyzer }
}

/// The entries of a list of lines, without blanks around them and without empty ones.
private func lines(_ text: String?) -> [String] {
  (text ?? "").split(whereSeparator: \.isNewline).map(trimmed).filter { !$0.isEmpty }
}

private func trimmed(_ text: Substring) -> String {
  let start = text.drop { $0.isWhitespace }
  guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
  return String(start[...last])
}

private func entry(_ line: String) throws(Failure) -> AnalyzerDescription.LexiconEntry {
  let parts = line.split(separator: "\t", maxSplits: 1)
  guard parts.count > 1 else { return AnalyzerDescription.LexiconEntry(line) }
  guard let weight = Double(trimmed(parts[1])) else {
    throw Failure(.invalidArgument, "'\(line)' is not a word, or a word, a tab and a weight")
  }
  return AnalyzerDescription.LexiconEntry(trimmed(parts[0]), weight: weight)
}

func analyzer(_ description: AnalyzerDescription) throws(Failure) -> Analyzer {
  try translating { () throws(AnalyzerError) in try Analyzer(description) }
}

@c @implementation
public func viet_analyzer_new(
  _ name: UnsafePointer<CChar>?, _ stopWords: UnsafePointer<CChar>?, _ stopWordsLength: Int,
  _ synonyms: UnsafePointer<CChar>?, _ synonymsLength: Int, _ lexicon: UnsafePointer<CChar>?,
  _ lexiconLength: Int, _ handle: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    guard let handle else { throw Failure.missing("the place for the handle") }
    let name = name.map { String(cString: $0) } ?? AnalyzerName.vi.rawValue
    guard let known = AnalyzerName(rawValue: name) else {
      let names = AnalyzerName.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.invalidArgument, "there is no analyzer '\(name)' (\(names))")
    }
    var description = AnalyzerDescription(known)
    description.stopWords = lines(try string(stopWords, stopWordsLength, "stop words"))
    description.synonyms = lines(try string(synonyms, synonymsLength, "synonyms")).map {
      $0.split(separator: ",").map(trimmed).filter { !$0.isEmpty }
    }
    for line in lines(try string(lexicon, lexiconLength, "lexicon")) {
      description.lexicon.append(try entry(line))
    }
    guard known == .vi || description.lexicon.isEmpty else {
      throw Failure(.invalidArgument, "a lexicon goes with the analyzer vi")
    }
    handle.pointee = retain(AnalyzerHandle(try analyzer(description)))
  }
}

@c @implementation
public func viet_analyzer_free(_ analyzer: OpaquePointer?) { release(analyzer, as: AnalyzerHandle.self) }

/// Why a text is analysed, as C says it.
func purpose(_ value: viet_purpose) throws(Failure) -> AnalysisPurpose {
  switch Int(value) {
  case VIET_DOCUMENT: .document
  case VIET_QUERY: .query
  case VIET_PREFIX_QUERY: .prefixQuery
  default: throw Failure(.invalidArgument, "there is no purpose \(value)")
  }
}

@c @implementation
public func viet_analyze(
  _ analyzer: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ textLength: Int, _ why: viet_purpose,
  _ callback: viet_term_callback?, _ context: UnsafeMutableRawPointer?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(analyzer, as: AnalyzerHandle.self, "analyzer")
    guard let callback else { throw Failure.missing("the callback") }
    let text = try bytes(text, textLength)
    guard text.count <= Int(UInt32.max) else { throw Failure(.tooLarge, "the text has 4 GiB or more") }
    let purpose = try purpose(why)
    try handle.workers.lend { worker throws(Failure) in
      handle.analyzer.analyze(text, for: purpose, into: &worker.batch)
      try worker.forEachTerm { term throws(Failure) in
        var term = term
        guard callback(context, &term) == 0 else { throw .stopped }
      }
    }
  }
}

extension AnalyzerHandle.Worker {
  fileprivate func forEachTerm(_ body: (viet_term) throws(Failure) -> Void) throws(Failure) {
    for i in 0..<batch.count {
      let entry = batch.entries[i]
      exact.removeAll()
      ExactSpelling.append(entry, of: batch, to: &exact)
      let folded = UnsafeRawPointer(batch.keys.base + Int(entry.keyStart))
      try body(
        viet_term(
          folded: folded.assumingMemoryBound(to: CChar.self), folded_length: Int(entry.foldedLength),
          exact: UnsafeRawPointer(exact.base).assumingMemoryBound(to: CChar.self), exact_length: exact.count,
          position: entry.position, span: UInt32(entry.span), start: entry.start, end: entry.end))
    }
  }
}
