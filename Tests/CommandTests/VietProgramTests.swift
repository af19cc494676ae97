import Testing

@testable import VietCommands

@Suite struct VietProgramTests {
  @Test func unknownVerbIsWrongUsage() {
    #expect(VietMain.status(of: ["no-such-verb"]) == .bad)
  }

  @Test(arguments: [
    "normalize", "convert", "restore", "sort", "tokenize", "search", "bench", "index build", "index add",
    "index delete",
    "index info", "index verify", "index merge", "index export", "model train", "model evaluate",
    "model info",
  ])
  func takesWhatEveryVerbTakes(_ verb: String) throws {
    let help = try VietProcess.run(verb.split(separator: " ").map(String.init) + ["--help"]).output
    for option in ["--quiet", "--stats", "--color"] {
      #expect(help.contains(option), "\(verb) lacks \(option)")
    }
  }

  @Test(arguments: ["normalize", "convert", "restore", "sort", "tokenize", "index build", "index add"])
  func takesWhatEveryVerbTakesThatReadsText(_ verb: String) throws {
    let help = try VietProcess.run(verb.split(separator: " ").map(String.init) + ["--help"]).output
    for option in ["--threads", "--invalid", "--progress"] {
      #expect(help.contains(option), "\(verb) lacks \(option)")
    }
  }
}
