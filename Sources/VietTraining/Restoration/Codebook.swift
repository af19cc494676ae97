/// Sixteen steps of cost that stand for all others: Lloyd's method in one dimension over whole steps.
struct Codebook {
  /// Ascending.
  private(set) var values: [Int]

  private static let bounds = -1000...1000

  init(_ samples: [(value: Double, weight: Double)]) {
    var histogram = [Double](repeating: 0, count: Self.bounds.count)
    for (value, weight) in samples {
      let step = Int(max(-1000, min(1000, value.rounded())))
      histogram[step - Self.bounds.lowerBound] += weight
    }
    // Starts where each holds as much of the square root of the weight, which spares a few codes for the rare.
    let roots = histogram.map { $0.squareRoot() }
    let all = roots.reduce(0, +)
    values = []
    var sum = 0.0
    for (i, root) in roots.enumerated() {
      sum += root
      while values.count < 16, sum > all * (Double(values.count) + 0.5) / 16 {
        values.append(i + Self.bounds.lowerBound)
      }
    }
    while values.count < 16 { values.append(values.last ?? 0) }
    for _ in 0..<40 {
      var sums = [(Double, Double)](repeating: (0, 0), count: 16)
      for (i, weight) in histogram.enumerated() where weight > 0 {
        let value = Double(i + Self.bounds.lowerBound)
        let code = code(value)
        sums[code].0 += value * weight
        sums[code].1 += weight
      }
      for k in 0..<16 where sums[k].1 > 0 { values[k] = Int((sums[k].0 / sums[k].1).rounded()) }
      values.sort()
    }
  }

  /// The code nearest to a value.
  func code(_ value: Double) -> Int {
    var best = 0
    for k in 1..<16 where abs(Double(values[k]) - value) < abs(Double(values[best]) - value) { best = k }
    return best
  }

  /// What stands for a value.
  func value(_ value: Double) -> Int { values[code(value)] }
}
