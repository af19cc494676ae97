internal import VietCore
internal import VietIndex
internal import VietSearch

/// One answer as a JSON object on a line.
struct SearchJSON {
  let session: SearchSession
  let query: Query
  let result: SearchResult
  let seconds: Double
  let suggestion: String?

  func write(_ text: String, _ out: inout ByteBuffer) throws(IndexError) {
    var writer = JSONWriter()
    writer.beginObject(&out)
    writer.key("query", &out)
    writer.string(text, &out)
    writer.key("total", &out)
    writer.number(result.total, &out)
    writer.key("total_exact", &out)
    writer.bool(result.isTotalExact, &out)
    writer.key("took_us", &out)
    writer.number((seconds * 1e7).rounded() / 10, &out)
    if session.request.suggests {
      writer.key("suggestion", &out)
      if let suggestion { writer.string(suggestion, &out) } else { writer.null(&out) }
    }
    writer.key("hits", &out)
    writer.beginArray(&out)
    if !session.request.countsOnly { for hit in result.hits { try write(hit, &writer, &out) } }
    writer.endArray(&out)
    if !session.request.options.facets.isEmpty { writeFacets(&writer, &out) }
    writer.endObject(&out)
    out.append(0x0A)
  }

  private func write(_ hit: Hit, _ writer: inout JSONWriter, _ out: inout ByteBuffer) throws(IndexError) {
    let schema = session.searcher.snapshot.schema
    let stored = try StoredDocument(hit.document, in: session.searcher.snapshot)
    writer.beginObject(&out)
    writer.key("id", &out)
    stored.id.withUnsafeBytes { writer.string($0, &out) }
    writer.key("score", &out)
    writer.number(hit.score, &out)
    writer.key("fields", &out)
    writer.beginObject(&out)
    stored.write(schema, &writer, &out)
    writer.endObject(&out)
    writer.key("highlights", &out)
    writer.beginArray(&out)
    let highlighter = Highlighter(analyzer: session.analyzer)
    for (field, value) in stored.values where schema.fields[field].kind == .text {
      value.withUnsafeBytes { bytes in
        for range in highlighter.ranges(of: query, in: bytes, field: schema.fields[field].name) {
          writer.beginObject(&out)
          writer.key("field", &out)
          writer.string(schema.fields[field].name, &out)
          writer.key("start", &out)
          writer.number(range.lowerBound, &out)
          writer.key("end", &out)
          writer.number(range.upperBound, &out)
          writer.key("text", &out)
          writer.string(UnsafeRawBufferPointer(rebasing: bytes[range.lowerBound..<range.upperBound]), &out)
          writer.endObject(&out)
        }
      }
    }
    writer.endArray(&out)
    if session.request.explains {
      writer.key("explanation", &out)
      write(try session.searcher.explain(query, hit.document), &writer, &out)
    }
    writer.endObject(&out)
  }

  private func write(_ explanation: Explanation, _ writer: inout JSONWriter, _ out: inout ByteBuffer) {
    writer.beginObject(&out)
    writer.key("value", &out)
    writer.number(explanation.value, &out)
    writer.key("reason", &out)
    writer.string(explanation.reason, &out)
    if !explanation.details.isEmpty {
      writer.key("details", &out)
      writer.beginArray(&out)
      for detail in explanation.details { write(detail, &writer, &out) }
      writer.endArray(&out)
    }
    writer.endObject(&out)
  }

  private func writeFacets(_ writer: inout JSONWriter, _ out: inout ByteBuffer) {
    writer.key("facets", &out)
    writer.beginObject(&out)
    for name in session.request.options.facets {
      writer.key(name, &out)
      writer.beginArray(&out)
      for count in result.facets[name] ?? [] {
        writer.beginObject(&out)
        writer.key("value", &out)
        writer.string(count.value, &out)
        writer.key("count", &out)
        writer.number(count.count, &out)
        writer.endObject(&out)
      }
      writer.endArray(&out)
    }
    writer.endObject(&out)
  }
}
