internal import CVietData
internal import VietCore

/// Text to measure on where none is named: documents put together from the sentences of Corpus/text, chosen by a
/// seeded generator.
///
/// Sentences recur in another order and in other company, never the text as a whole, so that caches and branch
/// predictors meet less that they know.
enum BenchSample {
  /// Documents of about a thousand bytes, `bytes` in all or a little more.
  static func documents(bytes: Int, seed: UInt64) throws -> [BenchDocument] {
    let sentences = try self.sentences()
    var generator = SplitMix64(state: seed)
    var documents: [BenchDocument] = []
    var total = 0
    while total < bytes {
      var text = ""
      for _ in 0..<(4 + generator.below(8)) {
        if !text.isEmpty { text += generator.below(4) == 0 ? "\n" : " " }
        text += sentences[generator.below(sentences.count)]
      }
      total += text.utf8.count + 1
      documents.append(BenchDocument(id: "sample-\(documents.count + 1)", text: text))
    }
    return documents
  }

  /// The sentences of the embedded documents.
  private static func sentences() throws -> [String] {
    let blob = viet_data_sample()
    var sentences: [String] = []
    for document in try BenchDocument.read(UnsafeRawBufferPointer(start: blob.bytes, count: blob.count)) {
      for line in document.text.split(separator: "\n") {
        var sentence = ""
        for word in line.split(separator: " ") {
          sentence += sentence.isEmpty ? String(word) : " " + word
          guard let last = word.unicodeScalars.last, last == "." || last == "?" || last == "!" else {
            continue
          }
          sentences.append(sentence)
          sentence = ""
        }
        if !sentence.isEmpty { sentences.append(sentence) }
      }
    }
    return sentences
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct SplitMix64 {
  var state: UInt64

  /// A number in `0..<bound`.
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
