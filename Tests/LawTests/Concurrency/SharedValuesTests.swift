import Synchronization
import Testing
import VietAnalysis
import VietCore
import VietEncodings
import VietIndex
import VietOrthography
import VietSearch
import VietSegmentation
import VietTestSupport
import VietUnicode

/// One normaliser, segmenter, analyzer, searcher for eight threads: the same answers as for one.
///
/// Under the thread sanitizer (`make test-tsan`) this is where a race would show; VIET_LONG_TESTS=1 runs a minute.
@Suite(.serialized) struct SharedValuesTests {
  /// Everything that is promised to be shareable, made once.
  struct Shared: Sendable {
    let normalizers: [Normalizer]
    let syllables = SyllableSegmenter()
    let sentences = SentenceSegmenter()
    let words = WordSegmenter()
    let detector = EncodingDetector()
    let analyzers: [Analyzer]
    let searcher: Searcher
    let parser: QueryParser
    let highlighter: Highlighter

    init(_ texts: [String]) throws {
      var all = Normalizer.Options(form: .nfd)
      all.repair = true
      all.tone = .modern
      all.yi = .i
      normalizers = [
        Normalizer(), Normalizer(.init(form: .nfkd)), Normalizer(all), Normalizer(.search),
      ]
      analyzers = try [.vi, .viSyllable, .viFolded].map { try Analyzer(AnalyzerDescription($0)) }
      let analyzer = analyzers[0]
      let schema = Schema(fields: [.init("body")], fingerprint: analyzer.fingerprint)
      let storage = MemoryStorage()
      var writer = try IndexWriter(creating: storage, schema: schema, analyzer: analyzer)
      var document = Document()
      for (number, text) in texts.enumerated() {
        document.removeAll()
        document.setID("d\(number)")
        document.add(text, to: 0)
        try writer.add(document)
        if number == texts.count / 2 { try writer.commit() }
      }
      try writer.commit()
      try writer.close()
      searcher = try Searcher(try Snapshot(storage), analyzer: analyzer)
      parser = QueryParser(analyzer: analyzer, schema: schema)
      highlighter = Highlighter(analyzer: analyzer)
    }

    /// All that the values say of `text`, as one number.
    func answer(_ text: String) -> Int {
      var hasher = Fingerprint()
      for normalizer in normalizers {
        hasher.add(normalizer.normalize(text))
        hasher.add(normalizer.align(text).alignment.edits.count)
      }
      for token in syllables.units(in: text) { hasher.add(token.range.upperBound) }
      for sentence in sentences.units(in: text) { hasher.add(sentence.tokens.count) }
      for word in words.units(in: text) { hasher.add(word.syllableCount) }
      Array(text.utf8).withUnsafeBytes { bytes in
        hasher.add(detector.rank(bytes).first?.answer.name ?? "")
        var batch = TermBatch()
        for analyzer in analyzers {
          analyzer.analyze(bytes, for: .document, into: &batch)
          hasher.add(batch.count)
        }
      }
      let (query, _) = parser.parse(String(text.prefix(40)))
      if let result = try? searcher.search(query) {
        for hit in result.hits {
          hasher.add(Int(hit.document))
          hasher.add(Int(hit.score.bitPattern))
        }
      }
      let ranges = Array(text.utf8).withUnsafeBytes { highlighter.ranges(of: query, in: $0, field: "body") }
      for range in ranges { hasher.add(range.lowerBound) }
      return hasher.value
    }
  }

  /// FNV-1a, so that a value means the same in every process.
  struct Fingerprint {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325
    var value: Int { Int(truncatingIfNeeded: state) }
    mutating func add(_ text: String) { for byte in text.utf8 { mix(UInt64(byte)) } }
    mutating func add(_ number: Int) { mix(UInt64(bitPattern: Int64(number))) }
    private mutating func mix(_ word: UInt64) { state = (state ^ word) &* 0x100_0000_01B3 }
  }

  @Test func eightThreadsGetWhatOneGets() throws {
    let texts = try CorpusDocument.all().map(\.text).enumerated().map { number, text in
      number % 3 == 0
        ? Normalizer(.init(form: .nfd)).normalize(String(text.prefix(600))) : String(text.prefix(600))
    }
    let wanted = try {
      let shared = try Shared(texts)
      return texts.map { shared.answer($0) }
    }()
    // Fresh values, so that what is made at first use is made by eight at once.
    let shared = try Shared(texts)
    let rounds = Atomic(0)
    let wrong = Atomic(-1)
    let end = ContinuousClock.now + .seconds(LongTests.count(2, long: 60))
    Threads.run(8) { thread in
      var random = SeededGenerator(seed: UInt64(thread))
      repeat {
        let number = random.below(texts.count)
        if shared.answer(texts[number]) != wanted[number] { wrong.store(number, ordering: .relaxed) }
        rounds.wrappingAdd(1, ordering: .relaxed)
      } while ContinuousClock.now < end
    }
    let number = wrong.load(ordering: .relaxed)
    #expect(number < 0, "\(number < 0 ? "" : texts[number])")
    print("8 threads asked \(rounds.load(ordering: .relaxed)) times")
  }
}
