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
    var handles: [pthread_t] = []
    handles.reserveCapacity(count)
    var unstarted: [Int] = []
    for number in 0..<count {
      let start = Unmanaged.passRetained(Start { body(number) })
      #if canImport(Darwin)
        var handle: pthread_t?
      #else
        var handle = pthread_t()
      #endif
      let status = pthread_create(
        &handle, nil,
        { argument in
          #if canImport(Darwin)
            Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
          #else
            if let argument { Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body() }
          #endif
          return nil
        }, start.toOpaque())
      if status == 0 {
        #if canImport(Darwin)
          if let handle { handles.append(handle) }
        #else
          handles.append(handle)
        #endif
      } else {
        start.release()
        unstarted.append(number)
      }
    }
    caller()
    // Out of threads: the work is done all the same, after the caller's part.
    for number in unstarted { body(number) }
    for handle in handles { pthread_join(handle, nil) }
  }

  private final class Start: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
