internal import VietCore

/// The code points of valid UTF-8; a malformed byte is U+FFFD.
struct UTF8Scalars: Sequence, IteratorProtocol {
  private var decoder = UTF8()
  private var bytes: UnsafeRawBufferPointer.Iterator

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes.makeIterator() }

  mutating func next() -> Unicode.Scalar? {
    switch decoder.decode(&bytes) {
    case .scalarValue(let scalar): scalar
    case .emptyInput: nil
    case .error: "\u{FFFD}"
    }
  }

  /// Bytes of a code point in UTF-8.
  static func width(_ scalar: Unicode.Scalar) -> Int { UTF8.width(scalar) }
}

extension ByteBuffer {
  /// Appends a code point in UTF-8.
  mutating func append(scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar)! { append(byte) }
  }
}
