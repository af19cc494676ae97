/// The three discounts of Kneser-Ney estimates (Chen & Goodman 1999), from how often things were seen.
struct Discounts {
  private let values: (Double, Double, Double)

  /// From how many things were seen once, twice, three and four times; 0.75 for all where there is too little to tell.
  init(_ counts: some Sequence<Int>) {
    var seen = (0.0, 0.0, 0.0, 0.0)
    for count in counts {
      switch count {
      case 1: seen.0 += 1
      case 2: seen.1 += 1
      case 3: seen.2 += 1
      case 4: seen.3 += 1
      default: break
      }
    }
    guard seen.0 > 0, seen.1 > 0, seen.2 > 0 else {
      values = (0.75, 0.75, 0.75)
      return
    }
    let share = seen.0 / (seen.0 + 2 * seen.1)
    func bounded(_ value: Double, _ limit: Double) -> Double { max(0.1, min(value, limit)) }
    values = (
      bounded(1 - 2 * share * seen.1 / seen.0, 0.95), bounded(2 - 3 * share * seen.2 / seen.1, 1.9),
      bounded(3 - 4 * share * seen.3 / seen.2, 2.9)
    )
  }

  /// What is taken from a count.
  func of(_ count: Int) -> Double {
    switch count {
    case 0: 0
    case 1: values.0
    case 2: values.1
    default: values.2
    }
  }
}
