internal import VietCore

/// Spellings that stand for one another, by the keys of their tokens.
struct SynonymTable: Sendable {
  /// Sequences of keys → the other members of their groups.
  private var others: [[[UInt8]]: [[[UInt8]]]] = [:]
  private var longest = 1

  init(_ groups: [[String]], _ name: AnalyzerName) {
    for group in groups {
      let members = group.map {
        Self.keys(of: $0, folded: name == .viFolded, name: name)
      }.filter { !$0.isEmpty }
      for (i, member) in members.enumerated() {
        longest = max(longest, member.count)
        for (k, other) in members.enumerated() where k != i && other != member {
          if others[member, default: []].contains(other) { continue }
          others[member, default: []].append(other)
        }
      }
    }
  }

  /// The keys of the tokens of `text`, one a position.
  static func keys(of text: String, folded: Bool, name: AnalyzerName) -> [[UInt8]] {
    guard let analyzer = try? Analyzer(AnalyzerDescription(name == .vi ? .viSyllable : name)) else {
      return []
    }
    var batch = TermBatch()
    var text = text
    text.withUTF8 { analyzer.analyze(UnsafeRawBufferPointer($0), for: .query, into: &batch) }
    return (0..<batch.count).map { batch.key(batch.entries[$0]) }
  }

  /// Adds, at the position of its first token, each synonym of what stands in the batch.
  ///
  /// A synonym of one token is one more entry there; one of several is a run of terms
  /// (``TermBatch/runSeparator``).
  func expand(_ batch: inout TermBatch) {
    let count = batch.count
    var tokens: [(index: Int, key: [UInt8])] = []
    for i in 0..<count where batch.entries[i].span == 1 { tokens.append((i, batch.key(batch.entries[i]))) }
    for first in tokens.indices {
      for length in 1...max(1, min(longest, tokens.count - first)) {
        let sequence = tokens[first..<first + length].map(\.key)
        guard let found = others[sequence] else { continue }
        let place = batch.entries[tokens[first].index]
        let last = batch.entries[tokens[first + length - 1].index]
        for other in found { append(other, at: place, to: last, &batch) }
      }
    }
  }

  private func append(
    _ keys: [[UInt8]], at place: TermBatch.Entry, to last: TermBatch.Entry, _ batch: inout TermBatch
  ) {
    let keyStart = batch.keys.count
    let parts = keys.map { $0.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false) }
    let folded = Array(parts.map { $0[0] }.joined(separator: [TermBatch.runSeparator]))
    let form = Array(parts.map { $0.count > 1 ? $0[1] : [] }.joined(separator: [TermBatch.runSeparator]))
    folded.withUnsafeBytes { batch.keys.append($0) }
    batch.keys.append(0)
    form.withUnsafeBytes { batch.keys.append($0) }
    batch.append(
      TermBatch.Entry(
        keyStart: UInt32(truncatingIfNeeded: keyStart),
        foldedLength: UInt16(truncatingIfNeeded: folded.count),
        formLength: UInt16(truncatingIfNeeded: form.count), position: place.position, start: place.start,
        end: last.end, span: UInt8(min(keys.count, 255))))
  }
}
