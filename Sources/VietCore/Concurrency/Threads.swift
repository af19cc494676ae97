#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Plain system threads, joined before the call returns: no pool, no run-time, nothing left behind.
public enum Threads {
  /// Cores that this process may use; at least 1.
  public static var available: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Runs `body` once in each of `count` new threads, with its number, while `caller` runs in this one.
  ///
  /// Returns when all have ended. `body` must not throw: keep a failure where the caller finds it.
  public static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void, caller: () -> Void = {}) {
    // An array can't hold what must be joined once.
    let threads = UnsafeMutablePointer<SystemThread?>.allocate(capacity: count)
    defer { threads.deallocate() }
    for number in 0..<count { (threads + number).initialize(to: SystemThread { body(number) }) }
    caller()
    // Out of threads: the work is done all the same, after the caller's part.
    for number in 0..<count where threads[number] == nil { body(number) }
    for number in 0..<count { (threads + number).move()?.join() }
  }
}
