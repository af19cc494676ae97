/// How often rows of two and three tokens were seen, in texts of several weights.
///
/// What is taken from a count for what was never seen is settled within each weight, where counts are whole, and weighed
/// with it: a text that weighs thirty does not pass for having said everything thirty times. Three tokens that it has said
/// once, where it weighs more than one, tell of their last two alone: one sentence of a small text would outweigh all others.
struct GramCounts {
  /// A row of tokens, the earliest highest.
  struct Gram<Key: FixedWidthInteger & Sendable> {
    var key: Key
    /// Weighted: how often it was seen; what estimates of its order count (for two tokens, different tokens before them);
    /// what is taken from that.
    var seen: Float
    var count: Float
    var taken: Float
  }

  /// In order of their keys.
  private(set) var trigrams: [Gram<UInt64>] = []
  private(set) var bigrams: [Gram<UInt32>] = []
  /// By token: different tokens before it, and what is taken from that.
  private(set) var before: [(count: Double, taken: Double)]

  /// Counts streams of tokens, each with its weight; 0 is the boundary of lines. Complexity: O(*n* log *n*).
  init(_ streams: [(weight: Double, tokens: [UInt16])], tokens: Int) {
    before = Array(repeating: (0, 0), count: tokens)
    for (weight, stream) in streams {
      let rows = Self.runs(Self.keys(stream))
      let pairs = Self.pairs(rows)
      let (long, short) = (Discounts(rows.lazy.map(\.count)), Discounts(pairs.lazy.map(\.histories)))
      let weight32 = Float(weight)
      let onceTaken = weight > 1 ? 1 : long.of(1)
      trigrams = Self.merged(
        trigrams,
        rows.map {
          Gram(
            key: $0.key, seen: weight32 * Float($0.count), count: weight32 * Float($0.count),
            taken: weight32 * Float($0.count == 1 ? onceTaken : long.of($0.count)))
        })
      bigrams = Self.merged(
        bigrams,
        pairs.map {
          Gram(
            key: $0.key, seen: weight32 * Float($0.count), count: weight32 * Float($0.histories),
            taken: weight32 * Float(short.of($0.histories)))
        })
      var different = [Int](repeating: 0, count: tokens)
      for pair in pairs { different[Int(pair.key & 0xFFFF)] += 1 }
      let discounts = Discounts(different)
      for w in 0..<tokens {
        before[w].count += weight * Double(different[w])
        before[w].taken += weight * discounts.of(different[w])
      }
    }
  }

  /// Every three tokens that follow each other, in order.
  private static func keys(_ stream: [UInt16]) -> [UInt64] {
    var keys: [UInt64] = []
    keys.reserveCapacity(stream.count)
    var (u, v): (UInt64, UInt64) = (0, 0)
    for w in stream {
      keys.append(u << 32 | v << 16 | UInt64(w))
      (u, v) = w == 0 ? (0, 0) : (v, UInt64(w))
    }
    keys.sort()
    return keys
  }

  private static func runs(_ keys: [UInt64]) -> [(key: UInt64, count: Int)] {
    var result: [(key: UInt64, count: Int)] = []
    var i = 0
    while i < keys.count {
      var end = i + 1
      while end < keys.count, keys[end] == keys[i] { end += 1 }
      result.append((keys[i], end - i))
      i = end
    }
    return result
  }

  /// The last two of each three. Histories: how many different tokens stand before them; behind a boundary, where nothing
  /// else can, how often they were seen.
  private static func pairs(
    _ rows: [(key: UInt64, count: Int)]
  ) -> [(key: UInt32, count: Int, histories: Int)] {
    var turned = rows.map { ($0.key & 0xFFFF_FFFF) << 32 | UInt64(min($0.count, 0xFFFF_FFFF)) }
    turned.sort()
    var result: [(key: UInt32, count: Int, histories: Int)] = []
    var i = 0
    while i < turned.count {
      let key = UInt32(turned[i] >> 32)
      var end = i
      var count = 0
      while end < turned.count, UInt32(turned[end] >> 32) == key {
        count += Int(turned[end] & 0xFFFF_FFFF)
        end += 1
      }
      result.append((key, count, key >> 16 == 0 ? count : end - i))
      i = end
    }
    return result
  }

  private static func merged<Key>(_ a: [Gram<Key>], _ b: [Gram<Key>]) -> [Gram<Key>] {
    if a.isEmpty { return b }
    var result: [Gram<Key>] = []
    result.reserveCapacity(a.count + b.count)
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if j == b.count || (i < a.count && a[i].key < b[j].key) {
        result.append(a[i])
        i += 1
      } else if i == a.count || b[j].key < a[i].key {
        result.append(b[j])
        j += 1
      } else {
        var gram = a[i]
        gram.seen += b[j].seen
        gram.count += b[j].count
        gram.taken += b[j].taken
        result.append(gram)
        (i, j) = (i + 1, j + 1)
      }
    }
    return result
  }
}
