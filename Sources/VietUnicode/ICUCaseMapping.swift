internal import CICU
public import VietCore

/// Which case to map to. Raw values are those of the ICU wall.
@frozen
public enum CaseMapping: Int32, CaseIterable, Codable, Sendable {
  case lower = 0
  case upper, title
  /// Case folding (UAX #44, `CaseFolding.txt`): for comparing, not for showing.
  case fold
}

/// Full case mapping by ICU, in the root locale.
public enum ICUCaseMapping {
  /// Appends the mapped bytes to `output`; malformed bytes come out as U+FFFD.
  ///
  /// - Throws: ``ICUError``, also for more than 2 GiB at once.
  /// - Complexity: O(*n*).
  public static func map(
    _ bytes: UnsafeRawBufferPointer, to mapping: CaseMapping, into output: inout ByteBuffer
  ) throws(ICUError) {
    let status = withUnsafeMutablePointer(to: &output) { sink in
      vt_map_case(
        mapping.rawValue, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count,
        { context, run, count in
          guard let context, let run else { return }
          context.assumingMemoryBound(to: ByteBuffer.self).pointee
            .append(UnsafeRawBufferPointer(start: run, count: count))
        }, sink)
    }
    try ICUError.check(status)
  }

  /// The simple (one to one) lower-case mapping of a code point.
  package static func simpleLower(_ scalar: UInt32) -> UInt32 { vt_simple_lower(scalar) }
}
