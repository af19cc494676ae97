/// The live documents of several segments in the order of their ordinals, as runs of documents of one segment.
///
/// Segments of one build hold long stretches of the input each, so that this takes memory by the stretch and not by the
/// document; the worst case, every other document deleted, is 12 bytes a document that stays.
struct MergeOrder {
  struct Run {
    let source: UInt32
    let first: UInt32
    var count: UInt32

    var docs: Range<UInt32> { first..<(first + count) }
  }

  private(set) var runs: [Run] = []
  /// Documents of all runs.
  private(set) var count = 0

  /// Gives each live document its new number. The documents must be in the order of the ordinals within each source.
  /// Complexity: O(runs · sources + documents).
  init(_ sources: [MergeSource]) {
    var at = [UInt32](repeating: 0, count: sources.count)
    func skipDead(_ i: Int) {
      while at[i] < sources[i].segment.documents && !sources[i].isLive(at[i]) { at[i] += 1 }
    }
    for i in sources.indices { skipDead(i) }
    while true {
      // Of equal ordinals, which only damage makes, the first source comes first.
      var best: (ordinal: UInt64, source: Int)?
      var rival: (ordinal: UInt64, source: Int)?
      for (i, source) in sources.enumerated() where at[i] < source.segment.documents {
        let found = (source.ordinal(at[i]), i)
        if best == nil || found < best! {
          rival = best
          best = found
        } else if rival == nil || found < rival! {
          rival = found
        }
      }
      guard let i = best?.source else { return }
      repeat {
        take(at[i], of: i, sources)
        at[i] += 1
        skipDead(i)
      } while at[i] < sources[i].segment.documents
        && rival.map { (sources[i].ordinal(at[i]), i) < $0 } ?? true
    }
  }

  private mutating func take(_ doc: UInt32, of source: Int, _ sources: [MergeSource]) {
    sources[source].newNumbers[Int(doc)] = UInt32(count)
    count += 1
    if let last = runs.last, last.source == source, last.first + last.count == doc {
      runs[runs.count - 1].count += 1
    } else {
      runs.append(Run(source: UInt32(source), first: doc, count: 1))
    }
  }
}
