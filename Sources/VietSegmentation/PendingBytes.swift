internal import VietCore

/// The bytes of a stream that wait for what follows them, and where they stand in the input.
struct PendingBytes: ~Copyable {
  /// Bytes taken from a chunk at a time, so that a long chunk is not copied whole.
  private static let slice = 1 << 16

  private var buffer = ByteBuffer(capacity: 1 << 12)
  /// Bytes that an attempt left over.
  private var leftOver = 0
  /// Bytes of the input before the buffer.
  private(set) var offset = 0

  /// Takes the next slice of a chunk; returns where the one after it starts.
  mutating func take(_ chunk: borrowing Span<UInt8>, from start: Int) -> Int {
    let end = min(chunk.count, start + Self.slice)
    chunk.withUnsafeBytes { buffer.append(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
    return end
  }

  /// Whether enough has come since the last attempt that trying again costs no more than was taken.
  var isWorthwhile: Bool { buffer.count >= 2 * leftOver }

  /// Valid until the next call that changes the buffer.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: buffer.base, count: buffer.count) }

  /// Drops what was used up.
  mutating func drop(_ count: Int) {
    buffer.removeFirst(count)
    offset += count
    leftOver = buffer.count
  }

  /// Makes it ready for another input.
  mutating func reset() {
    buffer.removeAll()
    leftOver = 0
    offset = 0
  }
}
