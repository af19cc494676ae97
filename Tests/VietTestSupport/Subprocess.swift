public import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Runs another program and waits for it.
public enum Subprocess {
  public struct Result: Sendable {
    /// The exit status, or minus the signal that ended it.
    public let status: Int32
    public let output: [UInt8]
    public let error: String
  }

  /// Runs `program` (looked up in PATH) with `input` as its standard input; nothing where it can't be started.
  public static func run(_ program: String, _ arguments: [String], input: [UInt8] = []) throws -> Result? {
    try withTemporaryFolder { folder in
      let names = ["in", "out", "err"].map { folder.appending($0) }
      try write(input, to: names[0])
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, 0, names[0].string, O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, names[1].string, O_WRONLY | O_CREAT, 0o600)
      posix_spawn_file_actions_addopen(&actions, 2, names[2].string, O_WRONLY | O_CREAT, 0o600)
      // A test runs in a thread that may hold signals back, which a child would inherit.
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      var signals = sigset_t()
      sigemptyset(&signals)
      posix_spawnattr_setsigmask(&attributes, &signals)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
      var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
      argv.append(nil)
      defer { for pointer in argv { free(pointer) } }
      var pid = pid_t()
      guard posix_spawnp(&pid, program, &actions, &attributes, argv, environ) == 0 else { return nil }
      var status: Int32 = 0
      while waitpid(pid, &status, 0) < 0, errno == EINTR {}
      let code = status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
      return Result(
        status: code, output: try read(names[1]), error: String(decoding: try read(names[2]), as: UTF8.self))
    }
  }

  /// Calls `body` with a new empty folder that is removed afterwards, with all that is in it.
  public static func withTemporaryFolder<R>(_ body: (FilePath) throws -> R) throws -> R {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/viettext-test-XXXXXX".utf8CString)
    guard let path = mkdtemp(&template) else { throw Errno(rawValue: errno) }
    let folder = FilePath(String(cString: path))
    defer { remove(folder) }
    return try body(folder)
  }

  public static func read(_ path: FilePath) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter {
      var bytes: [UInt8] = []
      var block = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let n = try block.withUnsafeMutableBytes { try file.read(into: $0) }
        if n == 0 { return bytes }
        bytes += block[..<n]
      }
    }
  }

  public static func write(_ bytes: [UInt8], to path: FilePath) throws {
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    _ = try file.closeAfter { try file.writeAll(bytes) }
  }

  private static func remove(_ folder: FilePath) {
    for name in (try? Folder.names(in: folder)) ?? [] {
      let path = folder.appending(name)
      if unlink(path.string) != 0 { remove(path) }
    }
    rmdir(folder.string)
  }
}
