public import VietCore
internal import VietOrthography

/// Restores bytes that arrive in chunks, cut anywhere, with a rule for what is not UTF-8.
///
/// Every way to cut the input gives the same output. Between two chunks it keeps back the line that has not ended, at
/// most `Normalizer.longestUnit` bytes of it.
public struct RestorerStream: ~Copyable {
  private let restorer: Restorer
  private var composer: NormalizerStream
  private var composed = ByteBuffer()
  private var scratch = Restorer.Scratch()
  private var held = ByteBuffer()
  private var settled = 0

  init(_ restorer: Restorer, invalid: InvalidUTF8Policy) {
    self.restorer = restorer
    composer = Normalizer(.canonical).makeStream(invalid: invalid)
  }

  /// Malformed sequences replaced so far.
  public var replacements: Int { composer.replacements }

  /// Takes the next bytes and appends to `output` what is settled. Complexity: O(*n*) over the whole text.
  ///
  /// - Throws: `MalformedUTF8Error` under the policy `strict`, with its place in the whole text.
  public mutating func consume(_ chunk: UnsafeRawBufferPointer, into output: inout ByteBuffer)
    throws(MalformedUTF8Error)
  {
    held.append(chunk)
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

  /// Restores bytes that end where a line does, or where `Normalizer.unit` cuts; `origin` is added to offsets in errors.
  package mutating func rewrite(_ bytes: UnsafeRawBufferPointer, origin: Int, into output: inout ByteBuffer)
    throws(MalformedUTF8Error)
  {
    composed.removeAll()
    try composer.rewrite(bytes, origin: origin, into: &composed)
    let text = UnsafeRawBufferPointer(start: composed.base, count: composed.count)
    restorer.restore(text, into: &output, &scratch)
  }
}
