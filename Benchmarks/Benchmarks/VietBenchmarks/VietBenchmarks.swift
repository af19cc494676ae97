import Benchmark
import BenchmarkText
import VietText

// What ordo-one/benchmark says well on any machine: wall clock, throughput, peak memory. Ratios are viet-ratios' matter.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], timeUnits: .milliseconds,
    maxDuration: .seconds(3))
  guard let text = try? BenchmarkText.load(bytes: 4 << 20) else {
    fatalError("no text: run in Benchmarks, or name files in VIET_BENCH_TEXT")
  }

  for form in NormalizationForm.allCases {
    let normalizer = UnicodeNormalizer(form)
    Benchmark("normalize, \(form)") { benchmark in
      var output = ByteBuffer(capacity: text.count * 2)
      for _ in benchmark.scaledIterations {
        output.removeAll()
        text.withUnsafeBytes { normalizer.normalize($0, into: &output) }
        blackHole(output.count)
      }
    }
  }
  Benchmark("fold") { benchmark in
    let normalizer = Normalizer(.search)
    var output = ByteBuffer(capacity: text.count * 2)
    for _ in benchmark.scaledIterations {
      output.removeAll()
      text.withUnsafeBytes { normalizer.normalize($0, into: &output) }
      blackHole(output.count)
    }
  }
  Benchmark("syllables") { benchmark in
    var scanner = SyllableScanner()
    var batch = UnitBatch()
    for _ in benchmark.scaledIterations {
      scanner.reset()
      batch.removeAll()
      text.withUnsafeBytes { _ = scanner.scan($0, isLast: true, into: &batch) }
      blackHole(batch.count)
    }
  }
  Benchmark("words") { benchmark in
    for _ in benchmark.scaledIterations {
      var stream = WordSegmenter().makeStream()
      var count = 0
      stream.consume(text.span) { _ in count &+= 1 }
      stream.finish { _ in count &+= 1 }
      blackHole(count)
    }
  }
}
