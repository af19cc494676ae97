internal import VietCore
internal import VietSegmentation

/// Syllables equal ICU's; tokens, sentences and words ascend, leave out blanks only, and don't depend on chunks.
enum SegmentationFuzzing {
  static func syllables(_ bytes: UnsafeRawBufferPointer) throws {
    var input = FuzzInput(bytes)
    let salt = input.byte()
    let text = Array(input.rest)
    var scanner = SyllableScanner()
    var found = UnitBatch()
    var reference = try ReferenceScanner()
    var wanted = UnitBatch()
    try text.withUnsafeBytes {
      let consumed = scanner.scan($0, isLast: true, into: &found)
      try demand(consumed == text.count, "the last scan takes everything")
      try reference.scan($0, into: &wanted)
    }
    try demand(
      describe(found) == describe(wanted), "syllables are those of ICU",
      "\(describe(found)) \(describe(wanted))")
    let whole = text.withUnsafeBytes { SyllableSegmenter().units(in: $0) }
    try rebuild(whole.map(\.range), text)
    try demand(chunked(SyllableSegmenter(), text, salt) == whole, "any chunking gives the same syllables")
  }

  static func words(_ bytes: UnsafeRawBufferPointer) throws {
    var input = FuzzInput(bytes)
    let choice = input.byte()
    let text = Array(input.rest)
    let cutter = SentenceSegmenter(joinsLines: choice & 1 != 0)
    let sentences = text.withUnsafeBytes { cutter.units(in: $0) }
    let tokens = sentences.flatMap(\.tokens)
    try rebuild(tokens.map(\.range), text)
    for sentence in sentences {
      try demand(
        sentence.range.lowerBound == sentence.tokens.first?.range.lowerBound
          && sentence.range.upperBound == sentence.tokens.last?.range.upperBound, "a sentence is its tokens")
    }
    try demand(chunked(cutter, text, choice) == sentences, "any chunking gives the same sentences")
    let segmenter = WordSegmenter()
    let words = text.withUnsafeBytes { segmenter.units(in: $0) }
    try rebuild(words.map(\.range), text, withBlanks: true)
    if choice & 1 == 0 {
      try demand(words.reduce(0) { $0 + $1.syllableCount } == tokens.count, "words are made of the tokens")
    }
    try demand(chunked(segmenter, text, choice) == words, "any chunking gives the same words")
  }

  private static func describe(_ units: borrowing UnitBatch) -> [[UInt64]] {
    units.withUnits { units in
      units.map {
        [
          UInt64($0.start), UInt64($0.end), UInt64($0.kind.rawValue), UInt64($0.shape.rawValue),
          UInt64($0.flags.rawValue), $0.exactHash, $0.foldedHash,
        ]
      }
    }
  }

  static func chunked<S: Segmenter>(_ segmenter: S, _ text: [UInt8], _ salt: Int) -> [S.Unit] {
    var stream = segmenter.makeStream()
    var units: [S.Unit] = []
    text.withUnsafeBytes { bytes in
      FuzzInput.forEachChunk(of: bytes, salt: salt) { chunk in
        let elements = chunk.bindMemory(to: UInt8.self)
        stream.consume(Span(_unsafeElements: elements)) { units.append($0) }
      }
    }
    stream.finish { units.append($0) }
    return units
  }

  /// Ranges ascend, and between them stands white space only (and a byte order mark at the start).
  private static func rebuild(_ ranges: [UTF8Range<Original>], _ text: [UInt8], withBlanks: Bool = false)
    throws
  {
    var end = 0
    for range in ranges {
      try demand(range.lowerBound >= end && range.upperBound > range.lowerBound, "ranges ascend", "\(range)")
      try demand(range.upperBound <= text.count, "ranges lie in the text", "\(range)")
      try demandBlank(text[end..<range.lowerBound], text)
      end = range.upperBound
    }
    try demandBlank(text[end...], text)
  }

  private static func demandBlank(_ gap: ArraySlice<UInt8>, _ text: [UInt8]) throws {
    let scalars = String(decoding: gap, as: UTF8.self).unicodeScalars
    try demand(
      scalars.allSatisfy { $0.properties.isWhitespace || ($0.value == 0xFEFF && gap.startIndex == 0) },
      "only blanks are in no token", "\(gap.startIndex)..<\(gap.endIndex) of \(text)")
  }
}
