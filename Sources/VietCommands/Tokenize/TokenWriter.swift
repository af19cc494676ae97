internal import VietCore
internal import VietSegmentation

/// Writes the tokens of one piece in one of the formats.
struct TokenWriter {
  /// How tokens are shown.
  struct Style {
    var format: TokenFormat
    /// Sentences are the tokens.
    var isWholeSentences = false
    /// One output line for each input line.
    var keepsLines = false
    /// Malformed bytes stay as they are.
    var passesMalformed = false
    /// A first column, with its tab.
    var column: [UInt8] = []
  }

  let style: Style
  /// Tokens written so far.
  private(set) var tokens = 0
  private var json = JSONWriter()
  /// Members that a JSON object begins with, written already, without the brace.
  var members: [UInt8] = []
  /// Of a table's rows, the column that names the document, with its tab.
  var document: [UInt8] = []

  init(_ style: Style) { self.style = style }

  /// Appends the tokens of `text`, whose first byte is byte `offset` of its input.
  mutating func write(
    _ text: UnsafeRawBufferPointer, _ units: UnsafeBufferPointer<TextUnit>, offset: Int, endsInput: Bool,
    into out: inout ByteBuffer
  ) {
    let batch = Batch(text: text, units: units, offset: offset)
    if style.keepsLines && style.format == .text {
      return writeLines(batch, endsInput: endsInput, into: &out)
    }
    var start = 0
    while start < units.count {
      var end = start &+ 1
      while end < units.count, !startsSentence(batch, end) { end &+= 1 }
      switch style.format {
      case .text: writeText(batch, start, end, &out)
      case .lines: writeTokenLines(batch, start, end, &out)
      case .tsv: writeTable(batch, start, end, &out)
      case .jsonl: writeJSON(batch, start, end, &out)
      case .conllu: writeCoNLLU(batch, start, end, &out)
      }
      start = end
    }
  }

  struct Batch {
    let text: UnsafeRawBufferPointer
    let units: UnsafeBufferPointer<TextUnit>
    /// Bytes of the input before the text.
    let offset: Int

    func bytes(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(rebasing: text[Int(units[start].start)..<Int(units[end &- 1].end)])
    }

    /// One past the last unit of the token that begins with unit `i`.
    @inline(__always)
    func tokenEnd(_ i: Int, _ limit: Int) -> Int {
      var end = i &+ 1
      while end < limit, units[end].flags.contains(.continuesWord) { end &+= 1 }
      return end
    }
  }

  private func startsSentence(_ batch: Batch, _ i: Int) -> Bool {
    let flags = batch.units[i].flags
    return style.keepsLines ? flags.contains(.newlineBefore) : flags.contains(.sentenceStart)
  }

  // MARK: text

  private mutating func writeText(_ batch: Batch, _ start: Int, _ end: Int, _ out: inout ByteBuffer) {
    if style.isWholeSentences {
      tokens &+= 1
      appendFlat(batch.bytes(start, end), &out)
    } else {
      appendWords(batch, start, end, &out)
    }
    out.append(0x0A)
  }

  /// Words with one blank between them, the syllables of a word joined by `_`.
  private mutating func appendWords(_ batch: Batch, _ start: Int, _ end: Int, _ out: inout ByteBuffer) {
    tokens &+= JoinedText.append(
      batch.text, UnsafeBufferPointer(rebasing: batch.units[start..<end]), JoinedText.Separators(),
      passesMalformed: style.passesMalformed, into: &out)
  }

  /// One line out for each line in: the breaks are counted where they stand, between the units.
  private mutating func writeLines(_ batch: Batch, endsInput: Bool, into out: inout ByteBuffer) {
    var place = 0
    var start = 0
    while start < batch.units.count {
      appendBreaks(batch.text, place, Int(batch.units[start].start), &out)
      var end = start &+ 1
      while end < batch.units.count,
        !batch.units[end].flags.contains(.newlineBefore)
          || !hasBreak(batch.text, Int(batch.units[end &- 1].end), Int(batch.units[end].start))
      { end &+= 1 }
      if style.isWholeSentences {
        tokens &+= 1
        appendFlat(batch.bytes(start, end), &out)
      } else {
        appendWords(batch, start, end, &out)
      }
      place = Int(batch.units[end &- 1].end)
      start = end
    }
    appendBreaks(batch.text, place, batch.text.count, &out)
    guard let last = batch.text.last, last != 0x0A else { return }
    out.append(endsInput ? 0x0A : 0x20)
  }

