import SystemPackage
import Testing
import VietTestSupport

@testable import VietCommands

@Suite struct SortCommandTests {
  private func sort(_ arguments: [String], _ files: [[UInt8]]) throws -> (
    status: VietCommands.ExitStatus, output: [UInt8]?
  ) {
    try Subprocess.withTemporaryFolder { folder in
      let output = folder.appending("out")
      var paths: [String] = []
      for (number, bytes) in files.enumerated() {
        let input = folder.appending("in\(number)")
        try Subprocess.write(bytes, to: input)
        paths.append(input.string)
      }
      let status = VietMain.status(of: ["sort", "--quiet", "-o", output.string] + arguments + paths)
      return (status, try? Subprocess.read(output))
    }
  }

  private func sort(_ arguments: [String], _ text: String) throws -> String {
    String(decoding: try sort(arguments, [Array(text.utf8)]).output ?? [], as: UTF8.self)
  }

  @Test func ordersDiffer() throws {
    #expect(try sort([], "ba c\nbà b\n") == "bà b\nba c\n")
    #expect(try sort(["--order", "dictionary"], "bà b\nba c\n") == "ba c\nbà b\n")
    #expect(try sort(["--order", "name"], "Trần Bình\nVũ An\n") == "Vũ An\nTrần Bình\n")
  }

  @Test func edgesOfFiles() throws {
    #expect(try sort([], "") == "")
    #expect(try sort([], "\n\n") == "\n\n")
    #expect(try sort([], "b\na") == "a\nb\n")
    #expect(try sort([], "\u{FEFF}b\na\n") == "a\nb\n")
    #expect(try sort([], "b\r\na\r\n") == "a\r\nb\r\n")
    #expect(try sort([], [Array("b\nd".utf8), Array("a\nc\n".utf8)]).output == Array("a\nb\nc\nd\n".utf8))
  }

  @Test func equalLinesKeepTheirOrder() throws {
    let text =
      (0..<5000).map { $0 % 2 == 0 ? "hòa,\($0 % 3 == 0 ? "!" : "?")" : "hoà." }.joined(separator: "\n")
      + "\n"
    for threads in ["1", "3"] {
      #expect(try sort(["--order", "dictionary", "--threads", threads], text) == text)
    }
  }

  /// A reference by a plain stable sort of keys; then every memory and thread count must say the same.
  @Test func memoryAndThreadsDoNotChangeTheBytes() throws {
    var generator = SeededGenerator(seed: 71)
    let words = [
      "an", "án", "bình", "hoà", "hòa", "Hoà", "đường", "duong", "nghiêng", "xa", "1", "z", "Ωμ", "",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<20_000 {
      let line = (0..<1 + generator.below(5)).map { _ in generator.pick(words) }.joined(separator: " ")
      bytes += Array(line.utf8) + [0x0A]
    }
    for order in ["icu", "dictionary", "name"] {
      let plain = try sort(["--order", order, "--threads", "1"], [bytes])
      #expect(plain.status == .done)
      // Lines, keys and entries are more than two megabytes: several runs on disk.
      for options in [["--threads", "3"], ["--memory", "1M"], ["--memory", "1M", "--threads", "2"]] {
        #expect(
          try sort(["--order", order] + options, [bytes]).output == plain.output,
          "seed 71, \(order) \(options)")
      }
      #expect(try sort(["--order", order], [plain.output ?? []]).output == plain.output, "sorted stays")
    }
  }

  @Test func malformedBytes() throws {
    let text: [UInt8] = Array("b\n".utf8) + [0x61, 0xFF, 0x0A]
    #expect(try sort([], [text]).output == Array("a\u{FFFD}\nb\n".utf8))
    #expect(try sort(["--invalid", "pass"], [text]).output == [0x61, 0xFF, 0x0A, 0x62, 0x0A])
    let strict = try sort(["--invalid", "strict"], [text])
    #expect(strict.status == .bad)
    #expect(strict.output == nil)
  }

  @Test func inPlaceSortsEachFileAlone() throws {
    try Subprocess.withTemporaryFolder { folder in
      let first = folder.appending("a")
      let second = folder.appending("b")
      try Subprocess.write(Array("d\nc\n".utf8), to: first)
      try Subprocess.write(Array("b\na\n".utf8), to: second)
      #expect(VietMain.status(of: ["sort", "--in-place", first.string, second.string]) == .done)
      #expect(try Subprocess.read(first) == Array("c\nd\n".utf8))
      #expect(try Subprocess.read(second) == Array("a\nb\n".utf8))
    }
  }

  @Test func wrongUsage() {
    #expect(VietMain.status(of: ["sort", "--order", "nonsense"]) == .bad)
    #expect(VietMain.status(of: ["sort", "--memory", "1K"]) == .bad)
    #expect(VietMain.status(of: ["sort", "--quiet", "/no/such/file"]) == .io)
  }
}
