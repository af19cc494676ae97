internal import CICU
public import VietCore

/// Decoding by ICU: the authority on what malformed UTF-8 becomes, for tests and comparisons.
public enum ICUDecoding {
  /// Appends `bytes` to `output` with each maximal subpart of an ill-formed sequence replaced by U+FFFD.
  ///
  /// - Throws: ``ICUError``, also for more than 700 MB at once.
  /// - Complexity: O(*n*), by way of UTF-16 on the heap.
  public static func replaceMalformed(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer)
    throws(ICUError)
  {
    let status = withUnsafeMutablePointer(to: &output) { sink in
      vt_replace_malformed(
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count,
        { context, run, count in
          guard let context, let run else { return }
          context.assumingMemoryBound(to: ByteBuffer.self).pointee
            .append(UnsafeRawBufferPointer(start: run, count: count))
        }, sink)
    }
    try ICUError.check(status)
  }
}
