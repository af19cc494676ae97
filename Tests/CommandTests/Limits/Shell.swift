import SystemPackage
import VietTestSupport

/// Runs a script in a new folder, where `$V` is the built program.
struct Shell {
  let status: Int32
  let output: String
  let error: String
  /// Bytes of memory of the greediest process of the script; 0 under a sanitizer, which keeps books of its own there.
  let peakMemory: Int

  /// What went to standard error but warnings: an error is one line.
  var errors: [Substring] { error.split(separator: "\n").filter { !$0.hasPrefix("viet: warning:") } }

  /// Runs `script` with bash; it stops at the first command that fails, unless it is asked about.
  static func run(_ script: String) throws -> Shell {
    try Subprocess.withTemporaryFolder { folder in
      let prelude = "set -euo pipefail; cd '\(folder)'; V='\(VietProcess.path)'\n"
      let peak = folder.appending(".peak")
      let arguments = ["-c", launcher, peak.string, prelude + functions + script]
      guard let result = try Subprocess.run("python3", arguments) else { throw Errno.noSuchFileOrDirectory }
      return Shell(
        status: result.status, output: String(decoding: result.output, as: UTF8.self), error: result.error,
        peakMemory: SanitizedRun.isOn
          ? 0 : Int(String(decoding: try Subprocess.read(peak), as: UTF8.self)) ?? .max)
    }
  }

  /// A child starts as a copy of its parent, whose memory then counts as the child's peak. That of the tests is larger than
  /// what is measured here, that of this launcher is not.
  private static let launcher = """
    import resource, subprocess, sys
    status = subprocess.run(["bash", "-c", sys.argv[2]]).returncode
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with open(sys.argv[1], "w") as file:
        file.write(str(peak * (1 if sys.platform == "darwin" else 1024)))
    sys.exit(status if status >= 0 else 128 - status)
    """

  /// `records N` prints N documents, `line N` N bytes without a line break, `text N` N bytes in lines.
  private static let functions = """
    records() { seq "$1" | sed 's/.*/{"id":"d&","t":"tiếng Việt số & hòa bình"}/'; }
    line() { (yes 'Tieng Viet hoa binh' || true) | (tr '\\n' ' ' || true) | head -c "$1"; }
    text() { (yes 'Tieng Viet hoa binh.' || true) | head -c "$1"; }
    docs() { "$V" search "$1" '*' --count; }

    """
}
