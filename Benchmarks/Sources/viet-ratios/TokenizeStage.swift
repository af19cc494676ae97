import VietText

/// Syllables, sentences and words, beside ICU's word break iterator on the same bytes.
enum TokenizeStage {
  static func run(_ text: [UInt8]) throws {
    var scanner = SyllableScanner()
    var batch = UnitBatch()
    var breaker = try ICUBreaker()
    var ends: [UInt32] = []
    let icu = Rival(name: "ICU word break") {
      ends.removeAll(keepingCapacity: true)
      text.withUnsafeBytes { try! breaker.breaks($0, into: &ends) }
    }
    var count = 0
    let segmenters: [(String, () -> Void)] = [
      (
        "syllables, kinds and hashes",
        {
          scanner.reset()
          batch.removeAll()
          text.withUnsafeBytes { _ = scanner.scan($0, isLast: true, into: &batch) }
        }
      ),
      ("sentences", { count &+= units(of: SentenceSegmenter(), text) }),
      ("words", { count &+= units(of: WordSegmenter(), text) }),
    ]
    for (name, run) in segmenters {
      Contest.row(
        "tokenize", name, bytes: text.count, [Rival(name: "viet", run: run), icu, Contest.memcpy(text)])
    }
  }

  private static func units(of segmenter: some Segmenter, _ text: [UInt8]) -> Int {
    var count = 0
    var stream = segmenter.makeStream()
    stream.consume(text.span) { _ in count &+= 1 }
    stream.finish { _ in count &+= 1 }
    return count
  }
}
