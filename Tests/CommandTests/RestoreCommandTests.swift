import SystemPackage
import Testing
import VietTestSupport

/// `viet restore` as it is run: bytes, statuses, messages.
@Suite struct RestoreCommandTests {
  private static let viet = FilePath(CommandLine.arguments[0]).removingLastComponent().appending("viet")
    .string

  private func viet(_ arguments: [String], _ input: [UInt8] = []) throws -> Subprocess.Result {
    try #require(try Subprocess.run(Self.viet, ["restore"] + arguments, input: input), "no \(Self.viet)")
  }

  private func viet(_ arguments: [String], _ input: String) throws -> Subprocess.Result {
    try viet(arguments, Array(input.utf8))
  }

  @Test func examplesOfTheHelp() throws {
    #expect(try viet([], "toi yeu tieng viet\n").output == Array("tôi yêu tiếng việt\n".utf8))
    let candidates = String(decoding: try viet(["--candidates", "2"], "Ha Noi\n").output, as: UTF8.self)
    #expect(candidates.contains(#""start":3,"end":6,"text":"Noi","candidates":[{"text":"Nội","score":"#))
    #expect(candidates.split(separator: "\n").count == 2)
  }

  @Test func options() throws {
    #expect(try viet(["--tone", "new"], "cong hoa\n").output == Array("cộng hoà\n".utf8))
    #expect(try viet(["--candidates", "0"], "a").status == 2)
    #expect(try viet([], "").output.isEmpty)
    #expect(try viet(["no-such-file"]).status == 74)
    let dirty: [UInt8] = Array("toi ".utf8) + [0xFF, 0x0A]
    #expect(try viet(["--invalid", "strict"], dirty).status == 2)
    #expect(try viet([], dirty).error.contains("1 malformed"))
  }

  @Test func anyThreadCount() throws {
    var random = SeededGenerator(seed: 11)
    var text = ""
    while text.utf8.count < 300_000 {
      text +=
        random.pick(["toi", "di", "hoc", "tiếng", "viet", "Ha", "Noi"]) + random.pick([" ", " ", "\n"])
    }
    let alone = try viet(["--threads", "1"], text).output
    #expect(try viet(["--threads", "3"], text).output == alone)
  }
}
