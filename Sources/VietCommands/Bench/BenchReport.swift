/// What a run of `viet bench` found.
struct BenchReport: Equatable {
  /// How fast one engine did one thing.
  struct Score: Equatable {
    /// `viet`, `ICU`, `memcpy`.
    let engine: String
    /// Seconds of one run over all of the input.
    let seconds: Samples
  }

  /// One thing that was measured, by one engine or several in turns.
  struct Measure: Equatable {
    let verb: BenchVerb
    let name: String
    /// Bytes of input of one run; 0 where bytes mean nothing.
    let bytes: Int
    /// What else one run gets through: `tokens`, `docs`, `queries`.
    var count: (unit: String, number: Int)?
    /// Ours first.
    let scores: [Score]
    /// Microseconds of a single query.
    var latency: Samples?
    /// Bytes, the most that a run of the whole program held.
    var peakMemory: Int?

    var ours: Score { scores[0] }

    /// Millions of bytes a second at the median.
    func megabytesPerSecond(_ score: Score) -> Double { Double(bytes) / 1e6 / score.seconds.median }

    static func == (a: Measure, b: Measure) -> Bool {
      a.verb == b.verb && a.name == b.name && a.bytes == b.bytes && a.count?.unit == b.count?.unit
        && a.count?.number == b.count?.number && a.scores == b.scores && a.latency == b.latency
        && a.peakMemory == b.peakMemory
    }
  }

  let program: String
  let date: String
  let machine: MachineFacts
  /// What the text was, how many bytes and documents of it were used.
  let input: String
  let bytes: Int
  let documents: Int
  var measures: [Measure] = []
}
