import SystemPackage
import VietTestSupport

/// Runs a script in a new folder, where `$V` is the built program.
struct Shell {
  let status: Int32
  let output: String
  let error: String
  /// Bytes of memory of the greediest process of the script.
  let peakMemory: Int

  /// What went to standard error but warnings: an error is one line.
  var errors: [Substring] { error.split(separator: "\n").filter { !$0.hasPrefix("viet: warning:") } }

  /// Runs `script` with bash; it stops at the first command that fails, unless it is asked about.
  static func run(_ script: String) throws -> Shell {
    try Subprocess.withTemporaryFolder { folder in
      let prelude = "set -euo pipefail; cd '\(folder)'; V='\(VietProcess.path)'\n"
      guard let result = try Subprocess.run("bash", ["-c", prelude + functions + script]) else {
        throw Errno.noSuchFileOrDirectory
      }
      return Shell(
        status: result.status, output: String(decoding: result.output, as: UTF8.self), error: result.error,
        peakMemory: result.peakMemory)
    }
  }

  /// `records N` prints N documents, `line N` N bytes without a line break, `text N` N bytes in lines.
  private static let functions = """
    records() { seq "$1" | sed 's/.*/{"id":"d&","t":"tiếng Việt số & hòa bình"}/'; }
    line() { (yes 'Tieng Viet hoa binh' || true) | (tr '\\n' ' ' || true) | head -c "$1"; }
    text() { (yes 'Tieng Viet hoa binh.' || true) | head -c "$1"; }
    docs() { "$V" search "$1" '*' --count; }

    """
}
