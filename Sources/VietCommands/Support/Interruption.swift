#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Ctrl-C asks a long job to stop at the next safe place; a second one, half a second later or more, stops the
/// process at once. One that comes sooner is the same request: `timeout` signals its child and then the child's group.
enum Interruption {
  /// Thrown where a job stops because it was asked to.
  struct Stop: Error {}

  private nonisolated(unsafe) static let flag = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
  private nonisolated(unsafe) static let asked = UnsafeMutablePointer<timespec>.allocate(capacity: 1)

  /// From now on SIGINT and SIGTERM only ask.
  static func watch() {
    flag.initialize(to: 0)
    asked.initialize(to: timespec())
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        guard Interruption.flag.pointee != 0 else {
          Interruption.asked.pointee = now
          Interruption.flag.pointee = number
          return
        }
        let first = Interruption.asked.pointee
        let passed = (now.tv_sec - first.tv_sec) * 1000 + (now.tv_nsec - first.tv_nsec) / 1_000_000
        guard passed >= 500 else { return }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Throws if somebody asked to stop. Call it only after ``watch()``.
  static func check() throws(Stop) { if flag.pointee != 0 { throw Stop() } }

  /// Ends the process by the signal that asked for it, as callers expect of one that was interrupted.
  static func end() -> Never {
    let number = flag.pointee == 0 ? SIGINT : flag.pointee
    signal(number, SIG_DFL)
    raise(number)
    exit(128 + number)
  }
}
