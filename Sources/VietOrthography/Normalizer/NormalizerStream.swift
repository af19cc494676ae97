public import VietCore
internal import VietKernels

/// Normalises bytes that arrive in chunks, cut anywhere, with a rule for what is not UTF-8.
///
/// Every way to cut the input gives the same output. Between two chunks it keeps back the line that has not ended, at
/// most ``Normalizer/longestUnit`` bytes of it.
public struct NormalizerStream: ~Copyable {
  private let normalizer: Normalizer
  private let invalid: InvalidUTF8Policy
  private var scratch = Normalizer.Scratch()
  private var mended = ByteBuffer()
  private var held = ByteBuffer()
  private var settled = 0
  /// Malformed sequences replaced so far.
  public private(set) var replacements = 0

  init(_ normalizer: Normalizer, invalid: InvalidUTF8Policy) {
    self.normalizer = normalizer
    self.invalid = invalid
  }

  /// Takes the next bytes and appends to `output` what is settled. Complexity: O(*n*) over the whole text.
  ///
  /// - Throws: ``MalformedUTF8Error`` under the policy `strict`, with its place in the whole text; what stands before
  ///   that place in its line may not have been written.
  public mutating func consume(_ chunk: UnsafeRawBufferPointer, into output: inout ByteBuffer)
    throws(MalformedUTF8Error)
  {
    held.append(chunk)
    // The held bytes are moved out, so that they stay where they are while this value changes.
    var bytes = ByteBuffer()
    swap(&bytes, &held)
    var from = 0
    let all = UnsafeRawBufferPointer(start: bytes.base, count: bytes.count)
    while case let length = Normalizer.unit(of: UnsafeRawBufferPointer(rebasing: all[from...])), length > 0 {
      try rewrite(UnsafeRawBufferPointer(rebasing: all[from..<from + length]), origin: settled, into: &output)
      from += length
      settled += length
    }
    bytes.removeFirst(from)
    swap(&bytes, &held)
  }

  /// Ends the text.
  public mutating func finish(into output: inout ByteBuffer) throws(MalformedUTF8Error) {
    var bytes = ByteBuffer()
    swap(&bytes, &held)
    try rewrite(UnsafeRawBufferPointer(start: bytes.base, count: bytes.count), origin: settled, into: &output)
    settled += bytes.count
  }

  /// Rewrites bytes that can be rewritten without their neighbours; `origin` is added to offsets in errors.
  package mutating func rewrite(_ bytes: UnsafeRawBufferPointer, origin: Int, into output: inout ByteBuffer)
    throws(MalformedUTF8Error)
  {
    let sound = UTF8Validation.validPrefix(bytes)
    if sound == bytes.count {
      normalizer.normalize(bytes, into: &output, scratch: &scratch)
      return
    }
    switch invalid {
    case .strict: throw MalformedUTF8Error(offset: origin + sound, byte: bytes[sound])
    case .replace:
      mended.removeAll()
      replacements += MalformedUTF8.replace(bytes, into: &mended)
      mended.withBytes { normalizer.normalize($0, into: &output, scratch: &scratch) }
    case .pass:
      // Nothing is known about such bytes, so nothing combines across them.
      MalformedUTF8.forEachPart(of: bytes) { part, isSound in
        let piece = UnsafeRawBufferPointer(rebasing: bytes[part])
        if isSound {
          normalizer.normalize(piece, into: &output, scratch: &scratch)
        } else {
          output.append(piece)
        }
      }
    }
  }
}
