internal import ArgumentParser

/// The exit statuses that `viet` promises; the worst one of a run is returned.
package enum ExitStatus: Int32, Comparable, Sendable {
  case done = 0
  /// Ran, but the answer is "no".
  case no = 1
  /// Wrong usage or bad input.
  case bad = 2
  /// A file or folder can't be opened, read or written.
  case io = 74

  package static func < (a: ExitStatus, b: ExitStatus) -> Bool { a.rawValue < b.rawValue }

  /// For `throw` out of a command's `run()`.
  var exitCode: ExitCode { ExitCode(rawValue) }
}
