internal import VietIndex

/// Reorders the best documents by what their neighbouring words add.
struct Refinement {
  let runs: [NeighbouringWords]
  let planner: Planner

  /// `entries` are the best documents, best first; those up to ``NeighbourScorer/depth`` may change places.
  func refined(_ entries: [TopHits.Entry]) throws(IndexError) -> [TopHits.Entry] {
    var best = Array(entries.prefix(NeighbourScorer.depth))
    // Lists are walked forward.
    best.sort { $0.doc < $1.doc }
    let snapshot = planner.preparation.snapshot
    var i = 0
    while i < best.count {
      let number = snapshot.partIndex(of: best[i].doc)
      let base = snapshot.parts[number].base
      let end = best[i...].firstIndex { snapshot.partIndex(of: $0.doc) != number } ?? best.count
      for run in runs {
        let memory = CursorMemory()
        var scorer = try NeighbourScorer(run, planner, part: number, memory)
        for k in i..<end {
          best[k].score = Float(Double(best[k].score) + scorer.bonus(best[k].doc - base))
        }
        if scorer.isDamaged { throw Searcher.damage() }
      }
      i = end
    }
    best.sort { $1.isWorse(than: $0) }
    return best + entries.dropFirst(best.count)
  }
}
