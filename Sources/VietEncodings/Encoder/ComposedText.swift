internal import VietCore
internal import VietUnicode

/// Calls `body` with `text` in NFC, which is `text` itself where it is so already.
func withComposed<R, E: Error>(
  _ text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, _ isSame: Bool) throws(E) -> R
) throws(E) -> R {
  if (try? ICUNormalizing.isNormalized(text, in: .nfc)) == true { return try body(text, true) }
  var composed = ByteBuffer(capacity: text.count + 16)
  guard (try? ICUNormalizing.normalize(text, to: .nfc, into: &composed)) != nil else {
    return try body(text, true)
  }
  return try body(UnsafeRawBufferPointer(start: composed.base, count: composed.count), false)
}
