internal import CICU
internal import VietCore

/// ICU's word breaks (UAX #29 with dictionaries): the authority that the scanner is tested against, and what it asks
/// about scripts written without blanks.
public struct ICUBreaker: ~Copyable {
  private let handle: OpaquePointer

  /// - Throws: ``ICUError``, where ICU's data lack break rules.
  public init(locale: String = "vi") throws(ICUError) {
    var status: Int32 = 0
    let handle = locale.withCString { vt_breaker_open($0, &status) }
    try ICUError.check(status)
    guard let handle else { throw ICUError(status: status) }
    self.handle = handle
  }

  deinit { vt_breaker_close(handle) }

  /// Appends the end (bytes) of each segment of `text` to `ends`; malformed bytes count as U+FFFD.
  ///
  /// - Throws: ``ICUError``, also for more than 2 GiB at once.
  public mutating func breaks(_ text: UnsafeRawBufferPointer, into ends: inout [UInt32]) throws(ICUError) {
    let status = withUnsafeMutablePointer(to: &ends) { sink in
      vt_breaker_run(
        handle, text.baseAddress?.assumingMemoryBound(to: UInt8.self), text.count,
        { context, end in context?.assumingMemoryBound(to: [UInt32].self).pointee.append(end) }, sink)
    }
    try ICUError.check(status)
  }

  /// The compiled rules, in ICU's own binary form: what the scanner's tables are made from.
  public func compiledRules() throws(ICUError) -> [UInt8] {
    var rules = ByteBuffer()
    let status = withUnsafeMutablePointer(to: &rules) { sink in
      vt_breaker_rules(
        handle,
        { context, run, count in
          guard let context, let run else { return }
          context.assumingMemoryBound(to: ByteBuffer.self).pointee
            .append(UnsafeRawBufferPointer(start: run, count: count))
        }, sink)
    }
    try ICUError.check(status)
    return rules.array
  }
}
