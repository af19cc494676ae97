package import SystemPackage

/// A failure as the user reads it: `FILE:PLACE: what is wrong (what to do about it)`.
package struct CommandError: Error, Sendable, CustomStringConvertible {
  /// Where in a file. Lines count from 1, bytes from 0.
  package enum Place: Hashable, Sendable {
    case line(Int)
    case byte(Int)
  }

  package let status: ExitStatus
  package let file: String?
  package let place: Place?
  package let detail: String

  package init(_ status: ExitStatus = .bad, file: String? = nil, place: Place? = nil, _ detail: String) {
    self.status = status
    self.file = file
    self.place = place
    self.detail = detail
  }

  /// A failed system call on `file`; `doing` is a verb such as "read".
  package init(_ errno: Errno, doing: String, file: String) {
    self.init(.io, file: file, "can't \(doing): \(errno.description)\(Self.advice(errno))")
  }

  package var description: String {
    var text = ""
    if let file { text += file + ":" }
    switch place {
    case .line(let line): text += "\(line):"
    case .byte(let byte): text += "@\(byte):"
    case nil: break
    }
    if !text.isEmpty { text += " " }
    return text + detail
  }

  /// What may help, in parentheses after a blank; nothing where that is not known.
  static func advice(_ errno: Errno) -> String {
    switch errno {
    case .noSuchFileOrDirectory: " (check the path)"
    case .permissionDenied: " (check the permissions)"
    case .isDirectory: " (name a file, not a folder)"
    case .noSpace: " (free some space and run it again)"
    case .fileTooLarge: " (raise ulimit -f)"
    case .tooManyOpenFiles: " (raise ulimit -n)"
    default: ""
    }
  }
}
