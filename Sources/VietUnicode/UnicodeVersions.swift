internal import CICU

/// What the linked ICU is.
public enum UnicodeVersions {
  /// Version of ICU, such as `72.1`.
  public static let icu: String = text(0)
  /// Version of Unicode that ICU's data follow, such as `15.0`.
  public static let unicode: String = text(1)

  private static func text(_ which: Int) -> String {
    var icu = [UInt8](repeating: 0, count: 4)
    var unicode = [UInt8](repeating: 0, count: 4)
    vt_versions(&icu, &unicode)
    let numbers = which == 0 ? icu : unicode
    return "\(numbers[0]).\(numbers[1])"
  }
}
