internal import VietCore
internal import VietUnicode

/// NFC of the text as it is and of the text decomposed, beside ICU's normalizeUTF8 and a copy.
enum NormalizeBench {
  static func run(_ text: BenchText) throws -> [BenchReport.Measure] {
    let composed = BenchText(capacity: text.count)
    try ICUNormalizing.normalize(text.bytes, to: .nfc, into: &composed.buffer)
    let decomposed = BenchText(capacity: text.count * 2)
    try ICUNormalizing.normalize(text.bytes, to: .nfd, into: &decomposed.buffer)
    return [
      try measure("NFC of text in NFC", composed, to: .nfc),
      try measure("NFC of text in NFD", decomposed, to: .nfc),
      try measure("NFD of text in NFC", composed, to: .nfd),
    ]
  }

  private static func measure(
    _ name: String, _ text: BenchText, to form: NormalizationForm
  ) throws -> BenchReport.Measure {
    let result = BenchText(capacity: text.count * 2)
    let contenders = [
      Contest.Contender(name: "viet") {
        result.buffer.removeAll()
        UnicodeNormalizer(form).normalize(text.bytes, into: &result.buffer)
      },
      Contest.Contender(name: "ICU") {
        result.buffer.removeAll()
        try ICUNormalizing.normalize(text.bytes, to: form, into: &result.buffer)
      },
      text.copying(into: result),
    ]
    return BenchReport.Measure(
      verb: .normalize, name: name, bytes: text.count,
      scores: zip(contenders, try Contest().run(contenders)).map {
        BenchReport.Score(engine: $0.name, seconds: $1)
      })
  }
}
