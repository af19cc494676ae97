internal import CVietKernels

/// Finds where the sets of a row of ``AscendingSet`` begin, from their sizes alone.
///
/// Naively: add up ``AscendingSet/bitCount(_:_:)``. With AVX2 the lengths of eight sets are computed at once, so that
/// any document of a block can be reached without a walk over those before it.
public enum SetOffsets {
  /// Sizes come in multiples of this.
  public static let step = 8

  /// Writes where each set begins, counted from the first, and where the last ends: `count + 1` numbers.
  ///
  /// Set `i` has `counts[i]` numbers below `universes[i]`; `count` is a multiple of ``step`` up to 4096. Returns `false`
  /// where a size is 65,536 or more, or there is no kernel for it: then `out` is undefined, and a walk that goes no
  /// further than it must is as quick. Complexity: O(count).
  public static func find(
    _ counts: UnsafePointer<UInt32>, below universes: UnsafePointer<UInt32>, count: Int,
    into out: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    viet_set_offsets(counts, universes, count, out) != 0
  }
}
