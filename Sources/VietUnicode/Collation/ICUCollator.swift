internal import CICU
public import VietCore

/// ICU's collation of one locale (CLDR), tertiary strength. One for each thread.
public struct ICUCollator: ~Copyable {
  private let handle: OpaquePointer

  /// - Throws: ``ICUError`` where ICU has no collation data at all.
  public init(locale: String = "vi") throws(ICUError) {
    var status: Int32 = 0
    let handle = vt_collator_open(locale, &status)
    try ICUError.check(status)
    guard let handle else { throw ICUError(status: status) }
    self.handle = handle
  }

  deinit { vt_collator_close(handle) }

  /// Appends the sort key of `bytes`: keys compare byte by byte as ICU compares the texts.
  ///
  /// - Throws: ``ICUError`` for more than 2 GiB at once.
  /// - Complexity: O(*n*).
  public func appendKey(of bytes: UnsafeRawBufferPointer, to output: inout ByteBuffer) throws(ICUError) {
    let status = withUnsafeMutablePointer(to: &output) { sink in
      vt_collator_key(
        handle, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count,
        { context, run, count in
          guard let context, let run else { return }
          context.assumingMemoryBound(to: ByteBuffer.self).pointee
            .append(UnsafeRawBufferPointer(start: run, count: count))
        }, sink)
    }
    try ICUError.check(status)
  }

  /// Less than, equal to or greater than 0 as `a` comes before, with or after `b`.
  ///
  /// - Throws: ``ICUError`` for more than 2 GiB at once.
  public func compare(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) throws(ICUError) -> Int {
    var status: Int32 = 0
    let result = vt_collator_compare(
      handle, a.baseAddress?.assumingMemoryBound(to: UInt8.self), a.count,
      b.baseAddress?.assumingMemoryBound(to: UInt8.self), b.count, &status)
    try ICUError.check(status)
    return Int(result)
  }
}
