internal import VietSegmentation

/// The language model before it is quantised: interpolated modified Kneser-Ney estimates (Chen & Goodman 1999) from weighted
/// counts.
struct KneserNey {
  /// Two tokens, the earlier one high, in order; how often seen.
  struct Bigram {
    var key: UInt32
    var seen: Float
    var probability: Double
  }

  /// Three tokens, the earliest one highest, in order.
  struct Trigram {
    var key: UInt64
    var seen: Float
    var probability: Double
    /// What it gains over backing off, in nats over all times it was seen.
    var gain: Float
  }

  private(set) var unigrams: [Double]
  private(set) var bigrams: [Bigram] = []
  private(set) var trigrams: [Trigram] = []
  /// Where the bigrams of each first token start.
  private var starts: [Int]
  /// Weights of backing off from one token, everything kept.
  private var backoffs: [Double]

  /// Complexity: O(*n* log *n*).
  init(_ streams: [(weight: Double, tokens: [UInt16])], tokens: Int) {
    let counts = GramCounts(streams, tokens: tokens)
    unigrams = [Double](repeating: 0, count: tokens)
    backoffs = [Double](repeating: 1, count: tokens)
    starts = [Int](repeating: 0, count: tokens + 1)
    estimateUnigrams(counts)
    estimateBigrams(counts.bigrams)
    estimateTrigrams(counts.trigrams)
  }

  private mutating func estimateUnigrams(_ counts: GramCounts) {
    let all = max(1e-9, counts.before.reduce(0) { $0 + $1.count })
    let freed = counts.before.reduce(0) { $0 + $1.taken } / all
    for (w, row) in counts.before.enumerated() {
      unigrams[w] = (row.count - row.taken) / all + freed / Double(unigrams.count)
    }
  }

  private mutating func estimateBigrams(_ counts: [GramCounts.Gram<UInt32>]) {
    bigrams.reserveCapacity(counts.count)
    var i = 0
    for v in unigrams.indices {
      starts[v] = i
      var end = i
      var (all, freed) = (0.0, 0.0)
      while end < counts.count, Int(counts[end].key >> 16) == v {
        all += Double(counts[end].count)
        freed += Double(counts[end].taken)
        end += 1
      }
      guard end > i else { continue }
      freed /= all
      backoffs[v] = freed
      for gram in counts[i..<end] {
        bigrams.append(
          Bigram(
            key: gram.key, seen: gram.seen,
            probability: Double(gram.count - gram.taken) / all + freed * unigrams[Int(gram.key & 0xFFFF)]))
      }
      i = end
    }
    starts[unigrams.count] = i
  }

  private mutating func estimateTrigrams(_ counts: [GramCounts.Gram<UInt64>]) {
    trigrams.reserveCapacity(counts.count)
    var i = 0
    while i < counts.count {
      let context = counts[i].key >> 16
      var end = i
      var (all, freed) = (0.0, 0.0)
      while end < counts.count, counts[end].key >> 16 == context {
        all += Double(counts[end].count)
        freed += Double(counts[end].taken)
        end += 1
      }
      freed /= all
      for gram in counts[i..<end] {
        let shorter = freed * probability(UInt32(truncatingIfNeeded: gram.key))
        let probability = Double(gram.count - gram.taken) / all + shorter
        let gain = Float(Double(gram.seen) * NaturalLogarithm.of(probability / shorter))
        trigrams.append(Trigram(key: gram.key, seen: gram.seen, probability: probability, gain: gain))
      }
      i = end
    }
  }

  /// The place of a bigram among ``bigrams``.
  func index(_ key: UInt32) -> Int? {
    var low = starts[Int(key >> 16)]
    let end = starts[Int(key >> 16) + 1]
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if bigrams[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < end && bigrams[low].key == key ? low : nil
  }

  /// What a bigram gains over backing off, in nats over all times it was seen.
  func gain(_ bigram: Bigram) -> Double {
    let shorter = backoffs[Int(bigram.key >> 16)] * unigrams[Int(bigram.key & 0xFFFF)]
    return Double(bigram.seen) * NaturalLogarithm.of(bigram.probability / shorter)
  }

  /// How likely the second token is behind the first.
  func probability(_ key: UInt32) -> Double {
    index(key).map { bigrams[$0].probability }
      ?? backoffs[Int(key >> 16)] * unigrams[Int(key & 0xFFFF)]
  }
}
