internal import VietAnalysis
internal import VietCore
internal import VietIndex

/// Writes documents for the bulk interface of Elasticsearch and OpenSearch, analysed here: their `whitespace` analyzer
/// is all that is needed there.
///
/// Beside each stored text field stand its terms between blanks: `FIELD_exact` in their spellings, `FIELD_folded`
/// without marks and case, and with the analyzer `vi` `FIELD_words`, words of several syllables joined by `_`.
struct ElasticsearchExport {
  let snapshot: Snapshot
  let analyzer: Analyzer

  private var hasWords: Bool { analyzer.description.name == .vi }
  private var hasFolds: Bool {
    analyzer.description.name != .viFolded && analyzer.description.name != .keyword
  }

  /// The body that creates the index there: `curl -X PUT …/INDEX -d @mapping.json`.
  func writeMapping(_ out: inout ByteBuffer) {
    var writer = JSONWriter()
    writer.beginObject(&out)
    writer.key("mappings", &out)
    writer.beginObject(&out)
    writer.key("properties", &out)
    writer.beginObject(&out)
    for field in snapshot.schema.fields {
      writer.key(field.name, &out)
      writer.beginObject(&out)
      writer.key("type", &out)
      writer.string(Self.type(field.kind), &out)
      if field.kind == .text {
        // It is found by its terms.
        writer.key("index", &out)
        writer.bool(false, &out)
      }
      writer.endObject(&out)
      guard field.kind == .text else { continue }
      for suffix in suffixes {
        writer.key(field.name + suffix, &out)
        writer.beginObject(&out)
        writer.key("type", &out)
        writer.string("text", &out)
        writer.key("analyzer", &out)
        writer.string("whitespace", &out)
        writer.endObject(&out)
      }
    }
    writer.endObject(&out)
    writer.endObject(&out)
    writer.endObject(&out)
    out.append(0x0A)
  }

  private var suffixes: [String] {
    ["_exact"] + (hasFolds ? ["_folded"] : []) + (hasWords ? ["_words"] : [])
  }

  private static func type(_ kind: Schema.Kind) -> String {
    switch kind {
    case .text: "text"
    case .keyword: "keyword"
    case .number: "double"
    case .date: "date"
    }
  }

  /// Appends the two lines of one document.
  func write(_ stored: StoredDocument, _ out: inout ByteBuffer) {
    var writer = JSONWriter()
    writer.beginObject(&out)
    writer.key("index", &out)
    writer.beginObject(&out)
    writer.key("_id", &out)
    stored.id.withUnsafeBytes { writer.string($0, &out) }
    writer.endObject(&out)
    writer.endObject(&out)
    out.append(0x0A)
    writer.reset()
    writer.beginObject(&out)
    stored.write(snapshot.schema, &writer, &out)
    for (number, field) in snapshot.schema.fields.enumerated() where field.kind == .text {
      let values = stored.values.filter { $0.field == number }
      if !values.isEmpty { writeTerms(values.map(\.value), of: field.name, &writer, &out) }
    }
    writer.endObject(&out)
    out.append(0x0A)
  }

  private func writeTerms(
    _ values: [[UInt8]], of name: String, _ writer: inout JSONWriter, _ out: inout ByteBuffer
  ) {
    var (exact, folds, words): ([String], [String], [String]) = ([], [], [])
    var batch = TermBatch()
    for value in values {
      value.withUnsafeBytes { analyzer.analyze($0, for: .document, into: &batch) }
      for i in 0..<batch.count {
        let entry = batch.entries[i]
        let key = UnsafeRawBufferPointer(
          start: batch.keys.base + Int(entry.keyStart), count: entry.keyLength)
        let folded = UnsafeRawBufferPointer(rebasing: key[..<Int(entry.foldedLength)])
        let form = UnsafeRawBufferPointer(rebasing: key[(Int(entry.foldedLength) + 1)...])
        let spelling = TermSpelling.spelling(folded: folded, form: form)
        if entry.span > 1 {
          words.append(spelling)
        } else {
          exact.append(spelling)
          folds.append(TermSpelling.joined(String(decoding: folded, as: UTF8.self)))
        }
      }
    }
    for (suffix, terms) in zip(["_exact", "_folded", "_words"], [exact, folds, words])
    where suffixes.contains(suffix) {
      writer.key(name + suffix, &out)
      writer.string(terms.joined(separator: " "), &out)
    }
  }
}
