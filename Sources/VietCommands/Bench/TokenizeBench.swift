internal import VietCore
internal import VietSegmentation
internal import VietUnicode

/// Syllables of the text, beside ICU's word break iterator over the same bytes.
enum TokenizeBench {
  static func run(_ text: BenchText) throws -> [BenchReport.Measure] {
    let copy = BenchText(capacity: text.count)
    let units = Units()
    let breaks = try Breaks()
    let contenders = [
      Contest.Contender(name: "viet") { units.scan(text.bytes) },
      Contest.Contender(name: "ICU") { try breaks.find(in: text.bytes) },
      text.copying(into: copy),
    ]
    let seconds = try Contest().run(contenders)
    return [
      BenchReport.Measure(
        verb: .tokenize, name: "syllables", bytes: text.count, count: ("tokens", units.count),
        scores: zip(contenders, seconds).map { BenchReport.Score(engine: $0.name, seconds: $1) })
    ]
  }

  private final class Units {
    private var scanner = SyllableScanner()
    private var batch = UnitBatch()

    var count: Int { batch.count }

    func scan(_ text: UnsafeRawBufferPointer) {
      scanner.reset()
      batch.removeAll()
      _ = scanner.scan(text, isLast: true, into: &batch)
    }
  }

  private final class Breaks {
    private var breaker: ICUBreaker
    private var ends: [UInt32] = []

    init() throws { breaker = try ICUBreaker() }

    func find(in text: UnsafeRawBufferPointer) throws {
      ends.removeAll(keepingCapacity: true)
      try breaker.breaks(text, into: &ends)
    }
  }
}
