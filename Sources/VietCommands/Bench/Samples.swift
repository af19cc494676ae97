/// Repeated measurements of one quantity, in ascending order.
struct Samples: Equatable {
  let sorted: [Double]

  /// At least one value.
  init(_ values: [Double]) {
    precondition(!values.isEmpty)
    sorted = values.sorted()
  }

  var median: Double { quantile(0.5) }
  /// The quartiles: half of all measurements lie between them.
  var lower: Double { quantile(0.25) }
  var upper: Double { quantile(0.75) }

  /// The value below which the share `p` of all measurements lies, interpolated between neighbours.
  func quantile(_ p: Double) -> Double {
    let place = p * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
  }
}
