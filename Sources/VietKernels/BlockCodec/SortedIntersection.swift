internal import CVietKernels

/// Finds which numbers two ascending runs share.
///
/// Naively: walk both, the smaller one on. With AVX2 eight, with AVX-512 sixteen numbers of the second are compared at
/// once with each of the first, and passed over as many at a time.
public enum SortedIntersection {
  /// Numbers of 0xFFFFFFFF that must follow the second run.
  public static let padding = 16

  /// Writes, for each number that both runs have, its index in each, and returns how many there are.
  ///
  /// Both ascend strictly and stay below 0xFFFFFFFF; at most 65,536 numbers each. There is room for `count` indices.
  public static func find(
    _ a: UnsafePointer<UInt32>, count: Int, in b: UnsafePointer<UInt32>,
    atFirst: UnsafeMutablePointer<UInt16>,
    atSecond: UnsafeMutablePointer<UInt16>
  ) -> Int {
    let found = viet_intersect(a, count, b, atFirst, atSecond)
    return found == Int(bitPattern: UInt.max) ? scalar(a, count, b, atFirst, atSecond) : found
  }

  /// The truth that the kernel is tested against.
  package static func scalar(
    _ a: UnsafePointer<UInt32>, _ count: Int, _ b: UnsafePointer<UInt32>,
    _ atFirst: UnsafeMutablePointer<UInt16>,
    _ atSecond: UnsafeMutablePointer<UInt16>
  ) -> Int {
    var found = 0
    var j = 0
    for i in 0..<count {
      while b[j] < a[i] { j &+= 1 }
      if b[j] == a[i] {
        atFirst[found] = UInt16(truncatingIfNeeded: i)
        atSecond[found] = UInt16(truncatingIfNeeded: j)
        found &+= 1
      }
    }
    return found
  }
}
