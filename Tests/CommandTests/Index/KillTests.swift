import SystemPackage
import Testing
import VietTestSupport

@testable import VietCommands

/// The program killed at random moments: what was acknowledged is there, and nothing is half there.
@Suite struct KillTests {
  static func records(_ round: Int, count: Int) -> [UInt8] {
    Array(
      (0..<count).map {
        "{\"id\":\"\(round)-\($0)\",\"round\":\"r\(round)\",\"t\":\"hòa bình \($0) việt nam \($0 * 7) tiếng nói\"}\n"
      }.joined().utf8)
  }

  @Test func killedAtAnyMomentTheLastCommitIsWhole() throws {
    let seed: UInt64 = 131
    var random = SeededGenerator(seed: seed)
    let rounds = LongTests.count(12, long: 200)
    let size = 400
    try Subprocess.withTemporaryFolder { folder in
      let index = folder.appending("index").string
      let first = folder.appending("first.jsonl")
      try Subprocess.write(Self.records(0, count: size), to: first)
      #expect(try VietProcess.run(["index", "build", index, first.string]).status == 0)
      var acknowledged: Set<Int> = [0]
      // How long a run takes when nobody kills it.
      var longest = 400
      for round in 1...rounds {
        let file = folder.appending("r.jsonl")
        try Subprocess.write(Self.records(round, count: size), to: file)
        let merges = random.below(4) == 0
        let delay = random.below(longest)
        let command =
          merges ? ["index", "merge", index] : ["index", "add", index, file.string, "--threads", "1"]
        let seconds = "0." + String(repeating: "0", count: 3 - "\(delay)".count) + "\(delay)"
        let killed = try #require(
          try Subprocess.run("timeout", ["-s", "KILL", seconds, VietProcess.path] + command))
        let note = "seed \(seed) round \(round) after \(delay) ms"
        if killed.status == 0 {
          if !merges { acknowledged.insert(round) }
          longest = max(20, min(longest, delay + 50))
        }
        #expect(try VietProcess.run(["index", "verify", index]).status == 0, "\(note)")
        for known in acknowledged.sorted().suffix(5) {
          #expect(
            try VietProcess.run(["search", index, "round:r\(known)", "--count"]).output == "\(size)\n",
            "\(note)")
        }
        // All of a commit is there, or nothing.
        let now = try VietProcess.run(["search", index, "round:r\(round)", "--count"]).output
        #expect(now == "\(size)\n" || now == "0\n", "\(note)")
        if now == "\(size)\n" { acknowledged.insert(round) }
      }
      // The next writer sweeps what was left, and goes on.
      #expect(try VietProcess.run(["index", "merge", index]).status == 0)
      #expect(
        try VietProcess.run(["search", index, "*", "--count"]).output == "\(acknowledged.count * size)\n")
      let files = try Folder.names(in: FilePath(index)).filter {
        $0.hasSuffix(".seg") || $0.hasSuffix(".tmp")
      }
      #expect(files.count == 1, "seed \(seed): \(files)")
    }
  }

  /// Starts the program and signals it as soon as `folder` holds more than `segments` segments: it is at work then, and
  /// far from done, however slow the machine. Where it has ended before, there is nothing to signal.
  private static func stop(
    _ signals: String, when folder: String, holdsMoreThan segments: Int, _ arguments: [String]
  ) throws -> Subprocess.Result {
    // `set -m`, or what runs in the background would be deaf to SIGINT.
    let script = """
      set -m; "$0" "${@:4}" & signals=$1
      while [ "$(ls "$2" 2>/dev/null | grep -c '[.]seg$')" -le "$3" ] && kill -0 $! 2>/dev/null; do sleep 0.01; done
      for signal in $signals; do kill -s $signal $! 2>/dev/null; sleep 0.01; done
      wait $!
      """
    return try #require(
      try Subprocess.run(
        "bash", ["-c", script, VietProcess.path, signals, folder, "\(segments)"] + arguments))
  }

  @Test func whatIsInterruptedLeavesTheLastCommit() throws {
    try Subprocess.withTemporaryFolder { folder in
      let (index, file) = (folder.appending("index").string, folder.appending("r.jsonl"))
      #expect(
        try VietProcess.run(["index", "build", index, "--input", "jsonl"], input: "{\"id\":\"a\"}\n").status
          == 0)
      let before = try Folder.names(in: FilePath(index)).sorted()
      let segments = before.count { $0.hasSuffix(".seg") }
      try Subprocess.write(Self.records(1, count: 60_000), to: file)
      // What comes twice at once is asked once.
      for signals in ["INT", "TERM", "INT INT", "TERM TERM"] {
        let stopped = try Self.stop(
          signals, when: index, holdsMoreThan: segments,
          ["index", "add", index, file.string, "--memory", "16M"])
        #expect(
          stopped.status != 0 && stopped.error.contains("stopped"),
          "\(signals): \(stopped.status) \(stopped.error)")
        #expect(try Folder.names(in: FilePath(index)).sorted() == before, "\(signals)")
        #expect(try VietProcess.run(["search", index, "*", "--count"]).output == "1\n", "\(signals)")
        let fresh = folder.appending("fresh").string
        let build = try Self.stop(
          signals, when: fresh, holdsMoreThan: 0, ["index", "build", fresh, file.string])
        #expect(build.status != 0, "\(signals)")
        #expect(!(try Folder.names(in: folder)).contains("fresh"), "\(signals)")
      }
    }
  }

  @Test func aKilledBuildLeavesNothingThatStandsInTheWay() throws {
    let seed: UInt64 = 132
    var random = SeededGenerator(seed: seed)
    try Subprocess.withTemporaryFolder { folder in
      let file = folder.appending("r.jsonl")
      try Subprocess.write(Self.records(1, count: 2000), to: file)
      for round in 0..<LongTests.count(4, long: 60) {
        let index = folder.appending("index\(round)").string
        let delay = random.below(300)
        let seconds = "0." + String(repeating: "0", count: 3 - "\(delay)".count) + "\(delay)"
        _ = try Subprocess.run(
          "timeout", ["-s", "KILL", seconds, VietProcess.path, "index", "build", index, file.string])
        let note = "seed \(seed) round \(round) after \(delay) ms"
        let found = try VietProcess.run(["search", index, "*", "--count"])
        // All of it, or no folder, or no index in it.
        #expect(
          found.output == "2000\n" || found.status == 74
            || (found.status == 2 && found.error.contains("there is no index here")),
          "\(note): \(found.error)")
        let again = try VietProcess.run(["index", "build", index, file.string, "--overwrite"])
        #expect(again.status == 0, "\(note): \(again.error)")
        #expect(try VietProcess.run(["search", index, "*", "--count"]).output == "2000\n", "\(note)")
      }
    }
  }
}
