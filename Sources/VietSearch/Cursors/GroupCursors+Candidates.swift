internal import VietIndex
internal import VietKernels

/// Scores of candidates completed by one more term, block by block of its lists.
extension GroupCursors {
  /// Adds what term `g` gives; drops candidates that can't score above `threshold` with the `rest`.
  func add(_ g: Int, to candidates: inout Candidates, rest: Double, above threshold: Double) {
    if starts[g + 1] - starts[g] > 1 {
      gather(g, &candidates)
      spend(g, &candidates, isNeeded: false, rest, threshold)
      return
    }
    let group = groups[g]
    let tier = tiers[starts[g]]
    let cursor = cursors + starts[g]
    let list = cursor.pointee.list
    let docs = candidates.docs
    let sums = candidates.sums
    var at = 0
    var kept = 0
    while at < candidates.count {
      let block = cursor.pointee.block(of: docs[at])
      let end =
        block == list.blocks ? candidates.count : candidates.end(from: at, through: list.last(ofBlock: block))
      let bound =
        block == list.blocks ? 0 : Double(group.bound(list.impact(ofBlock: block), tier: tier))
      var shared = 0
      if bound > 0 && candidates.best(at, end) + bound + rest > threshold
        && cursor.pointee.isLoaded(block)
      {
        shared = SortedIntersection.find(
          candidates.docs + at, count: end &- at, in: cursor.pointee.docs, atFirst: candidates.here,
          atSecond: candidates.there)
        if shared > 0 { cursor.pointee.loadFrequencies() }
        let frequencies = cursor.pointee.frequencies
        for s in 0..<shared {
          let k = at &+ Int(candidates.here[s])
          let tf = Float(frequencies[Int(candidates.there[s])])
          sums[k] += Double(group.contribution(tf, tier: tier, docs[k]))
        }
      }
      for k in at..<end {
        let sum = sums[k]
        docs[kept] = docs[k]
        sums[kept] = sum
        kept &+= Candidates.step(sum + rest, above: threshold)
      }
      at = end
    }
    candidates.count = kept
  }

  /// Keeps the candidates that term `g`, of one spelling, has, adds what it gives, and drops those that can't score
  /// above `threshold` with the `rest`.
  func thin(_ g: Int, _ candidates: inout Candidates, rest: Double, above threshold: Double) {
    if starts[g + 1] - starts[g] > 1 {
      gather(g, &candidates)
      spend(g, &candidates, isNeeded: true, rest, threshold)
      return
    }
    let group = groups[g]
    let tier = tiers[starts[g]]
    let cursor = cursors + starts[g]
    let list = cursor.pointee.list
    var at = 0
    var kept = 0
    while at < candidates.count {
      let block = cursor.pointee.block(of: candidates.docs[at])
      if block == list.blocks { break }
      let end = candidates.end(from: at, through: list.last(ofBlock: block))
      defer { at = end }
      let bound = Double(group.bound(list.impact(ofBlock: block), tier: tier)) + rest
      if candidates.best(at, end) + bound <= threshold { continue }
      if !cursor.pointee.isLoaded(block) { break }
      let shared = SortedIntersection.find(
        candidates.docs + at, count: end &- at, in: cursor.pointee.docs, atFirst: candidates.here,
        atSecond: candidates.there)
      if shared == 0 { continue }
      cursor.pointee.loadFrequencies()
      let frequencies = cursor.pointee.frequencies
      let docs = candidates.docs
      let sums = candidates.sums
      let here = candidates.here
      let there = candidates.there
      for s in 0..<shared {
        let k = at &+ Int(here[s])
        let doc = docs[k]
        let tf = Float(frequencies[Int(there[s])])
        let sum = sums[k] + Double(group.contribution(tf, tier: tier, doc))
        docs[kept] = doc
        sums[kept] = sum
        kept &+= Candidates.step(sum + rest, above: threshold)
      }
    }
    candidates.count = kept
  }

  /// Keeps the candidates that term `g` of a phrase has, with the least frequency so far.
  func share(_ g: Int, _ candidates: inout Candidates) {
    let cursor = cursors + starts[g]
    let list = cursor.pointee.list
    var at = 0
    var kept = 0
    while at < candidates.count {
      let block = cursor.pointee.block(of: candidates.docs[at])
      if block == list.blocks { break }
      let end = candidates.end(from: at, through: list.last(ofBlock: block))
      defer { at = end }
      if !cursor.pointee.isLoaded(block) { break }
      let shared = SortedIntersection.find(
        candidates.docs + at, count: end &- at, in: cursor.pointee.docs, atFirst: candidates.here,
        atSecond: candidates.there)
      if shared == 0 { continue }
      cursor.pointee.loadFrequencies()
      for s in 0..<shared {
        candidates.move(at &+ Int(candidates.here[s]), to: kept)
        candidates.least[kept] = min(
          candidates.least[kept], cursor.pointee.frequencies[Int(candidates.there[s])])
        kept &+= 1
      }
    }
    candidates.count = kept
  }

  /// Notes for each candidate the best tier of term `g` that it has, and how often.
  private func gather(_ g: Int, _ candidates: inout Candidates) {
    candidates.frequencies.update(repeating: 0, count: candidates.count)
    for i in starts[g]..<starts[g + 1] {
      let cursor = cursors + i
      let list = cursor.pointee.list
      let tier = tiers[i]
      var at = 0
      while at < candidates.count {
        let block = cursor.pointee.block(of: candidates.docs[at])
        if block == list.blocks { break }
        let end = candidates.end(from: at, through: list.last(ofBlock: block))
        defer { at = end }
        if !cursor.pointee.isLoaded(block) { break }
        let shared = SortedIntersection.find(
          candidates.docs + at, count: end &- at, in: cursor.pointee.docs, atFirst: candidates.here,
          atSecond: candidates.there)
        if shared == 0 { continue }
        cursor.pointee.loadFrequencies()
        for s in 0..<shared {
          let k = at &+ Int(candidates.here[s])
          let frequency = cursor.pointee.frequencies[Int(candidates.there[s])]
          // Spellings come best tier first.
          if candidates.frequencies[k] == 0 {
            candidates.tiers[k] = tier
            candidates.frequencies[k] = frequency
          } else if candidates.tiers[k] == tier {
            candidates.frequencies[k] &+= frequency
          }
        }
      }
    }
  }

  /// Adds what ``gather(_:_:)`` found, and drops candidates that can't score above `threshold` with the `rest`;
  /// those without the term, too, if it is needed.
  private func spend(
    _ g: Int, _ candidates: inout Candidates, isNeeded: Bool, _ rest: Double, _ threshold: Double
  ) {
    let group = groups[g]
    var kept = 0
    for k in 0..<candidates.count {
      let frequency = candidates.frequencies[k]
      if isNeeded && frequency == 0 { continue }
      let doc = candidates.docs[k]
      var sum = candidates.sums[k]
      if frequency > 0 {
        sum += Double(group.contribution(Float(frequency), tier: candidates.tiers[k], doc))
      }
      candidates.docs[kept] = doc
      candidates.sums[kept] = sum
      kept &+= Candidates.step(sum + rest, above: threshold)
    }
    candidates.count = kept
  }
}
