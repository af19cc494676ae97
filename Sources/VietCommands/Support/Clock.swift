#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Time as the system counts it.
enum Clock {
  /// Seconds since some moment, never going back.
  static var seconds: Double { read(CLOCK_MONOTONIC) }
  /// Seconds of processor time that this process has used, all threads together.
  static var processSeconds: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
