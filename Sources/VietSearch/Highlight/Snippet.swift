public import VietCore

/// The passage of a text that shows best why it was found.
public struct Snippet: Hashable, Sendable {
  /// Bytes of the text, cut at code points.
  public let range: UTF8Range<Original>
  /// What matched inside it.
  public let highlights: [UTF8Range<Original>]
  /// How many different terms of the query it shows.
  public let terms: Int
}

extension Highlighter {
  /// Chooses a passage of about `length` bytes: the one that shows most different terms of the query, of equal ones
  /// that with most matches, of those the first. Without a match it is the start of the text.
  public func snippet(
    of query: Query, in text: UnsafeRawBufferPointer, field: String, length: Int = 160
  ) -> Snippet {
    let matches = matches(of: query, in: text, field: field)
    var best = (terms: 0, count: 0, first: 0, last: -1)
    var first = 0
    for last in matches.indices {
      while matches[last].range.upperBound - matches[first].range.lowerBound > length, first < last {
        first += 1
      }
      let window = matches[first...last]
      let terms = Set(window.map(\.pattern)).count
      if (terms, window.count) > (best.terms, best.count) { best = (terms, window.count, first, last) }
    }
    guard best.last >= 0 else {
      return Snippet(
        range: Self.passage(text, around: UTF8Range(0, 0), length: length), highlights: [], terms: 0)
    }
    let core = UTF8Range<Original>(matches[best.first].range.lowerBound, matches[best.last].range.upperBound)
    let range = Self.passage(text, around: core, length: length)
    let shown = matches.filter {
      $0.range.lowerBound >= range.lowerBound && $0.range.upperBound <= range.upperBound
    }
    return Snippet(range: range, highlights: shown.map(\.range), terms: best.terms)
  }

  /// Widens `core` to `length` bytes and then to the blanks near its ends.
  private static func passage(
    _ text: UnsafeRawBufferPointer, around core: UTF8Range<Original>, length: Int
  ) -> UTF8Range<Original> {
    let spare = max(0, length - core.count)
    var start = max(0, core.lowerBound - spare / 3)
    var end = min(text.count, max(core.upperBound, start + length))
    start = max(0, min(start, end - length, core.lowerBound))
    if start > 0 {
      // Forward to the next blank, but not into the core.
      var i = start
      while i < core.lowerBound, i - start < 24, !isBlank(text[i]) { i += 1 }
      if i < core.lowerBound, isBlank(text[i]) { start = i + 1 }
      while start > 0, start < text.count, text[start] & 0xC0 == 0x80 { start -= 1 }
    }
    if end < text.count {
      var i = end
      while i > core.upperBound, end - i < 24, !isBlank(text[i - 1]) { i -= 1 }
      if i > core.upperBound, isBlank(text[i - 1]) { end = i - 1 }
      while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    }
    return UTF8Range(start, max(start, end))
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
