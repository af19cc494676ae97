internal import VietCore

/// Reads the query language. Any text gives a tree; what it could not mean is said in the diagnostics.
///
///     list    = item { [ "OR" ] item }
///     item    = clause { "AND" clause }
///     clause  = { "+" | "-" | "!" | "NOT" } [ name ":" ] primary { "~" [ number ] | "^" number }
///     primary = "(" list ")" | '"' … '"' | range | word [ "*" ]
///
/// AND binds its neighbours; clauses side by side are as if joined by OR. Nesting is limited, so that no text
/// overflows the stack: parentheses deeper than the limit are passed over.
struct QuerySyntaxParser {
  static let maximalDepth = 64
  /// Words and phrases in one query; what comes after them is passed over.
  static let maximalTerms = 4096

  private let bytes: [UInt8]
  private var position = 0
  private var terms = 0
  private let isField: ([UInt8]) -> Bool
  private(set) var diagnostics: [QueryDiagnostic] = []

  /// `isField` says which names may stand before a colon.
  init(_ bytes: [UInt8], isField: @escaping ([UInt8]) -> Bool) {
    self.bytes = bytes
    self.isField = isField
  }

  mutating func parse() -> QuerySyntax {
    var clauses: [QuerySyntax.Clause] = []
    while true {
      clauses += list(depth: 0)
      guard position < bytes.count else { break }
      // Only a closing parenthesis ends a list early.
      note(position, position + 1, "a parenthesis closes that was not opened (left out)")
      position += 1
    }
    return .clauses(clauses)
  }

  // MARK: - Lists

  private mutating func list(depth: Int) -> [QuerySyntax.Clause] {
    var result: [QuerySyntax.Clause] = []
    while true {
      skipBlanks()
      if position >= bytes.count || bytes[position] == 0x29 { return result }
      let start = position
      if let word = takeOperator(["OR", "AND", "||", "&&"]) {
        let isLast = { [bytes] (at: Int) in at >= bytes.count || bytes[at] == 0x29 }
        skipBlanks()
        if result.isEmpty || isLast(position) {
          note(start, start + word.utf8.count, "\(word) needs something on both sides (left out)")
        }
        continue
      }
      let clauses = item(depth: depth)
      if terms > Self.maximalTerms {
        note(start, bytes.count, "more than \(Self.maximalTerms) words (the rest is left out)")
        position = bytes.count
        return result
      }
      result += clauses
    }
  }

  /// Clauses joined by AND; a single clause keeps its own occurrence.
  private mutating func item(depth: Int) -> [QuerySyntax.Clause] {
    guard let first = clause(depth: depth) else { return [] }
    var joined = [first]
    while true {
      let mark = position
      skipBlanks()
      guard let word = takeOperator(["AND", "&&"]) else {
        position = mark
        break
      }
      let start = position - word.utf8.count
      skipBlanks()
      if position >= bytes.count || bytes[position] == 0x29 {
        note(start, start + word.utf8.count, "\(word) needs something on both sides (left out)")
        break
      }
      if let next = clause(depth: depth) { joined.append(next) }
    }
    if joined.count == 1 { return joined }
    for i in joined.indices where joined[i].occurrence == .should { joined[i].occurrence = .must }
    return [QuerySyntax.Clause(occurrence: .should, syntax: .clauses(joined))]
  }

  private mutating func clause(depth: Int) -> QuerySyntax.Clause? {
    var occurrence = QuerySyntax.Occurrence.should
    while position < bytes.count {
      let start = position
      if takeOperator(["NOT"]) != nil {
        occurrence = occurrence == .mustNot ? .should : .mustNot
      } else if let sign = byte(0), sign == 0x2B || sign == 0x2D || sign == 0x21, let next = byte(1),
        !isBlank(next),
        next != 0x29
      {
        occurrence = sign == 0x2B ? .must : .mustNot
        position += 1
      } else {
        break
      }
      skipBlanks()
      if position >= bytes.count || bytes[position] == 0x29 {
        note(start, position, "nothing to leave out or to demand (left out)")
        return nil
      }
    }
    guard let syntax = fielded(depth: depth) else { return nil }
    return QuerySyntax.Clause(occurrence: occurrence, syntax: syntax)
  }

  // MARK: - Primaries

  private mutating func fielded(depth: Int) -> QuerySyntax? {
    guard let name = takeFieldName() else { return suffixed(primary(depth: depth, afterField: false)) }
    skipBlanks()
    guard position < bytes.count, bytes[position] != 0x29 else {
      note(name.range.lowerBound, position, "nothing is sought in the field (left out)")
      return nil
    }
    return suffixed(primary(depth: depth, afterField: true).map { .field(name, $0) })
  }

