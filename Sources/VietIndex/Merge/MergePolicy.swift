/// Which segments to merge: tiers of sizes that grow by the factor 8; eight segments of one tier become one.
enum MergePolicy {
  static let factor = 8
  /// All segments up to this size are of the lowest tier.
  static let floor = 1 << 20

  static func tier(_ length: Int) -> Int {
    var tier = 0
    var size = max(length, 1) / floor
    while size > 0 {
      tier += 1
      size /= factor
    }
    return tier
  }

  /// Indices of entries to merge next; empty when all is well. Complexity: O(entries).
  static func choose(_ entries: [Manifest.Entry]) -> [Int] {
    for (i, entry) in entries.enumerated() where entry.live * 2 < Int(entry.documents) { return [i] }
    var tiers: [Int: [Int]] = [:]
    for (i, entry) in entries.enumerated() { tiers[tier(entry.length), default: []].append(i) }
    for tier in tiers.keys.sorted() {
      if let found = tiers[tier], found.count >= factor { return found }
    }
    return []
  }
}
