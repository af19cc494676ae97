#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Whether the tests with millions of inputs run: `VIET_LONG_TESTS=1`.
public enum LongTests {
  public static let areOn: Bool = getenv("VIET_LONG_TESTS").map { String(cString: $0) == "1" } ?? false

  /// How many inputs to try.
  public static func count(_ usual: Int, long: Int) -> Int { areOn ? long : usual }
}
