internal import VietCore

/// Bytes that the closures of a contest share.
final class BenchText {
  var buffer: ByteBuffer

  init(capacity: Int) { buffer = ByteBuffer(capacity: capacity) }

  init(_ buffer: consuming ByteBuffer) { self.buffer = buffer }

  var count: Int { buffer.count }

  /// Valid until the buffer changes.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: buffer.base, count: buffer.count) }

  /// What no engine can undercut: memcpy of the whole text.
  func copying(into target: BenchText) -> Contest.Contender {
    Contest.Contender(name: "memcpy") { [self] in
      target.buffer.removeAll()
      target.buffer.append(bytes)
    }
  }
}
