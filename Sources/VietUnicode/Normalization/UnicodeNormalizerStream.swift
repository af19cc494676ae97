public import VietCore
internal import VietKernels

/// Normalises a text that arrives in chunks, cut anywhere, also inside a code point.
///
/// The output is the same bytes for every way to cut the input, and the same as for the whole at once. Between
/// two chunks it keeps back what a later chunk could still change: the last run without a boundary, at most
/// ``UnicodeNormalizer/longestRun`` bytes and a chunk.
public struct UnicodeNormalizerStream: ~Copyable {
  private let normalizer: UnicodeNormalizer
  /// The start of a run: no boundary in it but at its first byte (and perhaps at a code point not yet whole).
  private var held = ByteBuffer()

  public init(_ normalizer: UnicodeNormalizer) { self.normalizer = normalizer }

  /// Bytes kept back.
  public var heldCount: Int { held.count }

  /// Takes the next bytes of the text, well-formed UTF-8 once put together, and appends to `output` what is
  /// settled. Complexity: O(*n*) over the whole text.
  public mutating func consume(_ chunk: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    var from = completeCodePoint(chunk, into: &output)
    if held.count > 0 {
      let start = from
      from = firstBoundary(chunk, from: from)
      held.append(UnsafeRawBufferPointer(rebasing: chunk[start..<from]))
      if from == chunk.count || isCutOff(chunk, at: from) {
        held.append(UnsafeRawBufferPointer(rebasing: chunk[from...]))
        cutLongRun(into: &output)
        return
      }
      flush(into: &output)
    }
    let rest = UnsafeRawBufferPointer(rebasing: chunk[from...])
    let settled = normalizer.lastBoundary(rest)
    normalizer.normalize(UnsafeRawBufferPointer(rebasing: rest[..<settled]), into: &output)
    held.append(UnsafeRawBufferPointer(rebasing: rest[settled...]))
    cutLongRun(into: &output)
  }

  /// Ends the text: appends what was kept back. The stream is then as new.
  public mutating func finish(into output: inout ByteBuffer) { flush(into: &output) }

  private mutating func flush(into output: inout ByteBuffer) {
    held.withBytes { normalizer.normalize($0, into: &output) }
    held.removeAll()
  }

  /// Takes from the chunk what completes the code point at the end of what is held. If that has a boundary before
  /// it, what stands before is settled.
  private mutating func completeCodePoint(_ chunk: UnsafeRawBufferPointer, into output: inout ByteBuffer)
    -> Int
  {
    var partial = held.withBytes { UTF8Validation.cutOffSuffix($0) }
    guard partial > 0 else { return 0 }
    var from = 0
    while from < chunk.count, partial > 0, chunk[from] & 0xC0 == 0x80 {
      held.append(chunk[from])
      from += 1
      partial = held.withBytes { UTF8Validation.cutOffSuffix($0) }
    }
    guard partial == 0 else { return from }
    var start = held.count - 1
    while start > 0, held.base[start] & 0xC0 == 0x80 { start -= 1 }
    let isBoundary = held.withBytes { normalizer.kernel.hasBoundaryBefore($0.codePoint(at: start).value) }
    if isBoundary, start > 0 {
      held.withBytes { normalizer.normalize(UnsafeRawBufferPointer(rebasing: $0[..<start]), into: &output) }
      held.removeFirst(start)
    }
    return from
  }

  /// The first boundary at or after `from`, where a code point starts; the chunk's end, or where a code point is
  /// cut off by it, if there is none.
  private func firstBoundary(_ chunk: UnsafeRawBufferPointer, from: Int) -> Int {
    var i = from
    while i < chunk.count, !isCutOff(chunk, at: i) {
      let (codePoint, length) = chunk.codePoint(at: i)
      if normalizer.kernel.hasBoundaryBefore(codePoint) { break }
      i += length
    }
    return i
  }

  private func isCutOff(_ chunk: UnsafeRawBufferPointer, at i: Int) -> Bool {
    i >= chunk.count - 3 && UTF8Validation.maximalSubpart(chunk, at: i).isCutOff
  }

  /// Settles what is longer than the cap, cut as in a whole text.
  private mutating func cutLongRun(into output: inout ByteBuffer) {
    let whole = held.count - held.withBytes { UTF8Validation.cutOffSuffix($0) }
    var from = 0
    while whole - from > UnicodeNormalizer.longestRun {
      held.withBytes { bytes in
        let run = normalizer.runAround(
          UnsafeRawBufferPointer(rebasing: bytes[..<whole]), lower: from, position: from)
        normalizer.append(bytes, run, to: &output)
        from = run.end
      }
    }
    if from > 0 { held.removeFirst(from) }
  }
}
