import SystemPackage
import Testing
import VietTestSupport

@testable import VietCommands

@Suite struct ConvertCommandTests {
  /// Runs `viet` on a file with `bytes` and returns the status and what `-o` wrote.
  private func run(_ arguments: [String], _ bytes: [UInt8]) throws -> (
    status: VietCommands.ExitStatus, output: [UInt8]?
  ) {
    try Subprocess.withTemporaryFolder { folder in
      let input = folder.appending("in")
      let output = folder.appending("out")
      try Subprocess.write(bytes, to: input)
      let status = VietMain.status(of: arguments + ["--quiet", "-o", output.string, input.string])
      return (status, try? Subprocess.read(output))
    }
  }

  @Test func threadsDoNotChangeTheBytes() throws {
    let line = Array("Người Việt nói tiếng Việt; ưu, ở, Đà Nẵng.\n".utf8)
    let text = [UInt8]((0..<60_000).map { _ in line }.joined())
    let one = try run(["convert", "--from", "utf-8", "--to", "cp1258", "--threads", "1"], text)
    let four = try run(["convert", "--from", "utf-8", "--to", "cp1258", "--threads", "4"], text)
    #expect(one.status == .done)
    #expect(one.output == four.output)
    let back = try run(["convert", "--from", "cp1258", "--threads", "3"], one.output ?? [])
    #expect(back.output == text)
  }

  @Test func failuresLeaveNoFile() throws {
    let result = try run(["convert", "--from", "utf-8", "--to", "tcvn3"], Array("CỘNG".utf8))
    #expect(result.status == .bad)
    #expect(result.output == nil)
    #expect(VietMain.status(of: ["convert", "--from", "nonsense"]) == .bad)
    #expect(VietMain.status(of: ["convert", "--from", "utf-8", "--to", "mojibake-vni"]) == .bad)
    #expect(VietMain.status(of: ["convert", "--from", "utf-8", "/no/such/file"]) == .io)
  }

  @Test func utf16GoesBothWays() throws {
    let text = Array("Tiếng Việt 🙂\n".utf8)
    let wide = try run(["convert", "--from", "utf-8", "--to", "utf-16"], text)
    #expect(wide.output?.prefix(2) == [0xFF, 0xFE])
    #expect(try run(["convert", "--from", "auto"], wide.output ?? []).output == text)
  }

  @Test(arguments: ["viqr", "telex", "vni-keys", "mojibake-tcvn3", "mojibake-vni", "mojibake-utf8"])
  func malformedTextIsTreatedAsAsked(encoding: String) throws {
    let run = { (policy: String) in
      try Shell.run(
        "printf 'a\\xFF b\\n' | \"$V\" convert --from \(encoding) --invalid \(policy) | od -An -tx1; echo ${PIPESTATUS[1]}"
      )
    }
    let replaced = try run("replace")
    #expect(replaced.output == " 61 ef bf bd 20 62 0a\n0\n", "\(replaced.output)")
    #expect(replaced.error.contains("1 bytes"), "\(replaced.error)")
    #expect(try run("pass").output == " 61 ff 20 62 0a\n0\n")
    let refused = try Shell.run("printf 'a\\xFF b\\n' | \"$V\" convert --from \(encoding) --invalid strict")
    #expect(refused.status == 2 && refused.error.contains("-:@1:"), "\(refused.error)")
  }
}