  private mutating func primary(depth: Int, afterField: Bool) -> QuerySyntax? {
    switch bytes[position] {
    case 0x28: return group(depth: depth)
    case 0x22: return quoted(closing: [0x22])
    case 0xE2 where hasPrefix([0xE2, 0x80, 0x9C]): return quoted(closing: [0xE2, 0x80, 0x9D])
    case 0x5B where afterField, 0x7B where afterField: return range() ?? word(afterField: true)
    case 0x3C where afterField, 0x3E where afterField: return comparison()
    default: return word(afterField: afterField)
    }
  }

  private mutating func group(depth: Int) -> QuerySyntax? {
    let start = position
    position += 1
    guard depth < Self.maximalDepth else {
      note(start, start + 1, "nested deeper than \(Self.maximalDepth) (the parenthesis is left out)")
      // What is inside goes on at this level; its closing parentheses are passed over with it.
      var open = 1
      while position < bytes.count, open > 0 {
        if bytes[position] == 0x28 { open += 1 }
        if bytes[position] == 0x29 { open -= 1 }
        position += 1
      }
      return nil
    }
    let clauses = list(depth: depth + 1)
    if position < bytes.count {
      position += 1
    } else {
      note(start, start + 1, "the parenthesis is not closed")
    }
    return clauses.isEmpty ? nil : .clauses(clauses)
  }

  private mutating func quoted(closing: [UInt8]) -> QuerySyntax? {
    let start = position
    position += closing.count
    var text: [UInt8] = []
    while position < bytes.count, !hasPrefix(closing) {
      if bytes[position] == 0x5C, position + 1 < bytes.count { position += 1 }
      text.append(bytes[position])
      position += 1
    }
    if position < bytes.count {
      position += closing.count
    } else {
      note(start, bytes.count, "the quote is not closed")
    }
    let range = UTF8Range<Original>(start, position)
    var slop = 0
    if position < bytes.count, bytes[position] == 0x7E {
      position += 1
      slop = min(Int(digits() ?? 0), 1000)
    }
    terms += 1
    return .quoted(QuerySyntax.Text(bytes: text, range: range), slop: slop)
  }

  private mutating func word(afterField: Bool) -> QuerySyntax? {
    let start = position
    var text: [UInt8] = []
    var lastEscaped = -1  // length of `text` behind the last escaped byte
    while position < bytes.count {
      let byte = bytes[position]
      if isBlank(byte) || byte == 0x28 || byte == 0x29 || byte == 0x22 { break }
      if byte == 0x7E || byte == 0x5E, isSuffix(at: position) { break }
      if byte == 0x5C, position + 1 < bytes.count {
        position += 1
        text.append(bytes[position])
        lastEscaped = text.count
      } else {
        text.append(byte)
      }
      position += 1
    }
    let range = UTF8Range<Original>(start, position)
    terms += 1
    if text == [0x2A], lastEscaped < 0 { return .everything }
    if text.last == 0x2A, lastEscaped < text.count {
      text.removeLast()
      return .prefix(QuerySyntax.Text(bytes: text, range: range))
    }
    let word = QuerySyntax.Text(bytes: text, range: range)
    if position < bytes.count, bytes[position] == 0x7E {
      position += 1
      return .fuzzy(word, distance: min(Int(digits() ?? 1), 2))
    }
    if text.isEmpty {
      position = max(position, start + 1)
      return nil
    }
    return .word(word)
  }

  /// Whether a `~` or `^` here is followed by what it needs, and then by the end of the clause.
  private func isSuffix(at start: Int) -> Bool {
    var i = start
    while i < bytes.count, bytes[i] == 0x7E || bytes[i] == 0x5E {
      let needsNumber = bytes[i] == 0x5E
      i += 1
      let first = i
      while i < bytes.count, isDigit(bytes[i]) || (needsNumber && bytes[i] == 0x2E) { i += 1 }
      if needsNumber && i == first { return false }
    }
    return i >= bytes.count || isBlank(bytes[i]) || bytes[i] == 0x29
  }

  private mutating func suffixed(_ syntax: QuerySyntax?) -> QuerySyntax? {
    guard position < bytes.count, bytes[position] == 0x5E else { return syntax }
    let start = position
    position += 1
    var text = ""
    while let byte = byte(0), isDigit(byte) || byte == 0x2E {
      text.unicodeScalars.append(Unicode.Scalar(byte))
      position += 1
    }
    guard let syntax else { return nil }
    guard let boost = Float(text), boost.isFinite, boost > 0 else {
      note(start, position, "a boost is a number above 0 (left out)")
      return syntax
    }
    return .boosted(syntax, boost)
  }

