internal import CVietKernels

/// Finds where bytes stop being UTF-8.
///
/// Naively: decode code point after code point by table 3-7 of Unicode 15.0 (``scalar(_:)``, about 1 GB/s). The
/// variants look at 64 bytes at a time and hand the block that holds the first error to the scalar truth: by
/// comparisons of each byte with the three before it in the baseline, by Keiser and Lemire's table look-ups
/// with AVX2 (12 GB/s and more).
public enum UTF8Validation {
  /// Returns the length in bytes of the longest prefix that is well-formed UTF-8: `bytes.count` if all is.
  ///
  /// Complexity: O(*n*), no allocation.
  public static func validPrefix(_ bytes: UnsafeRawBufferPointer) -> Int {
    validPrefix(bytes, kernels: .current)
  }

  /// Whether all of `bytes` is well-formed UTF-8.
  public static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool { validPrefix(bytes) == bytes.count }

  /// As ``validPrefix(_:)`` with a chosen kernel set; for tests and measurements.
  package static func validPrefix(_ bytes: UnsafeRawBufferPointer, kernels: KernelSet) -> Int {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
    let sure =
      switch kernels {
      case .baseline: viet_utf8_prefix_baseline(base, bytes.count)
      case .avx2, .avx512: viet_utf8_prefix_avx2(base, bytes.count)
      }
    if sure == bytes.count { return sure }
    return sure + scalar(UnsafeRawBufferPointer(rebasing: bytes[sure...]))
  }

  /// The truth that the fast variants are tested against.
  package static func scalar(_ bytes: UnsafeRawBufferPointer) -> Int {
    var i = 0
    while i < bytes.count {
      if bytes[i] < 0x80 {
        i += 1
        continue
      }
      let subpart = maximalSubpart(bytes, at: i)
      guard subpart.isWhole else { return i }
      i += subpart.length
    }
    return i
  }

  /// One step of decoding at a place that is no ASCII byte.
  @frozen
  public struct Subpart: Hashable, Sendable {
    /// Bytes of the code point, or of the maximal subpart of an ill-formed sequence; at least 1.
    public var length: Int
    /// Whether it is a well-formed code point.
    public var isWhole: Bool
    /// Whether only the end of the input kept it from being one: more bytes could complete it.
    public var isCutOff: Bool
  }

  /// Returns the code point or the maximal subpart (Unicode 15.0, section 3.9, D93b) that starts at `start`.
  ///
  /// Complexity: O(1).
  public static func maximalSubpart(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Subpart {
    let lead = bytes[start]
    var allowed: ClosedRange<UInt8> = 0x80...0xBF  // narrowed for the second byte, by table 3-7
    let wanted: Int
    switch lead {
    case 0x00...0x7F: return Subpart(length: 1, isWhole: true, isCutOff: false)
    case 0xC2...0xDF: wanted = 2
    case 0xE0:
      wanted = 3
      allowed = 0xA0...0xBF
    case 0xED:
      wanted = 3
      allowed = 0x80...0x9F
    case 0xE1...0xEF: wanted = 3
    case 0xF0:
      wanted = 4
      allowed = 0x90...0xBF
    case 0xF1...0xF3: wanted = 4
    case 0xF4:
      wanted = 4
      allowed = 0x80...0x8F
    default: return Subpart(length: 1, isWhole: false, isCutOff: false)
    }
    var length = 1
    while length < wanted {
      guard start + length < bytes.count else {
        return Subpart(length: length, isWhole: false, isCutOff: true)
      }
      guard allowed.contains(bytes[start + length]) else {
        return Subpart(length: length, isWhole: false, isCutOff: false)
      }
      allowed = 0x80...0xBF
      length += 1
    }
    return Subpart(length: length, isWhole: true, isCutOff: false)
  }

  /// Returns how many bytes at the end are the start of a code point that more input could complete: 0 to 3.
  ///
  /// A reader that cuts input anywhere keeps these back for the next piece. Complexity: O(1).
  public static func cutOffSuffix(_ bytes: UnsafeRawBufferPointer) -> Int {
    var length = 1
    while length <= min(3, bytes.count) {
      let start = bytes.count - length
      if bytes[start] >= 0xC0 { return maximalSubpart(bytes, at: start).isCutOff ? length : 0 }
      if bytes[start] < 0x80 { return 0 }
      length += 1
    }
    return 0
  }
}
