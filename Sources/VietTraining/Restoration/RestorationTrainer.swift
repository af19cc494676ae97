internal import VietOrthography
internal import VietSegmentation

/// Makes a restoration model from running text: counts, estimates (``KneserNey``), keeps what gains most for its room (in the
/// manner of Stolcke 1998), quantises. Nothing is drawn by lot: the same text gives the same bytes.
package struct RestorationTrainer {
  package struct Options: Sendable {
    /// Room for bigrams and trigrams, in ``RowBuckets`` of 32.
    package var bigramBuckets = 33_000
    package var trigramBuckets = 101_000
    /// How much the case of a syllable counts against its neighbours.
    package var caseWeight = 0.7

    package init() {}
  }

  /// What was kept of what there was.
  package struct Summary: Sendable {
    package var units = 0
    package var tokens = 0
    package var groups = 0
    package var bigrams = 0
    package var trigrams = 0
    package var keptBigrams = 0
    package var keptTrigrams = 0
  }

  private let options: Options
  private let vocabulary: RestorationVocabulary
  private let estimates: KneserNey
  package private(set) var summary = Summary()

  package init(_ text: borrowing RestorationText, _ options: Options = Options()) {
    self.options = options
    let vocabulary = RestorationVocabulary(text)
    self.vocabulary = vocabulary
    let special = UInt32(RestorationModel.Special.count)
    let streams = text.streams.map { weight, stream in
      (
        weight: weight,
        tokens: stream.map { $0 < special ? UInt16($0) : vocabulary.ids[Int($0 - special)] }
      )
    }
    estimates = KneserNey(streams, tokens: vocabulary.tokens.count)
    summary.units = streams.reduce(0) { $0 + $1.tokens.count }
    summary.tokens = vocabulary.tokens.count
    summary.groups = vocabulary.tokens.count { $0.groupCount > 1 }
    summary.bigrams = estimates.bigrams.count
    summary.trigrams = estimates.trigrams.count
  }

  /// Steps of cost, not rounded.
  private static func steps(_ probability: Double) -> Double {
    -NaturalLogarithm.of(max(probability, 1e-30)) * Double(RestorationModel.Layout.steps)
  }

  private static func byte(_ steps: Double) -> UInt8 { UInt8(max(0, min(255, steps.rounded()))) }

  private func isAmbiguous(_ token: Int) -> Bool {
    vocabulary.tokens[Int(vocabulary.tokens[token].group)].groupCount > 1
  }

  /// Returns the bytes of the model file.
  package mutating func file(description: String) -> [UInt8] {
    var file = RestorationModelFile(description: description)
    let keptBigrams = keepBigrams()
    let costs = estimates.unigrams.map { Self.byte(Self.steps($0)) }
    let backoffs = bigramBackoffs(keptBigrams)
    for (i, token) in vocabulary.tokens.enumerated() {
      file.append(
        RestorationModel.Token(
          pattern: token.pattern, isSpelled: token.isSpelled, cost: costs[i],
          backoff: Self.byte(Self.steps(backoffs[i])), count: UInt8(token.groupCount),
          titleCost: caseCost(token.titles, token.lowers), lowerCost: caseCost(token.lowers, token.titles)),
        hash: token.hash)
    }
    let bigramCosts = estimates.bigrams.map { Self.byte(Self.steps($0.probability)) }
    let keptTrigrams = keepTrigrams(keptBigrams)
    let (longBackoffs, codes) = trigramBackoffs(keptTrigrams)
    file.backoffCodes = codes.values.map { Int16($0) }

    var bigrams = RowBuckets.Builder(buckets: options.bigramBuckets, planes: 3)
    var isThere = [Bool](repeating: false, count: estimates.bigrams.count)
    for i in keptBigrams {
      let key = estimates.bigrams[i].key
      let next = vocabulary.tokens[Int(key & 0xFFFF)]
      isThere[i] = bigrams.insert(
        RowBuckets.hash(0xFFFF, UInt16(key >> 16), next.group), candidate: next.candidate,
        nibble: codes.code(Self.steps(longBackoffs[i])), byte: bigramCosts[i])
    }
    file.bigrams = bigrams.bytes
    summary.keptBigrams = keptBigrams.count - bigrams.leftOut

    // What a trigram adds to what the quantised bigram and its way of backing off cost already.
    let corrections = keptTrigrams.map { i -> Double in
      let trigram = estimates.trigrams[i]
      let history = estimates.index(UInt32(trigram.key >> 16))
      let pair = estimates.index(UInt32(truncatingIfNeeded: trigram.key))
      let backoff = history.map { isThere[$0] ? codes.value(Self.steps(longBackoffs[$0])) : 0 } ?? 0
      return Self.steps(trigram.probability) - Double(backoff) - Double(pair.map { bigramCosts[$0] } ?? 0)
    }
    let correctionCodes = Codebook(
      zip(corrections, keptTrigrams).map { ($0, Double(estimates.trigrams[$1].seen)) })
    file.correctionCodes = correctionCodes.values.map { Int16($0) }
    var trigrams = RowBuckets.Builder(buckets: options.trigramBuckets, planes: 2)
    for (i, correction) in zip(keptTrigrams, corrections) {
      let key = estimates.trigrams[i].key
      guard let pair = estimates.index(UInt32(truncatingIfNeeded: key)), isThere[pair] else { continue }
      let next = vocabulary.tokens[Int(key & 0xFFFF)]
      let isIn = trigrams.insert(
        RowBuckets.hash(
          UInt16(truncatingIfNeeded: key >> 32), UInt16(truncatingIfNeeded: key >> 16), next.group),
        candidate: next.candidate, nibble: correctionCodes.code(correction))
      if isIn { summary.keptTrigrams += 1 }
    }
    file.trigrams = trigrams.bytes
    return file.bytes
  }

  private func caseCost(_ seen: Int, _ other: Int) -> UInt8 {
    let share = (Double(seen) + 0.2) / (Double(seen + other) + 0.4)
    return Self.byte(Self.steps(share) * options.caseWeight)
  }

  /// Bigrams to keep, the most useful first; a few more than there is room for.
  private func keepBigrams() -> [Int] {
    let room = options.bigramBuckets * RowBuckets.width
    let gains = estimates.bigrams.map { Float(estimates.gain($0)) }
    let order = estimates.bigrams.indices.filter { i in
      let key = estimates.bigrams[i].key
      return isAmbiguous(Int(key >> 16)) || isAmbiguous(Int(key & 0xFFFF))
    }.sorted { (gains[$1], $0) < (gains[$0], $1) }
    return Array(order.prefix(room * 95 / 100))
  }

  private func keepTrigrams(_ bigrams: [Int]) -> [Int] {
    let room = options.trigramBuckets * RowBuckets.width
    let gains = estimates.trigrams.map(\.gain)
    var isKept = [Bool](repeating: false, count: estimates.bigrams.count)
    for i in bigrams { isKept[i] = true }
    let order = estimates.trigrams.indices.filter { i in
      let trigram = estimates.trigrams[i]
      let (u, v, w) = (Int(trigram.key >> 32), Int(trigram.key >> 16 & 0xFFFF), Int(trigram.key & 0xFFFF))
      guard gains[i] > 0, isAmbiguous(u) || isAmbiguous(v) || isAmbiguous(w) else { return false }
      return estimates.index(UInt32(truncatingIfNeeded: trigram.key)).map { isKept[$0] } ?? false
    }.sorted { (gains[$1], $0) < (gains[$0], $1) }
    return Array(order.prefix(room * 95 / 100))
  }

  /// The weights of backing off from one token, given which bigrams there are.
  private func bigramBackoffs(_ kept: [Int]) -> [Double] {
    var long = [Double](repeating: 0, count: vocabulary.tokens.count)
    var short = long
    for i in kept.sorted() {
      let bigram = estimates.bigrams[i]
      long[Int(bigram.key >> 16)] += bigram.probability
      short[Int(bigram.key >> 16)] += estimates.unigrams[Int(bigram.key & 0xFFFF)]
    }
    return zip(long, short).map { max(1e-4, 1 - $0) / max(1e-4, 1 - $1) }
  }

  /// The weights of backing off from two tokens by bigram, given which trigrams there are, and their codes.
  private func trigramBackoffs(_ kept: [Int]) -> ([Double], Codebook) {
    var long = [Double](repeating: 0, count: estimates.bigrams.count)
    var short = long
    var weight = long
    for i in kept.sorted() {
      let trigram = estimates.trigrams[i]
      guard let history = estimates.index(UInt32(trigram.key >> 16)),
        let pair = estimates.index(UInt32(truncatingIfNeeded: trigram.key))
      else { continue }
      long[history] += trigram.probability
      short[history] += estimates.bigrams[pair].probability
      weight[history] = Double(estimates.bigrams[history].seen)
    }
    let values = zip(long, short).map { max(1e-3, 1 - $0) / max(1e-3, 1 - $1) }
    let codes = Codebook(zip(values, weight).map { (Self.steps($0), $1 + 0.1) })
    return (values, codes)
  }
}