  // MARK: - Ranges

  private mutating func range() -> QuerySyntax? {
    let start = position
    let includesLow = bytes[start] == 0x5B
    guard let close = bytes[start...].firstIndex(where: { $0 == 0x5D || $0 == 0x7D }) else {
      note(start, bytes.count, "the range is not closed (it is read as words)")
      return nil
    }
    let parts = blankSeparated(start + 1, close)
    guard parts.count == 3, parts[1].bytes == Array("TO".utf8) else {
      note(start, close + 1, "a range is written [LOW TO HIGH] (it is read as words)")
      return nil
    }
    position = close + 1
    terms += 1
    func bound(_ text: QuerySyntax.Text) -> QuerySyntax.Text? { text.bytes == [0x2A] ? nil : text }
    return .range(
      low: bound(parts[0]), high: bound(parts[2]), includesLow: includesLow,
      includesHigh: bytes[close] == 0x5D,
      UTF8Range(start, close + 1))
  }

  private mutating func comparison() -> QuerySyntax? {
    let start = position
    let isGreater = bytes[position] == 0x3E
    position += 1
    var includes = false
    if byte(0) == 0x3D {
      includes = true
      position += 1
    }
    let first = position
    while let byte = byte(0), !isBlank(byte), byte != 0x29, byte != 0x5E { position += 1 }
    terms += 1
    let text = QuerySyntax.Text(bytes: Array(bytes[first..<position]), range: UTF8Range(first, position))
    return .range(
      low: isGreater ? text : nil, high: isGreater ? nil : text, includesLow: includes,
      includesHigh: includes,
      UTF8Range(start, position))
  }

  private func blankSeparated(_ start: Int, _ end: Int) -> [QuerySyntax.Text] {
    var parts: [QuerySyntax.Text] = []
    var i = start
    while i < end {
      if isBlank(bytes[i]) {
        i += 1
        continue
      }
      let first = i
      while i < end, !isBlank(bytes[i]) { i += 1 }
      parts.append(QuerySyntax.Text(bytes: Array(bytes[first..<i]), range: UTF8Range(first, i)))
    }
    return parts
  }

  // MARK: - Small things

  /// Reads `name:` where the name is one that may stand there.
  private mutating func takeFieldName() -> QuerySyntax.Text? {
    let start = position
    var i = start
    while i < bytes.count, i - start <= 256 {
      let byte = bytes[i]
      if byte == 0x3A {
        let name = Array(bytes[start..<i])
        guard !name.isEmpty, isField(name) else {
          noteIfMeantAsField(name, start)
          return nil
        }
        position = i + 1
        return QuerySyntax.Text(bytes: name, range: UTF8Range(start, i))
      }
      if isBlank(byte) || byte == 0x22 || byte == 0x28 || byte == 0x29 { return nil }
      i += 1
    }
    return nil
  }

  /// `nosuch:word` is sought as words; an address or a time is nothing to talk about.
  private mutating func noteIfMeantAsField(_ name: [UInt8], _ start: Int) {
    let next = start + name.count + 1
    let isName = name.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 == 0x5F } && name.count > 1
    guard isName, next < bytes.count, !isBlank(bytes[next]), bytes[next] != 0x2F else { return }
    note(
      start, next - 1,
      "there is no field \(String(decoding: name, as: UTF8.self)) (it is sought as a word)")
  }

  /// Reads one of `words` if it stands here alone.
  private mutating func takeOperator(_ words: [String]) -> String? {
    for word in words where hasPrefix(Array(word.utf8)) {
      let end = position + word.utf8.count
      if end == bytes.count || isBlank(bytes[end]) || bytes[end] == 0x28 || bytes[end] == 0x29
        || bytes[end] == 0x22
      {
        position = end
        return word
      }
    }
    return nil
  }

  private mutating func digits() -> UInt? {
    var value: UInt?
    while let byte = byte(0), isDigit(byte) {
      value = min((value ?? 0) * 10 + UInt(byte - 0x30), 1_000_000)
      position += 1
    }
    return value
  }

  private func byte(_ ahead: Int) -> UInt8? { position + ahead < bytes.count ? bytes[position + ahead] : nil }

  private func hasPrefix(_ prefix: [UInt8]) -> Bool {
    position + prefix.count <= bytes.count && bytes[position..<position + prefix.count].elementsEqual(prefix)
  }

  private mutating func skipBlanks() { while let byte = byte(0), isBlank(byte) { position += 1 } }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private mutating func note(_ start: Int, _ end: Int, _ message: String) {
    diagnostics.append(QueryDiagnostic(UTF8Range(start, max(start, end)), message))
  }
}
