internal import VietCore
internal import VietSegmentation

/// Trains the word model: a semi-Markov conditional random field (Sarawagi & Cohen 2004) over hashed features, by
/// AdaGrad (Duchi et al. 2011) with L2, first on voted text (partly labelled: open gaps are summed over), then on gold.
/// A model of gold alone can be the third voter: ``vote(on:)``.
///
/// One thread, seeded: the same data and seed give the same bytes.
package struct WordTrainer: ~Copyable {
  package struct Options: Sendable {
    package var seed: UInt64 = 1
    /// Passes over the gold data; the weights of the second half are averaged.
    package var epochs = 12
    package var pretrainingEpochs = 2
    package var rate: Float = 0.1
    /// For gold after voted text: smaller, so that less of it is forgotten.
    package var finetuningRate: Float = 0.05
    package var pretrainingRate: Float = 0.1
    package var penalty: Float = 0.0003
    /// Passes that may do no better on the text that judges before training stops.
    package var patience = 3
    /// How sure the weights must be to settle a gap that two voters left open.
    package var settlingConfidence = 0.8
    /// How sure they must be to leave open what two voters agree on.
    package var doubtingConfidence = 0.97
    /// How sure the weights must be that two voters are right who part a long word of the treebank's vocabulary.
    package var longWordConfidence = 0.95
    /// How often a sentence is shown in small letters, and how often in capitals, instead of as it is written.
    package var lowerShare: Double = 0.07
    package var upperShare: Double = 0.03
    /// How often a sentence is shown without its diacritics.
    package var bareShare: Double = 0.05

    package init() {}
  }

  /// A sentence and how much it counts.
  package struct Example: Sendable {
    package var sentence: LabelledSentence
    package var weight: Float

    package init(_ sentence: LabelledSentence, weight: Float = 1) {
      self.sentence = sentence
      self.weight = weight
    }
  }

  private let options: Options
  private var random: Random
  /// Log odds a slot.
  package private(set) var weights: [Float]
  private var squares: [Float]
  private var isPretrained = false
  private var facts = UnitFacts()
  private var model = WordPosteriors()
  private var gold = WordPosteriors()
  private var slots: [Int32] = []
  /// Where the slots of each gap start in ``slots``, and last those of the spans.
  private var starts: [Int] = []

  package init(_ options: Options) {
    self.options = options
    random = Random(state: options.seed)
    weights = [Float](repeating: 0, count: 1 << WordFeatures.slotBits)
    squares = [Float](repeating: 1, count: 1 << WordFeatures.slotBits)
  }

  /// Learns from text that was segmented by vote.
  package mutating func pretrain(_ examples: [Example], progress: (Int, Int) -> Void) {
    for _ in 0..<options.pretrainingEpochs {
      pass(over: examples, rate: options.pretrainingRate, progress: progress)
    }
    for i in squares.indices { squares[i] = 1 }
    isPretrained = true
  }

  /// Lets the weights vote as the third on text that two others voted on: a gap that those left open is settled where
  /// the weights are sure, one they agreed on is left open where the weights are all but certain of the contrary. Long
  /// words, which the two part too often, are also left open where the weights are not certain that they are right.
  package mutating func vote(on examples: [Example]) -> [Example] {
    let settling = options.settlingConfidence
    let doubting = options.doubtingConfidence
    return examples.map { example in
      let count = example.sentence.units.count
      guard count > 1 else { return example }
      weigh(example.sentence.units)
      model.run([WordLattice.Constraint](repeating: .none, count: count))
      var result = example
      for i in 0..<count - 1 {
        let joined = model.joined[i]
        switch example.sentence.gaps[i] {
        case .none:
          result.sentence.gaps[i] = joined > settling ? .joined : joined < 1 - settling ? .split : .none
        case .joined: if joined < 1 - doubting { result.sentence.gaps[i] = .none }
        case .split:
          if joined > (facts.liesInLongWord(i) ? 1 - options.longWordConfidence : doubting) {
            result.sentence.gaps[i] = .none
          }
        }
      }
      return result
    }
  }

  /// Learns from gold. After each pass `judge` may say how good the mean of the passes is by now (higher is better); the
  /// best is kept, and training stops when it has not got better for ``Options/patience`` passes. Without a judgement
  /// the mean of the passes of the second half is kept.
  package mutating func train(
    _ examples: [Example], progress: (Int, Int) -> Void, judge: ((borrowing [Float]) -> Double)? = nil
  ) {
    var sum = [Float](repeating: 0, count: weights.count)
    var summed: Float = 0
    var best: (score: Double, weights: [Float])?
    var bestEpoch = 0
    for epoch in 0..<options.epochs {
      pass(over: examples, rate: isPretrained ? options.finetuningRate : options.rate, progress: progress)
      guard epoch >= options.epochs / 2 || judge != nil else { continue }
      for i in sum.indices { sum[i] += weights[i] }
      summed += 1
      guard let judge else { continue }
      let mean = sum.map { $0 / summed }
      let score = judge(mean)
      if best.map({ score > $0.score }) ?? true {
        best = (score, mean)
        bestEpoch = epoch
      } else if epoch - bestEpoch >= options.patience {
        break
      }
    }
    if let best { weights = best.weights } else if summed > 0 { weights = sum.map { $0 / summed } }
  }

  private mutating func pass(over examples: [Example], rate: Float, progress: (Int, Int) -> Void) {
    var order = Array(examples.indices)
    for i in stride(from: order.count - 1, to: 0, by: -1) { order.swapAt(i, random.below(i + 1)) }
    for (done, index) in order.enumerated() {
      learn(examples[index], rate)
      if done & 0xFFF == 0 { progress(done, order.count) }
    }
    progress(order.count, order.count)
  }

  private mutating func learn(_ example: Example, _ rate: Float) {
    let count = example.sentence.units.count
    guard count > 1 else { return }
    var units = example.sentence.units
    let draw = random.uniform()
    if draw < options.lowerShare + options.upperShare {
      let shape: CaseShape = draw < options.lowerShare ? .lower : .upper
      for i in units.indices where units[i].shape != .none { units[i].shape = shape }
    }
    if random.uniform() < options.bareShare {
      for i in units.indices { units[i].exactHash = units[i].foldedHash }
    }
    weigh(units)
    gold.reset(count)
    gold.joining.update(from: model.joining, count: count - 1)
    gold.spans.update(from: model.spans, count: count * WordFeatures.lengths)
    let spanStart = starts[count - 1]
    let free = [WordLattice.Constraint](repeating: .none, count: count)
    model.run(free)
    gold.run(example.sentence.gaps)
    for i in 0..<count - 1 {
      update(
        starts[i], starts[i + 1] - starts[i],
        Float(gold.joined[i] - model.joined[i]) * example.weight, rate)
    }
    for i in 0..<count * WordFeatures.lengths {
      update(
        spanStart + i * WordFeatures.perSpan, WordFeatures.perSpan,
        Float(gold.words[i] - model.words[i]) * example.weight, rate)
    }
  }

  /// Fills ``model`` with the factors that the present weights give the gaps and words of a sentence.
  private mutating func weigh(_ units: [TextUnit]) {
    units.withUnsafeBufferPointer { facts.fill($0, .builtIn) }
    WordFeatures.slots(of: facts, into: &slots, starts: &starts)
    model.reset(units.count)
    let spanStart = starts[units.count - 1]
    for i in 0..<units.count - 1 { model.joining[i] = factor(starts[i], starts[i + 1] - starts[i]) }
    for i in 0..<units.count * WordFeatures.lengths {
      model.spans[i] = factor(spanStart + i * WordFeatures.perSpan, WordFeatures.perSpan)
    }
  }

  @inline(__always)
  private func factor(_ start: Int, _ count: Int) -> Double {
    var sum: Float = 0
    for k in start..<start + count { sum += weights[Int(slots[k])] }
    return WordPosteriors.exponential(Double(sum))
  }

  @inline(__always)
  private mutating func update(_ start: Int, _ count: Int, _ difference: Float, _ rate: Float) {
    guard abs(difference) > 1e-5 else { return }
    for k in start..<start + count {
      let slot = Int(slots[k])
      let gradient = difference - options.penalty * weights[slot]
      squares[slot] += gradient * gradient
      weights[slot] += rate * gradient / squares[slot].squareRoot()
    }
  }

  /// The weights in whole steps from −127 to 127 of ``scale``, as a model file holds them.
  package static func quantised(_ weights: borrowing [Float]) -> (weights: [Int8], scale: Float) {
    var largest: Float = 1e-6
    for i in weights.indices { largest = max(largest, abs(weights[i])) }
    let scale = min(largest, 4) / 127
    return (weights.map { Int8(max(-127, min(127, ($0 / scale).rounded()))) }, scale)
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014): small, and the same everywhere.
struct Random {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}
