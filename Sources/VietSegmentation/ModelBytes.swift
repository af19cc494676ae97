/// The bytes of a model: those of the binary, or a copy of its own.
final class ModelBytes: Sendable {
  nonisolated(unsafe) let base: UnsafeRawPointer
  let count: Int
  private let isOwned: Bool

  init(borrowing bytes: UnsafeRawBufferPointer) {
    base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 64)!
    count = bytes.count
    isOwned = false
  }

  init(copying bytes: UnsafeRawBufferPointer) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 64)
    copy.copyMemory(from: bytes)
    base = UnsafeRawPointer(copy.baseAddress!)
    count = bytes.count
    isOwned = true
  }

  deinit { if isOwned { base.deallocate() } }
}
