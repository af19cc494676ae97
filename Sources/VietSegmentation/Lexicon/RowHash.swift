/// The hash of a row of units, from the hashes of the units: what word tables and features are keyed by.
package enum RowHash {
  /// Returns the hash of a row with one more unit at its end; a row of one unit has the unit's own hash.
  @inline(__always)
  package static func appending(_ unit: UInt64, to row: UInt64) -> UInt64 {
    mix(row &* 0x9E37_79B9_7F4A_7C15 &+ unit)
  }

  @inline(__always)
  package static func mix(_ value: UInt64) -> UInt64 {
    var x = value
    x ^= x &>> 32
    x = x &* 0xD6E8_FEB8_6659_FD93
    return x ^ (x &>> 29)
  }
}
