internal import VietCore

/// What happens to the terms after the tokenizer: stop words go, synonyms come beside what they stand for.
struct TermFilters: Sendable {
  private let stopKeys: Set<[UInt8]>
  private let synonyms: SynonymTable?
  private let isFolded: Bool

  /// Nothing where the description asks for nothing.
  init?(_ description: AnalyzerDescription) {
    let groups = description.synonyms + (description.expandsTeencode ? Teencode.groups : [])
    guard !description.stopWords.isEmpty || !groups.isEmpty else { return nil }
    isFolded = description.name == .viFolded
    var keys: Set<[UInt8]> = []
    for word in description.stopWords {
      let parts = SynonymTable.keys(of: word, folded: isFolded, name: description.name)
      // A stop word of several syllables is no single term: each syllable alone would go, which was not said.
      if parts.count == 1 { keys.insert(parts[0]) }
    }
    stopKeys = keys
    synonyms = groups.isEmpty ? nil : SynonymTable(groups, description.name)
  }

  func apply(to batch: inout TermBatch, for purpose: AnalysisPurpose) {
    if purpose != .document { synonyms?.expand(&batch) }
    guard !stopKeys.isEmpty else { return }
    var kept = 0
    for i in 0..<batch.count {
      let entry = batch.entries[i]
      if entry.span == 1, stopKeys.contains(batch.key(entry)) { continue }
      batch.entries[kept] = entry
      kept += 1
    }
    batch.truncate(to: kept)
  }
}

extension TermBatch {
  /// A copy of the key of `entry`.
  func key(_ entry: Entry) -> [UInt8] {
    [UInt8](UnsafeBufferPointer(start: keys.base + Int(entry.keyStart), count: entry.keyLength))
  }
}
