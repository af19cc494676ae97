internal import CICU
public import VietCore

/// Normalisation by ICU: the authority that every fast path of ours is tested against.
public enum ICUNormalizing {
  /// Appends the normalised form of `bytes` to `output`; malformed bytes come out as U+FFFD.
  ///
  /// - Throws: ``ICUError``, also for more than 2 GiB at once.
  /// - Complexity: O(*n*), about 0.1 to 0.6 GB/s.
  public static func normalize(
    _ bytes: UnsafeRawBufferPointer, to form: NormalizationForm, into output: inout ByteBuffer
  ) throws(ICUError) {
    let status = withUnsafeMutablePointer(to: &output) { sink in
      vt_normalize(
        form.rawValue, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count,
        { context, run, count in
          guard let context, let run else { return }
          context.assumingMemoryBound(to: ByteBuffer.self).pointee
            .append(UnsafeRawBufferPointer(start: run, count: count))
        }, sink)
    }
    try ICUError.check(status)
  }

  /// Whether `bytes` are in `form` already.
  ///
  /// - Throws: ``ICUError``, also for more than 2 GiB at once.
  public static func isNormalized(_ bytes: UnsafeRawBufferPointer, in form: NormalizationForm)
    throws(ICUError) -> Bool
  {
    var status: Int32 = 0
    let answer = vt_is_normalized(
      form.rawValue, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, &status)
    try ICUError.check(status)
    return answer != 0
  }

  /// What ICU knows of one code point in one form.
  package struct Properties: OptionSet, Sendable {
    package let rawValue: Int32
    package init(rawValue: Int32) { self.rawValue = rawValue }
    /// It does not interact with what stands before it.
    package static let boundaryBefore = Properties(rawValue: 1)
    /// Alone it stays as it is.
    package static let normalized = Properties(rawValue: 2)
    /// Its combining class is 0.
    package static let starter = Properties(rawValue: 4)
  }

  /// The properties of `codePoint`, which may be unassigned; surrogates are not meant. Complexity: O(1).
  package static func properties(of codePoint: UInt32, in form: NormalizationForm) throws(ICUError)
    -> Properties
  {
    var status: Int32 = 0
    let answer = vt_normalization_properties(form.rawValue, Int32(codePoint), &status)
    try ICUError.check(status)
    return Properties(rawValue: answer)
  }
}
