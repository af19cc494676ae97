/// The checksum of model and table files: 64 bits, found out about any change of one byte.
///
/// FNV-1a over 64-bit little-endian words instead of bytes, the rest padded with zeros, the length mixed in at the end.
package enum ModelChecksum {
  /// Complexity: O(*n*).
  package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    var place = 0
    while place &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      state = (state ^ word) &* 0x100_0000_01B3
      state ^= state &>> 29
      place &+= 8
    }
    var last: UInt64 = 0
    for i in place..<bytes.count { last |= UInt64(bytes[i]) &<< UInt64(8 * (i - place)) }
    state = (state ^ last) &* 0x100_0000_01B3
    return RowHash.mix(state ^ UInt64(bytes.count))
  }
}
