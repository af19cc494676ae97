import SystemPackage
import Testing
import VietTestSupport

@testable import VietCommands

/// The built program, run as its users run it.
enum VietProcess {
  /// Beside the test runner.
  static let path: String = {
    var target = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &target, target.count)
    let bytes = target[..<max(0, count)].map { UInt8(bitPattern: $0) }
    let runner = FilePath(String(decoding: bytes, as: UTF8.self))
    return runner.removingLastComponent().appending("viet").string
  }()

  struct Answer {
    let status: Int32
    let output: String
    let error: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
    /// The third column: the ids of the hits.
    var ids: [String] { lines.map { $0.split(separator: "\t").dropFirst(2).first.map(String.init) ?? "" } }
    func json() throws -> [JSONValue] { try lines.map { try JSONValue.parse($0) } }
  }

  static func run(_ arguments: [String], input: String = "") throws -> Answer {
    let result = try #require(try Subprocess.run(path, arguments, input: Array(input.utf8)))
    return Answer(
      status: result.status, output: String(decoding: result.output, as: UTF8.self), error: result.error)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
