/// Documents in which terms stand at given distances.
final class PhraseMatcher: Matcher {
  /// One for each place, in the order of the phrase.
  private let terms: [TermMatcher]
  private let offsets: [UInt32]
  /// Which places hold the same term.
  private let sameAs: [Int]
  private let lead: [Int]
  private let slop: Int
  private let weight: Float
  private var buffers: UnsafeMutablePointer<PositionBuffer>
  private var at: [Int]
  private var frequency: Float = 0

  /// `sameAs[i]` is the first place with the same term as place `i`.
  init(_ terms: [TermMatcher], offsets: [Int], sameAs: [Int], slop: Int, weight: Float) {
    self.terms = terms
    let first = offsets.first ?? 0
    self.offsets = offsets.map { UInt32(clamping: $0 - first) }
    self.sameAs = sameAs
    self.slop = slop
    self.weight = weight
    lead = terms.indices.sorted { (terms[$0].cost, $0) < (terms[$1].cost, $1) }
    at = [Int](repeating: 0, count: terms.count)
    buffers = .allocate(capacity: max(terms.count, 1))
    for i in terms.indices { (buffers + i).initialize(to: PositionBuffer()) }
    super.init()
    settle(terms.isEmpty ? PostingCursor.end : terms[lead[0]].doc)
  }

  deinit {
    buffers.deinitialize(count: terms.count)
    buffers.deallocate()
  }

  private func settle(_ start: UInt32) {
    let leader = terms[lead[0]]
    var target = start
    outer: while target != PostingCursor.end {
      for i in lead.dropFirst() {
        let term = terms[i]
        if term.doc < target { term.advance(to: target) }
        if term.doc > target {
          if term.doc == PostingCursor.end {
            target = PostingCursor.end
            break outer
          }
          leader.advance(to: term.doc)
          target = leader.doc
          continue outer
        }
      }
      if mayReach(target) {
        frequency = slop == 0 ? exactFrequency() : sloppyFrequency()
        if frequency > 0 { break }
      }
      leader.next()
      target = leader.doc
    }
    doc = target
  }

  /// Whether the document could score above the minimum, were each occurrence of the rarest word one of the phrase.
  private func mayReach(_ doc: UInt32) -> Bool {
    guard minimumScore > 0 else { return true }
    var least = UInt32.max
    for term in terms { least = min(least, term.totalFrequency()) }
    return Double(contribution(Float(least), doc)) * 1.000001 > minimumScore
  }

  private func contribution(_ frequency: Float, _ doc: UInt32) -> Float {
    weight * (frequency / (frequency + terms[0].group.norms.saturation(doc)))
  }

  private func read() {
    for i in terms.indices {
      if sameAs[i] == i {
        terms[i].positions(into: &buffers[i])
      } else {
        buffers[i].count = 0
        buffers[i].reserve(buffers[sameAs[i]].count)
        for j in 0..<buffers[sameAs[i]].count { buffers[i].base[j] = buffers[sameAs[i]].base[j] }
        buffers[i].count = buffers[sameAs[i]].count
      }
    }
  }

  private func exactFrequency() -> Float {
    read()
    if terms.count == 2 { return pairFrequency() }
    for i in at.indices { at[i] = 0 }
    var found: Float = 0
    // The place with the fewest positions leads.
    var leader = 0
    for i in terms.indices where buffers[i].count < buffers[leader].count { leader = i }
    next: for j in 0..<buffers[leader].count {
      let position = buffers[leader].base[j]
      guard position >= offsets[leader] else { continue }
      let start = position - offsets[leader]
      for i in terms.indices where i != leader {
        let wanted = start &+ offsets[i]
        var k = at[i]
        while k < buffers[i].count && buffers[i].base[k] < wanted { k += 1 }
        at[i] = k
        if k == buffers[i].count { break next }
        if buffers[i].base[k] != wanted { continue next }
      }
      found += 1
    }
    return found
  }

  private func pairFrequency() -> Float {
    let a = buffers[0].base
    let b = buffers[1].base
    let countA = buffers[0].count
    let countB = buffers[1].count
    let gap = offsets[1]
    var i = 0
    var j = 0
    var found = 0
    while i < countA && j < countB {
      let x = a[i] &+ gap
      let y = b[j]
      found &+= x == y ? 1 : 0
      i &+= x <= y ? 1 : 0
      j &+= y <= x ? 1 : 0
    }
    return Float(found)
  }

  /// Each smallest stretch with all terms counts 1 / (1 + movement).
  private func sloppyFrequency() -> Float {
    read()
    for i in terms.indices {
      at[i] = 0
      if buffers[i].count == 0 { return 0 }
    }
    var found: Float = 0
    while true {
      // Places are compared as if each word were the first of the phrase.
      var least = 0
      var low = Int.max
      var high = Int.min
      for i in terms.indices {
        let place = Int(buffers[i].base[at[i]]) - Int(offsets[i])
        if place < low {
          low = place
          least = i
        }
        high = max(high, place)
      }
      if high - low <= slop && standsApart() { found += 1 / Float(1 + high - low) }
      at[least] += 1
      if at[least] == buffers[least].count { return found }
    }
  }

  /// Whether no two places of the phrase use the same occurrence of a word.
  private func standsApart() -> Bool {
    for i in terms.indices where sameAs[i] != i {
      for j in 0..<i where sameAs[j] == sameAs[i] {
        if buffers[i].base[at[i]] == buffers[j].base[at[j]] { return false }
      }
    }
    return true
  }

  override func next() {
    if doc == PostingCursor.end { return }
    terms[lead[0]].next()
    settle(terms[lead[0]].doc)
  }

  override func advance(to target: UInt32) {
    if terms[lead[0]].doc < target { terms[lead[0]].advance(to: target) }
    settle(terms[lead[0]].doc)
  }

  override func score() -> Double { Double(contribution(frequency, doc)) }

  /// How often the phrase stands in the document; sloppy occurrences count less than 1.
  var phraseFrequency: Float { frequency }

  override var cost: Int { terms.isEmpty ? 0 : terms[lead[0]].cost }
  override var maximumScore: Double { Double(weight) }
  override var isDamaged: Bool { terms.contains(where: \.isDamaged) }
}
