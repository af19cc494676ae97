internal import VietAnalysis
internal import VietCore
internal import VietIndex
internal import VietSearch
internal import VietSegmentation

/// Answers queries one after the other over one snapshot.
struct SearchSession {
  let searcher: Searcher
  let analyzer: Analyzer
  let request: SearchRequest
  let folder: String

  private var schema: Schema { searcher.snapshot.schema }

  /// Prints the answer; returns how many documents were found. `number` counts the queries of a file from 1.
  func answer(_ text: String, number: Int?, into output: borrowing Output) throws -> Int {
    var out = ByteBuffer(capacity: 1 << 12)
    let total: Int
    do throws(IndexError) { total = try answer(text, number, &out) } catch {
      throw CommandError(error, folder: folder)
    }
    try output.write(out)
    return total
  }

  private func answer(_ text: String, _ number: Int?, _ out: inout ByteBuffer) throws(IndexError) -> Int {
    let query = parse(text, number)
    let suggestion = request.suggests ? try suggestion(for: text) : nil
    if let suggestion, !request.isJSON {
      Console.line("viet: \(number.map { "query \($0): " } ?? "")did you mean: \(suggestion)")
    }
    let start = Clock.seconds
    if request.countsOnly && !request.isJSON {
      let total = try searcher.count(query)
      out.append("\(total)\n")
      return total
    }
    let result = try searcher.search(query, request.options)
    let seconds = Clock.seconds - start
    if request.isJSON {
      try SearchJSON(session: self, query: query, result: result, seconds: seconds, suggestion: suggestion)
        .write(text, &out)
    } else {
      // An empty line ends the answer to each query of a file.
      try writeLines(query, result, &out)
      if number != nil { out.append(0x0A) }
    }
    return result.total
  }

  private func parse(_ text: String, _ number: Int?) -> Query {
    let parser = QueryParser(
      analyzer: analyzer, schema: schema, fields: request.fields, exactDiacritics: request.demandsMarks)
    let (query, diagnostics) = parser.parse(text)
    report(diagnostics, number.map { "query \($0)" } ?? "query")
    guard let filter = request.filter else { return query }
    let (restriction, complaints) = parser.parse(filter)
    report(complaints, "--filter")
    return query.filtered(by: restriction)
  }

  /// The query with the nearest words of the index in place of those that it lacks; where it has all, the query with the marks
  /// it was typed without; nothing where it lacks none.
  private func suggestion(for text: String) throws(IndexError) -> String? {
    let corrections = try searcher.corrections(of: text, fields: request.fields)
    guard !corrections.isEmpty else { return Self.isPlain(text) ? Restorer().best(text) : nil }
    var bytes = Array(text.utf8)
    for correction in corrections.reversed() {
      let spelling = correction.folded.withUnsafeBytes { folded in
        correction.form.withUnsafeBytes { FormCode.spelling(folded: folded, form: $0) }
      }
      let range = correction.range.lowerBound..<correction.range.upperBound
      bytes.replaceSubrange(range, with: spelling.map { Array($0.utf8) } ?? correction.folded)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a query is words alone, none with marks: what restoring may not take for a word is in no other.
  private static func isPlain(_ text: String) -> Bool {
    let operators: Set<Substring> = ["AND", "OR", "NOT"]
    return text.utf8.allSatisfy { $0 == 0x20 || ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
      && !text.split(separator: " ").contains { operators.contains($0) }
  }

  private func report(_ diagnostics: [QueryDiagnostic], _ what: String) {
    guard !request.isQuiet else { return }
    for diagnostic in diagnostics {
      Console.warning("\(what):@\(diagnostic.range.lowerBound): \(diagnostic.message)")
    }
  }

  // MARK: - Lines

  private func writeLines(
    _ query: Query, _ result: SearchResult, _ out: inout ByteBuffer
  ) throws(IndexError) {
    for (i, hit) in result.hits.enumerated() {
      let stored = try StoredDocument(hit.document, in: searcher.snapshot)
      out.append("\(request.options.offset + i + 1)\t\(Self.decimal(hit.score))\t")
      stored.id.withUnsafeBytes { SnippetText.appendEscaped($0, &out) }
      out.append(0x09)
      SnippetText(
        query: query, schema: schema, highlighter: Highlighter(analyzer: analyzer), style: request.style
      )
      .append(stored, &out)
      out.append(0x0A)
      if request.explains { Self.write(try searcher.explain(query, hit.document), depth: 1, &out) }
    }
    for name in request.options.facets {
      for count in result.facets[name] ?? [] {
        out.append("facet\t\(name)\t\(count.value)\t\(count.count)\n")
      }
    }
  }

  private static func write(_ explanation: Explanation, depth: Int, _ out: inout ByteBuffer) {
    out.append(String(repeating: "  ", count: depth) + "\(explanation.value) = \(explanation.reason)\n")
    for detail in explanation.details { write(detail, depth: depth + 1, &out) }
  }

  /// Four digits after the point.
  static func decimal(_ value: Float) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let scaled = Int((Double(value) * 10_000).rounded())
    let fraction = String(scaled.magnitude % 10_000)
    return (scaled < 0 ? "-" : "") + "\(scaled.magnitude / 10_000)."
      + String(repeating: "0", count: 4 - fraction.count) + fraction
  }
}
