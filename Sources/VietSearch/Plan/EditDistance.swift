/// Distance between byte strings in insertions, removals, replacements and swaps of neighbours
/// (optimal string alignment), up to a limit.
struct EditDistance {
  private let word: [UInt8]
  private let limit: Int
  private var rows: [[Int]]

  init(_ word: [UInt8], limit: Int) {
    self.word = word
    self.limit = limit
    rows = Array(repeating: Array(repeating: 0, count: word.count + 1), count: 3)
  }

  /// The distance, or `nil` if it is above the limit. Complexity: O(word · other).
  mutating func distance(to other: UnsafeRawBufferPointer) -> Int? {
    guard abs(other.count - word.count) <= limit else { return nil }
    for j in 0...word.count { rows[0][j] = j }
    for i in 0..<other.count {
      let now = (i + 1) % 3
      let before = i % 3
      let earlier = (i + 2) % 3
      rows[now][0] = i + 1
      var least = i + 1
      for j in 0..<word.count {
        var best = min(rows[before][j + 1], rows[now][j]) + 1
        best = min(best, rows[before][j] + (other[i] == word[j] ? 0 : 1))
        if i > 0, j > 0, other[i] == word[j - 1], other[i - 1] == word[j] {
          best = min(best, rows[earlier][j - 1] + 1)
        }
        rows[now][j + 1] = best
        least = min(least, best)
      }
      if least > limit { return nil }
    }
    let result = rows[other.count % 3][word.count]
    return result <= limit ? result : nil
  }
}
