internal import VietCore

/// Choices taken from the front of an input, the text behind them.
struct FuzzInput {
  private(set) var rest: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

  /// The next byte; 0 at the end.
  mutating func byte() -> Int {
    guard let first = rest.first else { return 0 }
    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
    return Int(first)
  }

  mutating func pick<T>(_ choices: [T]) -> T { choices[byte() % choices.count] }

  /// A number of two bytes.
  mutating func short() -> Int { byte() << 8 | byte() }

  /// Whether at least `count` bytes are left.
  func has(_ count: Int) -> Bool { rest.count >= count }

  /// Calls `body` with the pieces of the rest, cut where `salt` says; every salt cuts otherwise.
  static func forEachChunk(
    of bytes: UnsafeRawBufferPointer, salt: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    var state = UInt32(truncatingIfNeeded: salt) &* 0x9E37_79B9 | 1
    var from = 0
    while from < bytes.count {
      // xorshift (Marsaglia 2003)
      state ^= state << 13
      state ^= state >> 17
      state ^= state << 5
      let length = min(bytes.count - from, Int(state % (salt % 3 == 0 ? 3 : 40)))
      try body(UnsafeRawBufferPointer(rebasing: bytes[from..<from + length]))
      from += length
    }
  }
}

extension ByteBuffer {
  /// What `body` appends to an empty buffer.
  static func filled(_ body: (inout ByteBuffer) throws -> Void) rethrows -> [UInt8] {
    var buffer = ByteBuffer()
    try body(&buffer)
    return buffer.array
  }
}
