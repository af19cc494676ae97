internal import VietIndex
internal import VietKernels

/// The best documents of an OR of terms, window by window (after Lucene's MaxScoreBulkScorer and the MaxScore of
/// Turtle and Flood 1995, with block maxima).
///
/// In each window of documents the terms whose bounds together can't reach the threshold only complete scores;
/// the rest are added up in an array. A window that can't reach it at all is not decoded.
struct RankedUnion: ~Copyable {
  private static let window = GroupCursors.window

  private let terms: GroupCursors
  private let sums: UnsafeMutablePointer<Double>
  private var candidates = Candidates()
  /// Documents whose scores were completed.
  private(set) var evaluated = 0

  init(_ groups: [TermGroup], _ memory: CursorMemory) {
    terms = GroupCursors(groups, memory)
    sums = .allocate(capacity: Int(Self.window))
    sums.initialize(repeating: 0, count: Int(Self.window))
  }

  deinit { sums.deallocate() }

  var isDamaged: Bool { terms.isDamaged }

  /// Walks the part and gives what may be among the best to `top`.
  mutating func run(_ part: Snapshot.Part, overlaps: Bool, _ top: inout TopHits) {
    let limit = part.segment.documents
    let count = terms.groups.count
    var order = Array(0..<count)
    var bounds = [Double](repeating: 0, count: count)
    var before = [Double](repeating: 0, count: count + 1)
    var start: UInt32 = 0
    while start < limit {
      let end = min(start &+ Self.window, limit)
      for g in 0..<count { bounds[g] = terms.bound(g, from: start, through: end &- 1) }
      order.sort { bounds[$0] < bounds[$1] }
      for i in 0..<count { before[i + 1] = before[i] + bounds[order[i]] }
      let threshold = top.bar(overlaps)
      var optional = 0
      while optional < count && before[optional + 1] <= threshold { optional += 1 }
      if optional < count {
        for i in optional..<count where bounds[order[i]] > 0 {
          terms.accumulate(order[i], from: start, until: end, into: sums)
        }
        complete(part, overlaps, start, order, before, optional, &top)
      }
      start = end
    }
  }

  /// Completes the scores of the window's documents that may reach the threshold: term after term, the greatest
  /// bound first.
  private mutating func complete(
    _ part: Snapshot.Part, _ overlaps: Bool, _ start: UInt32, _ order: [Int], _ before: [Double],
    _ optional: Int, _ top: inout TopHits
  ) {
    var threshold = top.bar(overlaps)
    // Contributions are above 0: so is the sum of a document that was met.
    let count = AboveThreshold.find(
      sums, count: Int(Self.window), above: max(0, threshold - before[optional]), at: candidates.here)
    for k in 0..<count {
      let slot = Int(candidates.here[k])
      candidates.docs[k] = start &+ UInt32(truncatingIfNeeded: slot)
      candidates.sums[k] = sums[slot]
    }
    candidates.count = count
    sums.update(repeating: 0, count: Int(Self.window))
    for i in stride(from: optional - 1, through: 0, by: -1) {
      if candidates.count == 0 { return }
      terms.add(order[i], to: &candidates, rest: before[i], above: threshold)
    }
    for k in 0..<candidates.count {
      let doc = candidates.docs[k]
      guard part.isLive(doc) else { continue }
      evaluated &+= 1
      if candidates.sums[k] <= threshold { continue }
      top.insert(
        TopHits.Entry(
          score: Float(candidates.sums[k]), ordinal: part.ordinal(doc), doc: part.base &+ doc))
      threshold = top.bar(overlaps)
    }
  }
}
