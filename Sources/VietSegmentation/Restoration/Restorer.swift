public import VietCore
public import VietOrthography

/// Puts the marks back on Vietnamese that was typed without them, or with some of them.
///
/// A mark that is there is never removed and bounds what may be put back. Everything but the letters of Vietnamese
/// syllables stays as it is, and so do addresses, numbers and words that are no syllables. A value may be used by several threads
/// at once. Lines are restored one by one: what stands in one says nothing about another.
public struct Restorer: Sendable {
  public let model: RestorationModel
  /// Where the tone mark goes in the open rimes oa, oe, uy of what is restored; a mark that was typed stays where it is.
  public var tone: ToneMarkStyle
  /// Syllables are left as typed where the model is less sure than this, from 0 (never) to 1.
  public var minConfidence: Double = 0

  /// Whether abbreviations of chat (`ko`, `dc`), spellings by ear and words without blanks between their syllables are spelled
  /// out first. The output is then that of the line spelled out, and only what was not spelled anew keeps its letters.
  public var isInformal = false

  public init(model: RestorationModel = .builtIn, tone: ToneMarkStyle = .traditional) {
    self.model = model
    self.tone = tone
  }

  /// Working memory: one a thread, used again for every line.
  struct Scratch: ~Copyable {
    var line = RestorationLine()
    var search = RestorationSearch()
    var choices: [UInt8] = []
    var speller = InformalSpeller()
    var spelled = ByteBuffer()
  }

  /// Appends `text` (well-formed UTF-8 in NFC) restored, line by line. Complexity: O(*n*).
  func restore(_ text: UnsafeRawBufferPointer, into output: inout ByteBuffer, _ scratch: inout Scratch) {
    forEachLine(of: text) { line in
      if isInformal {
        restoreInformal(line, into: &output, &scratch)
      } else {
        restoreLine(line, into: &output, &scratch)
      }
    }
  }

  private func restoreInformal(
    _ line: UnsafeRawBufferPointer, into output: inout ByteBuffer, _ scratch: inout Scratch
  ) {
    var spelled = ByteBuffer()
    swap(&spelled, &scratch.spelled)
    spelled.removeAll()
    if scratch.speller.spellOut(line, model, into: &spelled) {
      let text = UnsafeRawBufferPointer(start: spelled.base, count: spelled.count)
      restoreLine(text, settled: scratch.speller.settled, into: &output, &scratch)
    } else {
      restoreLine(line, into: &output, &scratch)
    }
    swap(&spelled, &scratch.spelled)
  }

  /// Calls `body` with each line, its end included.
  func forEachLine(of text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0A { end &+= 1 }
      if end < text.count { end &+= 1 }
      body(UnsafeRawBufferPointer(rebasing: text[start..<end]))
      start = end
    }
  }

  private func restoreLine(
    _ text: UnsafeRawBufferPointer, settled: [Range<Int>] = [], into output: inout ByteBuffer,
    _ scratch: inout Scratch
  ) {
    scratch.line.fill(text, model, &scratch.search, settled: settled)
    guard !scratch.line.spots.isEmpty, let base = text.baseAddress else { return output.append(text) }
    let count = scratch.search.count
    if scratch.choices.count < count { scratch.choices = [UInt8](repeating: 0, count: count * 2) }
    scratch.search.run(model, keepingEdges: minConfidence > 0)
    scratch.choices.withUnsafeMutableBufferPointer { scratch.search.best(into: $0.baseAddress!) }
    let sure = minConfidence > 0 ? RestorationScores(scratch.search) : nil
    output.reserve(text.count &+ text.count / 2 &+ 32)
    var copied = 0
    for spot in scratch.line.spots {
      let choice = Int(scratch.choices[Int(spot.site)])
      if let sure, sure.share(Int(spot.site), choice) < minConfidence { continue }
      let pattern = model.token(Int(scratch.search.sites[Int(spot.site)].group) &+ choice).pattern
      if pattern.isBare { continue }
      let start = Int(spot.start)
      output.append(UnsafeRawBufferPointer(start: base + copied, count: start &- copied))
      output.reserve(32)
      output.count &+= spot.letters.write(pattern, tone, to: output.base + output.count)
      copied = Int(spot.end)
    }
    output.append(UnsafeRawBufferPointer(start: base + copied, count: text.count &- copied))
  }

  /// Appends well-formed UTF-8 restored, in NFC. Complexity: O(*n*).
  public func restore(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    var composed = ByteBuffer(capacity: bytes.count + 16)
    Normalizer(.canonical).normalize(bytes, into: &composed)
    var scratch = Scratch()
    composed.withBytes { restore($0, into: &output, &scratch) }
  }

  /// Returns `text` restored, in NFC.
  public func restore(_ text: String) -> String {
    var text = text
    var output = ByteBuffer(capacity: text.utf8.count * 3 / 2)
    text.withUTF8 { restore(UnsafeRawBufferPointer($0), into: &output) }
    return output.string
  }

  /// Returns the likeliest spelling of a short text such as a query, or `nil` where nothing would change.
  public func best(_ text: String) -> String? {
    let restored = restore(text)
    // Equal as strings: NFD of the same text is no other spelling.
    return restored == text ? nil : restored
  }

  /// Starts on a text that arrives in chunks.
  public func makeStream(invalid: InvalidUTF8Policy = .replace) -> RestorerStream {
    RestorerStream(self, invalid: invalid)
  }
}
