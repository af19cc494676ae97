import SystemPackage
import Testing
import VietTestSupport

/// `viet normalize` as it is run: bytes, statuses, messages.
@Suite struct NormalizeCommandTests {
  private static let viet = FilePath(CommandLine.arguments[0]).removingLastComponent().appending("viet")
    .string

  private func viet(_ arguments: [String], _ input: [UInt8] = []) throws -> Subprocess.Result {
    try #require(try Subprocess.run(Self.viet, ["normalize"] + arguments, input: input), "no \(Self.viet)")
  }

  private func viet(_ arguments: [String], _ input: String) throws -> Subprocess.Result {
    try viet(arguments, Array(input.utf8))
  }

  @Test func examplesOfTheHelp() throws {
    #expect(try viet(["--tone", "new"], "Hòa ra thúy\n").output == Array("Hoà ra thuý\n".utf8))
    #expect(
      try viet(["--repair"], "Ðại học Bách khoa, tóan\n").output == Array("Đại học Bách khoa, toán\n".utf8))
  }

  @Test func formsAndSteps() throws {
    #expect(try viet([], "e\u{302}\u{301}\n").output == Array("ế\n".utf8))
    #expect(try viet(["--form", "nfd"], "ế\n").output == Array("e\u{302}\u{301}\n".utf8))
    #expect(try viet(["--form", "nfkc"], "ﬁ²\n").output == Array("fi2\n".utf8))
    #expect(try viet(["--form", "none"], "e\u{301}\n").output == Array("e\u{301}\n".utf8))
    #expect(try viet(["--strip"], "Đường café").output == Array("Duong cafe".utf8))
    #expect(try viet(["--fold"], "Đường CAFÉ").output == Array("duong cafe".utf8))
    #expect(try viet([]).output.isEmpty)
  }

  @Test func malformedBytes() throws {
    let bytes: [UInt8] = Array("một\nhai ".utf8) + [0xE1, 0xBA] + Array("ba\n".utf8)
    let replaced = try viet([], bytes)
    #expect(replaced.status == 0)
    #expect(replaced.output == Array("một\nhai \u{FFFD}ba\n".utf8))
    #expect(replaced.error.contains("1 malformed"))
    #expect(try viet(["--quiet"], bytes).error.isEmpty)
    let strict = try viet(["--invalid", "strict"], bytes)
    #expect(strict.status == 2)
    #expect(strict.error.hasPrefix("viet: -:@10: the byte 0xE1"))
    #expect(try viet(["--invalid", "pass"], bytes).output == bytes)
  }

  @Test func checkPrintsTheFirstLineThatWouldChange() throws {
    let text = String(repeating: "một hai ba\n", count: 60_000) + "sai e\u{301}\nnữa e\u{301}\n"
    for threads in ["1", "3"] {
      let result = try viet(["--check", "--threads", threads], text)
      #expect(result.status == 1)
      #expect(result.output == Array("-:60001:sai e\u{301}\n".utf8))
    }
    #expect(try viet(["--check"], "một\n").status == 0)
    #expect(try viet(["--check", "--tone", "new"], "một\nhòa\n").output == Array("-:2:hòa\n".utf8))
    #expect(try viet(["--check"], [0x61, 0x0A, 0xFF, 0x0A]).output == Array("-:2:".utf8) + [0xFF, 0x0A])
    #expect(try viet(["--check", "--color", "always"], "e\u{301}\n").output.contains(0x1B))
    #expect(try viet(["--check", "-o", "x"], "a").status == 2)
  }

  @Test func everyThreadCountGivesTheSameBytes() throws {
    var random = SeededGenerator(seed: 11)
    let words = ["hòa", "ho\u{300}a", "Việt", "漢字", "“tóan”", "e\u{301}\u{323}", "thúy\n", "\u{301}x", "kỹ"]
    var text: [UInt8] = []
    while text.count < 1_500_000 {
      text += Array((random.pick(words) + (random.below(9) == 0 ? "\n" : " ")).utf8)
    }
    for options in [[], ["--form", "nfkd"], ["--tone", "new", "--repair", "--yi", "i"], ["--fold"]] {
      let one = try viet(options + ["--threads", "1"], text)
      #expect(one.status == 0)
      for threads in ["2", "5"] {
        #expect(
          try viet(options + ["--threads", threads], text).output == one.output, "\(options) \(threads)")
      }
    }
  }

  @Test func filesInPlaceAndTheWorstStatus() throws {
    try Subprocess.withTemporaryFolder { folder in
      let good = folder.appending("good.txt")
      let other = folder.appending("other.txt")
      try Subprocess.write(Array("e\u{301}\n".utf8), to: good)
      try Subprocess.write(Array("o\u{300}\n".utf8), to: other)
      let both = try viet([good.string, folder.appending("missing").string, other.string])
      #expect(both.status == 74)
      #expect(both.output == Array("é\nò\n".utf8))
      #expect(both.error.contains("missing: can't open"))
      #expect(try viet(["--in-place", good.string, other.string]).status == 0)
      #expect(try Subprocess.read(good) == Array("é\n".utf8))
      #expect(try Subprocess.read(other) == Array("ò\n".utf8))
      let target = folder.appending("target.txt")
      #expect(try viet(["--form", "nfd", "-o", target.string, good.string, other.string]).status == 0)
      #expect(try Subprocess.read(target) == Array("e\u{301}\no\u{300}\n".utf8))
      let stats = try viet(["--stats", good.string])
      #expect(stats.error.contains("3 bytes"))
      #expect(try viet(["--form", "nfx"]).status == 2)
    }
  }

  /// Without newlines, pieces are cut at boundaries; a run of marks goes on over several pieces.
  @Test func noNewlines() throws {
    let marks = String(repeating: "\u{301}", count: 400_000)
    let text =
      String(repeating: "hòa", count: 100_000) + "a" + marks + "\u{323}"
      + String(repeating: " e\u{301}", count: 300_000)
    let result = try viet(["--threads", "3"], text)
    let expected =
      String(repeating: "hòa", count: 100_000) + "ạ\u{301}"
      + marks.unicodeScalars.dropFirst().reduce(into: "") { $0.unicodeScalars.append($1) }
      + String(repeating: " é", count: 300_000)
    #expect(result.output == Array(expected.utf8))
  }
}
