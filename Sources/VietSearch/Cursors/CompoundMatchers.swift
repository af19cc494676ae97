/// Documents that all parts have.
final class AllMatcher: Matcher {
  /// The rarest first.
  private let parts: [Matcher]
  /// Whether the part adds to the score.
  private let isScored: [Bool]
  private let optional: [Matcher]
  private let bound: Double

  init(scored: [Matcher], filters: [Matcher], optional: [Matcher]) {
    let all = scored.map { ($0, true) } + filters.map { ($0, false) }
    let sorted = all.enumerated().sorted { a, b in
      a.element.0.cost != b.element.0.cost ? a.element.0.cost < b.element.0.cost : a.offset < b.offset
    }
    parts = sorted.map(\.element.0)
    isScored = sorted.map(\.element.1)
    self.optional = optional
    bound = scored.reduce(0) { $0 + $1.maximumScore } + optional.reduce(0) { $0 + $1.maximumScore }
    super.init()
    align(parts[0].doc)
  }

  private func align(_ start: UInt32) {
    var target = start
    var i = 0
    // Each part moves the target on until all stand at it.
    while target != PostingCursor.end && i < parts.count {
      let part = parts[i]
      if part.doc < target { part.advance(to: target) }
      if part.doc > target {
        target = part.doc
        if i > 0 && parts[0].doc < target {
          parts[0].advance(to: target)
          target = parts[0].doc
        }
        i = i == 0 ? 1 : 0
        continue
      }
      i += 1
    }
    doc = target
  }

  override func advance(to target: UInt32) {
    if minimumScore >= bound {
      doc = PostingCursor.end
      return
    }
    parts[0].advance(to: target)
    align(parts[0].doc)
  }

  override func score() -> Double {
    var sum = 0.0
    for (i, part) in parts.enumerated() where isScored[i] { sum += part.score() }
    for part in optional {
      if part.doc < doc { part.advance(to: doc) }
      if part.doc == doc { sum += part.score() }
    }
    return sum
  }

  override var cost: Int { parts[0].cost }
  override var maximumScore: Double { bound }
  override var isDamaged: Bool { parts.contains(where: \.isDamaged) || optional.contains(where: \.isDamaged) }
}

/// Documents that at least one part has; scores are added, or the best counts.
final class AnyMatcher: Matcher {
  private let parts: [Matcher]
  private let takesBest: Bool

  init(_ parts: [Matcher], takesBest: Bool) {
    self.parts = parts
    self.takesBest = takesBest
    super.init()
    settle()
  }

  private func settle() {
    var least = PostingCursor.end
    for part in parts { least = min(least, part.doc) }
    doc = least
  }

  override func next() {
    for part in parts where part.doc == doc { part.next() }
    settle()
  }

  override func advance(to target: UInt32) {
    for part in parts where part.doc < target { part.advance(to: target) }
    settle()
  }

  override func score() -> Double {
    var result = 0.0
    for part in parts where part.doc == doc {
      let score = part.score()
      result = takesBest ? max(result, score) : result + score
    }
    return result
  }

  override var cost: Int { parts.reduce(0) { $0 + $1.cost } }
  override var maximumScore: Double {
    takesBest
      ? parts.reduce(0) { max($0, $1.maximumScore) } : parts.reduce(0) { $0 + $1.maximumScore }
  }
  override var isDamaged: Bool { parts.contains(where: \.isDamaged) }
}

/// Documents of `base` that `excluded` does not have.
final class ExcludingMatcher: Matcher {
  private let base: Matcher
  private let excluded: Matcher

  init(_ base: Matcher, without excluded: Matcher) {
    self.base = base
    self.excluded = excluded
    super.init()
    settle()
  }

  private func settle() {
    while base.doc != PostingCursor.end {
      if excluded.doc < base.doc { excluded.advance(to: base.doc) }
      if excluded.doc != base.doc { break }
      base.next()
    }
    doc = base.doc
  }

  override func next() {
    base.next()
    settle()
  }
  override func advance(to target: UInt32) {
    base.advance(to: target)
    settle()
  }
  override func score() -> Double { base.score() }
  override var minimumScore: Double { didSet { base.minimumScore = minimumScore } }
  override var cost: Int { base.cost }
  override var maximumScore: Double { base.maximumScore }
  override var isDamaged: Bool { base.isDamaged || excluded.isDamaged }
}

/// The documents of another matcher with their scores multiplied, or with one score for all.
final class WeightedMatcher: Matcher {
  private let base: Matcher
  private let factor: Double
  private let constant: Double?

  init(_ base: Matcher, factor: Float = 1, constant: Float? = nil) {
    self.base = base
    self.factor = Double(factor)
    self.constant = constant.map(Double.init)
    super.init()
    doc = base.doc
  }

  override func next() {
    base.next()
    doc = base.doc
  }
  override func advance(to target: UInt32) {
    base.advance(to: target)
    doc = base.doc
  }
  override func score() -> Double { constant ?? Double(Float(base.score() * factor)) }
  override var cost: Int { base.cost }
  override var maximumScore: Double { constant ?? max(0, base.maximumScore * factor * 1.000001) }
  override var isDamaged: Bool { base.isDamaged }
}
