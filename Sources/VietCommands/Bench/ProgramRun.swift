internal import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A run of this very program as a process of its own: from start to end, files and all.
struct ProgramRun {
  /// Seconds on the wall.
  let wall: Double
  /// Seconds of processors, of all threads, in the program and in the system for it.
  let processor: Double
  /// Bytes of memory at the most.
  let peakMemory: Int

  /// Runs `viet` with `arguments`; what it writes is dropped.
  init(_ arguments: [String]) throws {
    // A child starts its count of memory with what its parent holds: forget what this process held before.
    if let file = try? FileDescriptor.open("/proc/self/clear_refs", .writeOnly) {
      _ = try? file.closeAfter { try file.writeAll("5".utf8) }
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, mode) in [(Int32(0), O_RDONLY), (1, O_WRONLY), (2, O_WRONLY)] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", mode, 0)
    }
    var argv: [UnsafeMutablePointer<CChar>?] = (["viet"] + arguments).map { strdup($0) }
    argv.append(nil)
    defer { for pointer in argv { free(pointer) } }
    let start = Clock.seconds
    var pid = pid_t()
    let failure = posix_spawn(&pid, Self.program, &actions, nil, argv, environ)
    guard failure == 0 else {
      throw CommandError(Errno(rawValue: failure), doing: "start", file: Self.program)
    }
    var usage = rusage()
    var status: Int32 = 0
    while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
    wall = Clock.seconds - start
    guard status == 0 else {
      throw CommandError(.bad, "viet \(arguments.joined(separator: " ")) failed (run it alone to see why)")
    }
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    processor = seconds(usage.ru_utime) + seconds(usage.ru_stime)
    #if os(Linux)
      peakMemory = Int(usage.ru_maxrss) * 1024
    #else
      peakMemory = Int(usage.ru_maxrss)
    #endif
  }

  /// The file that this process runs.
  private static var program: String {
    #if os(Linux)
      "/proc/self/exe"
    #else
      CommandLine.arguments[0]
    #endif
  }
}
