import SystemPackage
import Testing
import VietTestSupport

@testable import VietCommands

@Suite struct ShardCommandTests {
  @Test func aFolderOfShardsIsSearchedAsOneAndMerged() throws {
    try Subprocess.withTemporaryFolder { folder in
      let shards = folder.appending("shards").string
      mkdir(shards, 0o755)
      for (name, text) in [
        ("a", "{\"id\":\"1\",\"title\":\"Hòa bình\",\"year\":1954}\n"),
        ("b", "{\"id\":\"2\",\"year\":1975,\"title\":\"Thống nhất, hòa bình\"}\n"),
      ] {
        let built = try VietProcess.run(
          ["index", "build", "\(shards)/\(name)", "--input", "jsonl"], input: text)
        #expect(built.status == 0, "\(built.error)")
      }
      #expect(try VietProcess.run(["search", shards, "hoa binh"]).ids == ["1", "2"])
      #expect(try VietProcess.run(["search", shards, "*", "--sort", "year:desc"]).ids == ["2", "1"])
      #expect(try VietProcess.run(["search", shards, "year:[1960 TO 1980]"]).ids == ["2"])
      #expect(try VietProcess.run(["index", "info", shards, "--json"]).json()[0]["documents"]?.number == 2)
      #expect(try VietProcess.run(["index", "verify", shards]).status == 0)
      let added = try VietProcess.run(
        ["index", "add", shards, "--input", "jsonl"], input: "{\"id\":\"3\"}\n")
      #expect(added.status != 0 && added.error.contains("shard"), "\(added.error)")
      let whole = folder.appending("whole").string
      #expect(try VietProcess.run(["index", "merge", whole, shards]).status == 0)
      #expect(try VietProcess.run(["search", whole, "hoa binh"]).ids == ["1", "2"])
      #expect(try VietProcess.run(["index", "info", whole, "--json"]).json()[0]["segments"]?.number == 1)
      #expect(try VietProcess.run(["index", "merge", folder.appending("none").string]).status == 74)
    }
  }

  @Test func theLaterOfClashingIdsWins() throws {
    try Subprocess.withTemporaryFolder { folder in
      func build(_ name: String, _ text: String, _ options: String...) throws -> String {
        let path = folder.appending(name).string
        let built = try VietProcess.run(["index", "build", path, "--input", "jsonl"] + options, input: text)
        #expect(built.status == 0, "\(built.error)")
        return path
      }
      let a = try build("a", "{\"id\":\"1\",\"t\":\"một\"}\n{\"id\":\"2\",\"t\":\"hai\"}\n")
      let b = try build("b", "{\"id\":\"2\",\"t\":\"ba\"}\n")
      let c = try build("c", "{\"id\":\"2\",\"t\":\"bốn\"}\n{\"id\":\"3\",\"t\":\"năm\"}\n")
      let other = try build("other", "{\"id\":\"2\",\"t\":\"sáu\"}\n", "--analyzer", "vi-syllable")
      #expect(try VietProcess.run(["index", "merge", a, b, c]).status == 0)
      #expect(try VietProcess.run(["search", a, "*", "--count"]).output == "3\n")
      #expect(try VietProcess.run(["search", a, "bốn"]).ids == ["2"])
      #expect(try VietProcess.run(["search", a, "ba"]).status == 1)
      #expect(try VietProcess.run(["index", "merge", a, other]).status == 2)
      #expect(try VietProcess.run(["search", a, "*", "--count"]).output == "3\n")
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
