internal import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Messages to the user: one line each, on standard error.
package enum Console {
  /// Prints `viet: message`.
  package static func error(_ error: CommandError) { line("viet: \(error.description)") }

  /// Prints `viet: warning: message`.
  package static func warning(_ text: String) { line("viet: warning: \(text)") }

  /// What is said of `count` malformed sequences, more than none, that were replaced.
  static func replaced(_ count: Int) -> String {
    "\(count) malformed UTF-8 \(count == 1 ? "sequence was" : "sequences were") replaced by U+FFFD (see --invalid)"
  }

  /// Whether standard output takes colour: a terminal, unless `NO_COLOR` is set (no-color.org).
  static func usesColor(_ when: When) -> Bool {
    switch when {
    case .always: return true
    case .never: return false
    case .auto: return isatty(1) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
    }
  }

  /// Prints one line; a standard error that is gone is not worth another error.
  package static func line(_ text: String) {
    let printable = text.utf8.lazy.map { $0 == 0x0A || $0 == 0x0D ? UInt8(ascii: " ") : $0 }
    _ = try? FileDescriptor.standardError.writeAll(Array(printable) + [0x0A])
  }
}