  private func hasBreak(_ text: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Bool {
    text[start..<end].contains(0x0A)
  }

  private func appendBreaks(_ text: UnsafeRawBufferPointer, _ start: Int, _ end: Int, _ out: inout ByteBuffer)
  {
    for i in start..<end where text[i] == 0x0A { out.append(0x0A) }
  }

  // MARK: one token a line

  private mutating func writeTokenLines(_ batch: Batch, _ start: Int, _ end: Int, _ out: inout ByteBuffer) {
    tokens &+= forEachToken(batch, start, end) { first, last in
      appendWord(batch, first, last, separator: UInt8(ascii: "_"), &out)
      out.append(0x0A)
    }
    if !style.isWholeSentences { out.append(0x0A) }
  }

  private mutating func writeTable(_ batch: Batch, _ start: Int, _ end: Int, _ out: inout ByteBuffer) {
    tokens &+= forEachToken(batch, start, end) { first, last in
      style.column.withUnsafeBytes { out.append($0) }
      document.withUnsafeBytes { out.append($0) }
      out.appendDecimal(batch.offset &+ Int(batch.units[first].start))
      out.append(0x09)
      out.appendDecimal(batch.offset &+ Int(batch.units[last &- 1].end))
      out.append(0x09)
      append(kind(batch, first), &out)
      out.append(0x09)
      TableText.append(batch.bytes(first, last), to: &out)
      out.append(0x0A)
    }
  }

  /// Calls `body` with the first unit of each token and one past its last; returns how many there were.
  private func forEachToken(
    _ batch: Batch, _ start: Int, _ end: Int, _ body: (_ first: Int, _ last: Int) -> Void
  ) -> Int {
    var i = start
    var count = 0
    while i < end {
      let last = style.isWholeSentences ? end : batch.tokenEnd(i, end)
      body(i, last)
      count &+= 1
      i = last
    }
    return count
  }

  private func kind(_ batch: Batch, _ i: Int) -> StaticString {
    style.isWholeSentences ? "sentence" : batch.units[i].kind.name
  }

  // MARK: structured formats

  private mutating func writeJSON(_ batch: Batch, _ start: Int, _ end: Int, _ out: inout ByteBuffer) {
    var json = self.json
    json.reset()
    json.beginObject(&out)
    if !members.isEmpty { members.withUnsafeBytes { json.raw($0, &out) } }
    json.key("start", &out)
    json.number(batch.offset &+ Int(batch.units[start].start), &out)
    json.key("end", &out)
    json.number(batch.offset &+ Int(batch.units[end &- 1].end), &out)
    json.key("text", &out)
    json.string(batch.bytes(start, end), &out)
    if style.isWholeSentences {
      tokens &+= 1
    } else {
      json.key("tokens", &out)
      json.beginArray(&out)
      tokens &+= forEachToken(batch, start, end) { first, last in
        json.beginObject(&out)
        json.key("start", &out)
        json.number(batch.offset &+ Int(batch.units[first].start), &out)
        json.key("end", &out)
        json.number(batch.offset &+ Int(batch.units[last &- 1].end), &out)
        json.key("kind", &out)
        let kind = batch.units[first].kind.name
        json.string(UnsafeRawBufferPointer(start: kind.utf8Start, count: kind.utf8CodeUnitCount), &out)
        json.key("text", &out)
        json.string(batch.bytes(first, last), &out)
        json.endObject(&out)
      }
      json.endArray(&out)
    }
    json.endObject(&out)
    out.append(0x0A)
  }

  /// Ten columns as Universal Dependencies has them; what a segmenter doesn't know is `_`.
  private mutating func writeCoNLLU(_ batch: Batch, _ start: Int, _ end: Int, _ out: inout ByteBuffer) {
    append("# sent_id = ", &out)
    out.appendDecimal(batch.offset &+ Int(batch.units[start].start))
    append("\n# text = ", &out)
    appendFlat(batch.bytes(start, end), &out)
    out.append(0x0A)
    var number = 0
    tokens &+= forEachToken(batch, start, end) { first, last in
      number &+= 1
      out.appendDecimal(number)
      out.append(0x09)
      appendWord(batch, first, last, separator: 0x20, &out)
      append("\t_\t_\t_\t_\t_\t_\t_\t", &out)
      if last < end, !batch.units[last].flags.contains(.blankBefore) { append("SpaceAfter=No|", &out) }
      append("TokenRange=", &out)
      out.appendDecimal(batch.offset &+ Int(batch.units[first].start))
      out.append(UInt8(ascii: ":"))
      out.appendDecimal(batch.offset &+ Int(batch.units[last &- 1].end))
      out.append(0x0A)
    }
    out.append(0x0A)
  }

  // MARK: bytes

  private func append(_ text: StaticString, _ out: inout ByteBuffer) {
    out.append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inline(__always)
  private func append(_ bytes: UnsafeRawBufferPointer, isMalformed: Bool, _ out: inout ByteBuffer) {
    if isMalformed && !style.passesMalformed {
      MalformedUTF8.replace(bytes, into: &out)
    } else {
      out.append(bytes)
    }
  }

  private func appendWord(
    _ batch: Batch, _ first: Int, _ last: Int, separator: UInt8, _ out: inout ByteBuffer
  ) {
    if style.isWholeSentences { return appendFlat(batch.bytes(first, last), &out) }
    for i in first..<last {
      if i > first { out.append(separator) }
      append(batch.bytes(i, i &+ 1), isMalformed: batch.units[i].flags.contains(.malformed), &out)
    }
  }

  /// A stretch on one line: line ends and tabs become blanks.
  private func appendFlat(_ bytes: UnsafeRawBufferPointer, _ out: inout ByteBuffer) {
    let start = out.count
    append(bytes, isMalformed: true, &out)
    for i in start..<out.count where out.base[i] == 0x0A || out.base[i] == 0x0D || out.base[i] == 0x09 {
      out.base[i] = 0x20
    }
  }
}
