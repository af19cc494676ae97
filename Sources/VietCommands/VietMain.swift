internal import ArgumentParser
internal import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How a run of `viet` starts and ends.
package enum VietMain {
  /// Runs the arguments and exits with what CLI users are promised: 0, 1, 2 or 74.
  package static func runAndExit(_ arguments: [String] = Array(CommandLine.arguments.dropFirst())) -> Never {
    signal(SIGPIPE, SIG_IGN)
    exit(status(of: arguments).rawValue)
  }

  package static func status(of arguments: [String]) -> ExitStatus {
    do {
      var command = try VietProgram.parseAsRoot(arguments)
      try command.run()
      return .done
    } catch is Output.ReaderGone {
      return .done
    } catch let error as CommandError {
      Console.error(error)
      return error.status
    } catch let code as ExitCode {
      return ExitStatus(rawValue: code.rawValue) ?? .bad
    } catch {
      return report(error)
    }
  }

  /// What ArgumentParser says: help and version go to standard output, wrong usage to standard error.
  private static func report(_ error: any Error) -> ExitStatus {
    let text = VietProgram.fullMessage(for: error) + "\n"
    guard VietProgram.exitCode(for: error) == .success else {
      _ = try? FileDescriptor.standardError.writeAll(text.utf8)
      return .bad
    }
    do {
      try Output.standard().write(text)
      return .done
    } catch let error as CommandError {
      Console.error(error)
      return error.status
    } catch { return .done }
  }
}
