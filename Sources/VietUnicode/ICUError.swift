internal import CICU

/// A failure that ICU reported.
public struct ICUError: Error, Hashable, Sendable, CustomStringConvertible {
  /// ICU's `UErrorCode`.
  public let status: Int32

  /// ICU's name of the code, such as `U_ILLEGAL_ARGUMENT_ERROR`.
  public var description: String { String(cString: vt_error_name(status)) }

  /// Throws unless `status` means success (0 or a warning, which ICU numbers below 0).
  static func check(_ status: Int32) throws(ICUError) {
    if status > 0 { throw ICUError(status: status) }
  }
}
