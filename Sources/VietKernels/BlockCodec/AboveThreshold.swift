internal import CVietKernels

/// Finds the numbers of an array that are above a bound.
///
/// Naively: compare one after the other. With AVX2 eight at a time, so that an array in which few are costs what
/// reading it costs.
public enum AboveThreshold {
  /// Writes where in `values` those above `bound` stand and returns how many there are; `count` is a multiple of 8
  /// up to 65,536.
  public static func find(
    _ values: UnsafePointer<Double>, count: Int, above bound: Double, at: UnsafeMutablePointer<UInt16>
  ) -> Int {
    let found = viet_above(values, count, bound, at)
    return found == Int(bitPattern: UInt.max) ? scalar(values, count, bound, at) : found
  }

  /// The truth that the kernel is tested against.
  package static func scalar(
    _ values: UnsafePointer<Double>, _ count: Int, _ bound: Double, _ at: UnsafeMutablePointer<UInt16>
  ) -> Int {
    var found = 0
    for i in 0..<count {
      at[found] = UInt16(truncatingIfNeeded: i)
      if values[i] > bound { found &+= 1 }
    }
    return found
  }
}
