internal import VietSegmentation

/// Interpolated Kneser-Ney estimates with three discounts (Chen & Goodman 1999) from how often things were seen.
struct Discounts {
  private let values: (Double, Double, Double)

  /// From how many things were seen once, twice, three and four times; 0.75 for all where there is too little to tell.
  init(_ counts: some Sequence<Int>) {
    var seen = (0.0, 0.0, 0.0, 0.0)
    for count in counts {
      switch count {
      case 1: seen.0 += 1
      case 2: seen.1 += 1
      case 3: seen.2 += 1
      case 4: seen.3 += 1
      default: break
      }
    }
    guard seen.0 > 0, seen.1 > 0, seen.2 > 0 else {
      values = (0.75, 0.75, 0.75)
      return
    }
    let share = seen.0 / (seen.0 + 2 * seen.1)
    func bounded(_ value: Double, _ limit: Double) -> Double { max(0.1, min(value, limit)) }
    values = (
      bounded(1 - 2 * share * seen.1 / seen.0, 0.95), bounded(2 - 3 * share * seen.2 / seen.1, 1.9),
      bounded(3 - 4 * share * seen.3 / seen.2, 2.9)
    )
  }

  /// What is taken from a count.
  func of(_ count: Int) -> Double {
    switch count {
    case 0: 0
    case 1: values.0
    case 2: values.1
    default: values.2
    }
  }
}

/// The language model before it is quantised.
struct KneserNey {
  /// Two tokens, the earlier one high, in order; how often seen.
  struct Bigram {
    var key: UInt32
    var count: Int
    var probability: Double
  }

  /// Three tokens, the earliest one highest, in order.
  struct Trigram {
    var key: UInt64
    var count: Int
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

  /// Counts a stream of tokens; 0 is the boundary of lines. Complexity: O(*n* log *n*).
  init(_ stream: [UInt16], tokens: Int) {
    unigrams = [Double](repeating: 0, count: tokens)
    backoffs = [Double](repeating: 1, count: tokens)
    starts = [Int](repeating: 0, count: tokens + 1)
    countTrigrams(stream)
    let histories = countBigrams()
    estimateUnigrams(tokens)
    estimateBigrams(histories, tokens)
    estimateTrigrams()
  }

  private mutating func countTrigrams(_ stream: [UInt16]) {
    var keys: [UInt64] = []
    keys.reserveCapacity(stream.count)
    var (u, v): (UInt64, UInt64) = (0, 0)
    for w in stream {
      keys.append(u << 32 | v << 16 | UInt64(w))
      (u, v) = w == 0 ? (0, 0) : (v, UInt64(w))
    }
    keys.sort()
    var i = 0
    while i < keys.count {
      var end = i + 1
      while end < keys.count, keys[end] == keys[i] { end += 1 }
      trigrams.append(Trigram(key: keys[i], count: end - i, probability: 0, gain: 0))
      i = end
    }
  }

  /// Returns by bigram how many different tokens stand before it; behind a boundary, where nothing else can, how often it
  /// was seen.
  private mutating func countBigrams() -> [Int] {
    var rows = trigrams.map { ($0.key & 0xFFFF_FFFF) << 32 | UInt64(min($0.count, 0xFFFF_FFFF)) }
    rows.sort()
    var histories: [Int] = []
    var i = 0
    while i < rows.count {
      let key = UInt32(rows[i] >> 32)
      var end = i
      var count = 0
      while end < rows.count, UInt32(rows[end] >> 32) == key {
        count += Int(rows[end] & 0xFFFF_FFFF)
        end += 1
      }
      bigrams.append(Bigram(key: key, count: count, probability: 0))
      histories.append(key >> 16 == 0 ? count : end - i)
      i = end
    }
    return histories
  }

  private mutating func estimateUnigrams(_ tokens: Int) {
    var before = [Int](repeating: 0, count: tokens)
    for bigram in bigrams { before[Int(bigram.key & 0xFFFF)] += 1 }
    let discounts = Discounts(before)
    let all = Double(max(1, before.reduce(0, +)))
    let freed = before.reduce(0.0) { $0 + discounts.of($1) } / all
    for w in 0..<tokens {
      unigrams[w] = (Double(before[w]) - discounts.of(before[w])) / all + freed / Double(tokens)
    }
  }

  private mutating func estimateBigrams(_ histories: [Int], _ tokens: Int) {
    let discounts = Discounts(histories)
    var i = 0
    for v in 0..<tokens {
      starts[v] = i
      var end = i
      while end < bigrams.count, Int(bigrams[end].key >> 16) == v { end += 1 }
      guard end > i else { continue }
      let all = Double(histories[i..<end].reduce(0, +))
      let freed = histories[i..<end].reduce(0.0) { $0 + discounts.of($1) } / all
      backoffs[v] = freed
      for k in i..<end {
        let count = histories[k]
        bigrams[k].probability =
          (Double(count) - discounts.of(count)) / all + freed * unigrams[Int(bigrams[k].key & 0xFFFF)]
      }
      i = end
    }
    starts[tokens] = i
  }

  private mutating func estimateTrigrams() {
    let discounts = Discounts(trigrams.lazy.map(\.count))
    var i = 0
    while i < trigrams.count {
      let context = trigrams[i].key >> 16
      var end = i
      var all = 0
      var freed = 0.0
      while end < trigrams.count, trigrams[end].key >> 16 == context {
        all += trigrams[end].count
        freed += discounts.of(trigrams[end].count)
        end += 1
      }
      freed /= Double(all)
      for k in i..<end {
        let count = trigrams[k].count
        let shorter = probability(UInt32(truncatingIfNeeded: trigrams[k].key))
        let value = (Double(count) - discounts.of(count)) / Double(all) + freed * shorter
        trigrams[k].probability = value
        trigrams[k].gain = Float(Double(count) * NaturalLogarithm.of(value / (freed * shorter)))
      }
      i = end
    }
  }

  /// The place of a bigram among ``bigrams``.
  func index(_ key: UInt32) -> Int? {
    var low = starts[Int(key >> 16)]
    var high = starts[Int(key >> 16) + 1]
    while low < high {
      let middle = (low + high) / 2
      if bigrams[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < bigrams.count && bigrams[low].key == key ? low : nil
  }

  private func probability(_ key: UInt32) -> Double {
    index(key).map { bigrams[$0].probability }
      ?? backoffs[Int(key >> 16)] * unigrams[Int(key & 0xFFFF)]
  }

  /// What a bigram gains over backing off, in nats over all times it was seen.
  func gain(_ bigram: Bigram) -> Double {
    let shorter = backoffs[Int(bigram.key >> 16)] * unigrams[Int(bigram.key & 0xFFFF)]
    return Double(bigram.count) * NaturalLogarithm.of(bigram.probability / shorter)
  }
}
