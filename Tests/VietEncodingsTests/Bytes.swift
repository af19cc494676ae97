import VietCore

/// Runs `body` on the bytes of `text` and returns what it appended.
func rewritten(_ text: String, _ body: (UnsafeRawBufferPointer, inout ByteBuffer) throws -> Void) rethrows
  -> [UInt8]
{
  try rewritten(Array(text.utf8), body)
}

func rewritten(
  _ bytes: [UInt8], _ body: (UnsafeRawBufferPointer, inout ByteBuffer) throws -> Void
) rethrows -> [UInt8] {
  var output = ByteBuffer(capacity: 16)
  try bytes.withUnsafeBytes { try body($0, &output) }
  return output.array
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
