#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Ctrl-C asks a long job to stop at the next safe place; a second one stops the process at once.
enum Interruption {
  /// Thrown where a job stops because it was asked to.
  struct Stop: Error {}

  private nonisolated(unsafe) static let flag = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)

  /// From now on SIGINT and SIGTERM only ask.
  static func watch() {
    flag.initialize(to: 0)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.flag.pointee = number
        signal(number, SIG_DFL)
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
