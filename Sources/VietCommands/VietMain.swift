internal import ArgumentParser

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
    // A file-size limit is then an error of the write, which leaves the last commit and names the file.
    signal(SIGXFSZ, SIG_IGN)
    exit(status(of: arguments).rawValue)
  }

  package static func status(of arguments: [String]) -> ExitStatus {
    do {
      try KernelChoice.fromEnvironment()
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
      return report(error, arguments)
    }
  }

  /// What ArgumentParser says: help and version go to standard output, wrong usage is one line on standard error.
  private static func report(_ error: any Error, _ arguments: [String]) -> ExitStatus {
    guard VietProgram.exitCode(for: error) == .success else {
      let message = VietProgram.message(for: error).split(separator: "\n").joined(separator: "; ")
      Console.error(CommandError(.bad, "\(message) (see \(helpCall(arguments)))"))
      return .bad
    }
    do {
      try Output.standard().write(VietProgram.fullMessage(for: error) + "\n")
      return .done
    } catch let error as CommandError {
      Console.error(error)
      return error.status
    } catch { return .done }
  }

  /// The call that prints the help of the verb that was tried.
  private static func helpCall(_ arguments: [String]) -> String {
    let verbs = VietProgram.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let verb = arguments.first, verbs.contains(verb) else { return "viet --help" }
    return "viet \(verb) --help"
  }
}
