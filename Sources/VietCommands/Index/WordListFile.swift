internal import VietAnalysis
internal import VietCore

/// Reads the word lists that an analyzer takes: one entry a line, `#` starts a comment line, blank lines are nothing.
enum WordListFile {
  /// The lines that say something, with their numbers from 1.
  private static func lines(_ path: String) throws(CommandError) -> [(number: Int, text: String)] {
    let input = try Input.openUnpacking(path)
    var buffer = ByteBuffer()
    try input.readAll(into: &buffer)
    let bytes = UnsafeRawBufferPointer(start: buffer.base, count: buffer.count)
    var reader = LineReader(ByteOrderMark.skipped(bytes), firstLine: 1)
    var result: [(Int, String)] = []
    while let line = reader.next() {
      let number = reader.line - 1
      do { try MalformedUTF8.check(line) } catch {
        throw CommandError(file: path, place: .line(number), "not UTF-8 at byte \(error.offset) of the line")
      }
      if line.first == 0x23 || line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      result.append((number, String(decoding: line, as: UTF8.self)))
    }
    return result
  }

  static func stopWords(_ path: String) throws(CommandError) -> [String] {
    try lines(path).map { trimmed($0.text) }
  }

  /// One group a line, members between commas or tabs.
  static func synonyms(_ path: String) throws(CommandError) -> [[String]] {
    var groups: [[String]] = []
    for line in try lines(path) {
      let members = line.text.split { $0 == "," || $0 == "\t" }.map { trimmed(String($0)) }.filter {
        !$0.isEmpty
      }
      guard members.count > 1 else {
        throw CommandError(
          file: path, place: .line(line.number),
          "a group needs two spellings or more (separate them by commas)")
      }
      groups.append(members)
    }
    return groups
  }

  /// One word a line, or `word<TAB>weight`.
  static func lexicon(_ path: String) throws(CommandError) -> [AnalyzerDescription.LexiconEntry] {
    var entries: [AnalyzerDescription.LexiconEntry] = []
    for line in try lines(path) {
      let parts = line.text.split(separator: "\t", omittingEmptySubsequences: false)
      if parts.count == 1 {
        entries.append(.init(trimmed(String(parts[0]))))
      } else if parts.count == 2, let weight = Double(parts[1]) {
        entries.append(.init(trimmed(String(parts[0])), weight: weight))
      } else {
        throw CommandError(file: path, place: .line(line.number), "neither a word nor word<TAB>weight")
      }
    }
    return entries
  }

  private static func trimmed(_ text: String) -> String {
    let blanks: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !blanks($0) }),
      let last = scalars.lastIndex(where: { !blanks($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
