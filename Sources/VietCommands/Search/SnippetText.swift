internal import VietCore
internal import VietIndex
internal import VietSearch

/// The last column of a line of hits: the best passage of the stored text, on one line.
struct SnippetText {
  let query: Query
  let schema: Schema
  let highlighter: Highlighter
  let style: SearchRequest.Style

  func append(_ stored: StoredDocument, _ out: inout ByteBuffer) {
    var best: (snippet: Snippet, value: [UInt8])?
    for (field, value) in stored.values where schema.fields[field].kind == .text {
      let snippet = value.withUnsafeBytes {
        highlighter.snippet(of: query, in: $0, field: schema.fields[field].name)
      }
      if best.map({ snippet.terms > $0.snippet.terms }) ?? true { best = (snippet, value) }
    }
    guard let (snippet, value) = best else { return }
    value.withUnsafeBytes { bytes in
      if snippet.range.lowerBound > 0 { out.append("…") }
      var at = snippet.range.lowerBound
      if style != .plain {
        for range in snippet.highlights {
          Self.appendEscaped(UnsafeRawBufferPointer(rebasing: bytes[at..<range.lowerBound]), &out)
          out.append(style == .color ? "\u{1B}[1;31m" : "**")
          Self.appendEscaped(
            UnsafeRawBufferPointer(rebasing: bytes[range.lowerBound..<range.upperBound]), &out)
          out.append(style == .color ? "\u{1B}[0m" : "**")
          at = range.upperBound
        }
      }
      Self.appendEscaped(UnsafeRawBufferPointer(rebasing: bytes[at..<snippet.range.upperBound]), &out)
      if snippet.range.upperBound < bytes.count { out.append("…") }
    }
  }

  /// Line breaks, tabs and control characters become blanks, so that a line stays a line.
  static func appendEscaped(_ bytes: UnsafeRawBufferPointer, _ out: inout ByteBuffer) {
    out.reserve(bytes.count)
    for byte in bytes { out.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte) }
  }
}
