/// The exact length, in positions, of one field of each document; two or four bytes each, as the section's size says.
@frozen
package struct FieldLengths: @unchecked Sendable {
  package let base: UnsafeRawPointer
  package let isWide: Bool

  init(base: UnsafeRawPointer, isWide: Bool) {
    self.base = base
    self.isWide = isWide
  }

  @inline(__always)
  package subscript(doc: UInt32) -> UInt32 {
    isWide
      ? UInt32(littleEndian: base.loadUnaligned(fromByteOffset: Int(doc) &* 4, as: UInt32.self))
      : UInt32(UInt16(littleEndian: base.loadUnaligned(fromByteOffset: Int(doc) &* 2, as: UInt16.self)))
  }
}
