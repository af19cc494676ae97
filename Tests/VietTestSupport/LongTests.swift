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

  /// `whole`, or with `VIET_LONG_PERCENT=5` so much of it.
  public static func scale(_ whole: Int) -> Int {
    let percent = getenv("VIET_LONG_PERCENT").flatMap { Int(String(cString: $0)) } ?? 100
    return whole * percent / 100
  }

  /// A seed: `usual`, but in long runs another one each time, or what `VIET_SEED` says. Print it.
  public static func seed(_ usual: UInt64) -> UInt64 {
    if let chosen = getenv("VIET_SEED").flatMap({ UInt64(String(cString: $0)) }) { return chosen &+ usual }
    return areOn ? chance &+ usual : usual
  }

  private static let chance = UInt64.random(in: 1...1 << 40)

  /// How many inputs to try.
  public static func count(_ usual: Int, long: Int) -> Int { areOn ? long : usual }
}
