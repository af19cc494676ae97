/// The exact length, in positions, of one field of each document; two or four bytes each, as the section's size says.
@frozen
@usableFromInline
package struct FieldLengths: @unchecked Sendable {
  @usableFromInline package let base: UnsafeRawPointer
  @usableFromInline package let isWide: Bool

  init(base: UnsafeRawPointer, isWide: Bool) {
    self.base = base
    self.isWide = isWide
  }

  @inlinable
  @inline(__always)
  package subscript(doc: UInt32) -> UInt32 {
    isWide
      ? UInt32(littleEndian: base.loadUnaligned(fromByteOffset: Int(doc) &* 4, as: UInt32.self))
      : UInt32(UInt16(littleEndian: base.loadUnaligned(fromByteOffset: Int(doc) &* 2, as: UInt16.self)))
  }
}
