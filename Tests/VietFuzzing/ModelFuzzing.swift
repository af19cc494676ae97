internal import CVietData
internal import VietAnalysis
internal import VietCore
internal import VietSegmentation

/// Files of someone else that the segmenter and the analyzers read.
enum ModelFuzzing {
  private static let sample = "Thủ tướng nói học sinh học sinh học ở Hà Nội."

  /// A lexicon, then the same text as the stored description of an analyzer.
  static func lexicon(_ bytes: UnsafeRawBufferPointer) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    var lexicon = Lexicon()
    do throws(ModelError) { try lexicon.add(lines: text) } catch {
      try demand(error.line.map { $0 >= 1 } ?? false, "an error names its line", "\(error)")
    }
    let segmenter = WordSegmenter(lexicon: lexicon)
    for text in [sample, text] {
      let words = segmenter.units(in: text)
      let chunks = SegmentationFuzzing.chunked(segmenter, Array(text.utf8), bytes.count)
      try demand(words == chunks, "any chunking with a lexicon")
    }
    do { try describe(text) } catch is AnalyzerError {}
  }

  private static func describe(_ text: String) throws {
    let description = try AnalyzerDescription(stored: text)
    let again = try AnalyzerDescription(stored: description.stored)
    try demand(again.stored == description.stored, "what is stored is read back", description.stored)
    analyze(text, try Analyzer(description))
  }

  private static func analyze(_ text: String, _ analyzer: Analyzer) {
    var batch = TermBatch()
    Array(text.utf8).withUnsafeBytes { analyzer.analyze($0, for: .query, into: &batch) }
  }

  /// The model in the program with bytes of its header, its description and its weights replaced; with the
  /// checksum made to fit where the first byte is odd.
  static func model(_ bytes: UnsafeRawBufferPointer) throws {
    let blob = viet_data_segment()
    guard let base = blob.bytes else { return }
    var file = Array(UnsafeRawBufferPointer(start: base, count: blob.count))
    var input = FuzzInput(bytes)
    let isSealed = input.byte() & 1 != 0
    let mode = input.byte() % 3
    if mode == 0 {
      file = Array(input.rest)
    } else if mode == 1 {
      while input.has(3) {
        let at = input.short()
        file[at % min(file.count, 512)] = UInt8(input.byte())
      }
    } else {
      file.removeLast(min(file.count, input.short() << 4))
    }
    if isSealed, file.count >= 32 {
      let sum = file.withUnsafeBytes { ModelChecksum.of(UnsafeRawBufferPointer(rebasing: $0[32...])) }
      for i in 0..<8 {
        file[16 + i] = UInt8(truncatingIfNeeded: file.count >> (8 * i))
        file[24 + i] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * i))
      }
    }
    guard let model = file.withUnsafeBytes({ try? WordModel($0) }) else { return }
    _ = model.description
    _ = WordSegmenter(model: model).units(in: sample)
  }
}
