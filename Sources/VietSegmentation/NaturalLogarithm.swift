/// The natural logarithm without a C library, so that models come out the same on every system.
package enum NaturalLogarithm {
  /// Returns ln *x* for a finite *x* above 0, to about 1e-10.
  ///
  /// ln *m* = 2 artanh((*m* − 1) / (*m* + 1)) for the significand, by its power series.
  package static func of(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return x > 0 ? 709.8 : -745.1 }
    var m = x.significand
    var e = Double(x.exponent)
    if m > 1.414_213_562_373_095 {
      m /= 2
      e += 1
    }
    let s = (m - 1) / (m + 1)
    let q = s * s
    var sum = 1.0 / 17
    for k in stride(from: 15, through: 1, by: -2) { sum = sum * q + 1 / Double(k) }
    return e * 0.693_147_180_559_945_3 + 2 * s * sum
  }
}
