/// The part of a BM25 score (k1 1.2, b 0.75) that frequency and length of a document give: tf / (tf + K).
@frozen
@usableFromInline
package enum Impact {
  @inlinable package static var k1: Float { 1.2 }
  @inlinable package static var b: Float { 0.75 }

  /// K of a document of `length` terms where `average` is usual.
  @inline(__always)
  package static func saturation(length: Float, average: Float) -> Float {
    k1 * (1 - b) + k1 * b * length / average
  }

  /// The least of 255 steps that is not below `x` (0...1): what a block of postings can contribute at most.
  @inline(__always)
  static func rounded(_ x: Float) -> UInt8 { UInt8(min(255, Int(x * 255) &+ 1)) }

  /// The bound that `step` stands for, when it was made with average length `old` and is used with `new`.
  ///
  /// With a larger average, K shrinks by at most the factor old / new, and x / (x + f(1 - x)) bounds the result.
  @inlinable
  package static func bound(_ step: UInt8, old: Float, new: Float) -> Float {
    let x = Float(step) / 255
    if new <= old || step == 255 { return min(x * 1.000001, 1) }
    let f = old / new
    return min(x / (x + f * (1 - x)) * 1.000001, 1)
  }
}
