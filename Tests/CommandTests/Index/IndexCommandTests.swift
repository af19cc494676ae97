import SystemPackage
import Testing
import VietTestSupport

@testable import VietCommands

@Suite struct IndexCommandTests {
  static let records = """
    {"id":"1","title":"Hòa bình","body":"Chiến tranh và hòa bình","year":1869,"tags":["truyện","nga"]}
    {"id":"2","title":"Số đỏ","body":"Xuân Tóc Đỏ","year":1936,"tags":["truyện"]}
    {"id":"3","title":"Truyện Kiều","body":"Trăm năm trong cõi người ta","year":1820,"tags":["thơ"]}
    """

  /// Builds an index of `text` and calls `body` with the folder it stands in.
  static func withIndex(
    of text: String = records, _ options: [String] = [], _ body: (String, FilePath) throws -> Void
  ) throws {
    try Subprocess.withTemporaryFolder { folder in
      let index = folder.appending("index").string
      let built = try VietProcess.run(["index", "build", index, "--input", "jsonl"] + options, input: text)
      #expect(built.status == 0, "\(built.error)")
      try body(index, folder)
    }
  }

  @Test func buildAddReplaceDeleteMerge() throws {
    try Self.withIndex { index, _ in
      let info = try VietProcess.run(["index", "info", index, "--json"]).json()[0]
      #expect(info["documents"]?.number == 3 && info["deleted"]?.number == 0)
      for key in ["segments", "terms", "bytes", "analyzer", "fields", "format"] {
        #expect(info[key] != nil, "\(key)")
      }
      let added = try VietProcess.run(
        ["index", "add", index],
        input: "{\"id\":\"2\",\"title\":\"Giông tố\"}\n{\"id\":\"4\",\"title\":\"Tắt đèn\"}\n")
      #expect(added.status == 0, "\(added.error)")
      #expect(try VietProcess.run(["search", index, "xuân"]).status == 1)
      #expect(try VietProcess.run(["search", index, "giông"]).ids == ["2"])
      #expect(try VietProcess.run(["index", "delete", index, "--id", "4", "1"]).status == 0)
      #expect(try VietProcess.run(["index", "delete", index, "--id", "4"]).status == 1)
      #expect(try VietProcess.run(["index", "merge", index]).status == 0)
      let after = try VietProcess.run(["index", "info", index, "--json"]).json()[0]
      #expect(
        after["documents"]?.number == 2 && after["segments"]?.number == 1 && after["deleted"]?.number == 0)
      let exported = try VietProcess.run(["index", "export", index, "--format", "jsonl"]).json()
      #expect(Set(exported.compactMap { $0["id"]?.string }) == ["2", "3"])
      #expect(exported.first { $0["id"]?.string == "3" }?["year"]?.number == 1820)
      let bulk = try VietProcess.run(["index", "export", index, "--format", "elasticsearch"]).json()
      #expect(bulk.count == 4 && bulk[0]["index"]?["_id"]?.string != nil)
    }
  }

  @Test func refusesWhatItMustNotTouch() throws {
    try Self.withIndex { index, folder in
      let again = try VietProcess.run(["index", "build", index, "--input", "jsonl"], input: Self.records)
      #expect(again.status == 2 && again.error.contains("--overwrite"))
      let foreign = folder.appending("mine").string
      mkdir(foreign, 0o755)
      try Subprocess.write(Array("x".utf8), to: FilePath(foreign).appending("notes.txt"))
      for options in [[], ["--overwrite"]] {
        let refused = try VietProcess.run(
          ["index", "build", foreign, "--input", "jsonl"] + options, input: Self.records)
        #expect(refused.status == 2, "\(options)")
        #expect(try Folder.names(in: FilePath(foreign)) == ["notes.txt"])
      }
      let replaced = try VietProcess.run(
        ["index", "build", index, "--input", "jsonl", "--overwrite"], input: "{\"id\":\"9\",\"t\":\"mới\"}")
      #expect(replaced.status == 0, "\(replaced.error)")
      #expect(try VietProcess.run(["search", index, "mới"]).ids == ["9"])
      #expect(try VietProcess.run(["search", index, "hòa"]).status == 1)
    }
  }

  @Test func whatFailsLeavesNothing() throws {
    try Subprocess.withTemporaryFolder { folder in
      let index = folder.appending("index").string
      #expect(try VietProcess.run(["index", "build", index, "/no/such/file.jsonl"]).status == 74)
      #expect(try Folder.names(in: folder).isEmpty)
      let strict = try VietProcess.run(
        ["index", "build", index, "--input", "jsonl", "--strict"], input: "{\"id\":1}\nnonsense\n")
      #expect(strict.status == 2 && strict.error.contains("-:2:"))
      #expect(try Folder.names(in: folder).isEmpty)
      #expect(try VietProcess.run(["index", "info", index]).status == 74)
      #expect(try VietProcess.run(["search", folder.string, "x"]).status == 2)
      #expect(try VietProcess.run(["index", "build", index, folder.string]).status == 74)
      #expect(try VietProcess.run(["index", "build", index, "--memory", "1M"]).status == 2)
    }
  }

  @Test func badRecordsAreNamedSkippedAndCounted() throws {
    try Subprocess.withTemporaryFolder { folder in
      let (index, file) = (folder.appending("index").string, folder.appending("x.jsonl"))
      try Subprocess.write(
        Array("{\"id\":\"a\",\"t\":\"một\"}\n{bad}\n{\"id\":\"\"}\n{\"id\":\"b\",\"t\":\"hai\"}\n".utf8),
        to: file)
      let built = try VietProcess.run(["index", "build", index, file.string, "/no/such/file"])
      #expect(built.status == 74)
      #expect(built.error.contains("\(file.string):2: ") && built.error.contains("\(file.string):3: "))
      #expect(built.error.contains("2 bad records"))
      #expect(try VietProcess.run(["search", index, "*", "--count"]).output == "2\n")
    }
  }

  @Test func everyInputGivesTheSameDocuments() throws {
    let rows = (0..<50).map { ("d\($0)", "tiếng, \"Việt\" số \($0)") }
    let csv =
      "id,text\n"
      + rows.map {
        "\($0.0),\"\($0.1.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"\n"
      }.joined()
    let tsv = "id\ttext\n" + rows.map { "\($0.0)\t\($0.1)\n" }.joined()
    let jsonl = rows.map {
      "{\"id\":\"\($0.0)\",\"text\":\"\($0.1.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\""))\"}\n"
    }.joined()
    try Subprocess.withTemporaryFolder { folder in
      var exports: [String] = []
      for (name, text) in [("a.jsonl", jsonl), ("a.csv", csv), ("a.tsv", tsv), ("b.csv", "\u{FEFF}" + csv)] {
        let file = folder.appending(name)
        try Subprocess.write(Array(text.utf8), to: file)
        var files = [file.string]
        if let packed = try Subprocess.run("gzip", ["-c"], input: Array(text.utf8)), packed.status == 0 {
          try Subprocess.write(packed.output, to: folder.appending(name + ".gz"))
          files.append(folder.appending(name + ".gz").string)
        }
        for file in files {
          let index = folder.appending("index").string
          let built = try VietProcess.run(["index", "build", index, file, "--overwrite", "--threads", "1"])
          #expect(built.status == 0, "\(built.error)")
          exports.append(try VietProcess.run(["index", "export", index]).output)
        }
        let piped = try VietProcess.run(
          [
            "index", "build", folder.appending("piped").string, "--overwrite", "--input",
            RecordFormat(path: name).rawValue,
          ],
          input: text)
        #expect(piped.status == 0, "\(piped.error)")
        exports.append(try VietProcess.run(["index", "export", folder.appending("piped").string]).output)
      }
      #expect(exports.allSatisfy { $0 == jsonl }, "\(exports.map { $0.prefix(80) })")
    }
  }

  @Test func textFilesAreDocumentsAndLinesOfStandardInput() throws {
    try Subprocess.withTemporaryFolder { folder in
      let (index, file) = (folder.appending("index").string, folder.appending("thơ.txt"))
      try Subprocess.write(Array("Trăm năm\ntrong cõi\n".utf8), to: file)
      #expect(try VietProcess.run(["index", "build", index, file.string]).status == 0)
      #expect(try VietProcess.run(["search", index, "coi"]).ids == [file.string])
      #expect(
        try VietProcess.run(["index", "build", index, "--overwrite"], input: "một\nhai\nhai ba\n").status == 0
      )
      #expect(Set(try VietProcess.run(["search", index, "hai"]).ids) == ["2", "3"])
    }
  }

  @Test func oneThreadGivesTheSameBytesAndAllGiveTheSameAnswers() throws {
    var g = SeededGenerator(seed: 121)
    let syllables = [
      "hòa", "bình", "hoa", "việt", "Việt", "nam", "tiếng", "nói", "trời", "đất", "dat", "nước", "người",
    ]
    let text = (0..<3000).map { i in
      "{\"id\":\"\(i % 2900)\",\"t\":\"\((0..<(5 + g.below(60))).map { _ in g.pick(syllables) }.joined(separator: " "))\"}\n"
    }.joined()
    try Subprocess.withTemporaryFolder { folder in
      let file = folder.appending("x.jsonl")
      try Subprocess.write(Array(text.utf8), to: file)
      var bytes: [[String: [UInt8]]] = []
      var answers: [String] = []
      for (name, threads) in [("a", 1), ("b", 1), ("c", 2), ("d", 4)] {
        let index = folder.appending(name)
        let built = try VietProcess.run(
          [
            "index", "build", index.string, file.string, "--threads", "\(threads)", "--analyzer",
            "vi-syllable",
          ])
        #expect(
          built.status == 0 && built.error.contains("100 documents had the id of a later one"),
          "\(built.error)")
        if threads == 1 {
          var files: [String: [UInt8]] = [:]
          for name in try Folder.names(in: index) { files[name] = try Subprocess.read(index.appending(name)) }
          bytes.append(files)
        }
        answers.append(
          try VietProcess.run(
            ["search", index.string, "--queries", "-", "--limit", "30"],
            input: "hòa bình\nviet nam\n\"tiếng nói\"\n+đất -nước\nhoà~1\nng*\n"
          ).output)
      }
      #expect(bytes[0] == bytes[1])
      #expect(answers.allSatisfy { $0 == answers[0] })
      #expect(answers[0].split(separator: "\n").count > 60)
    }
  }

  @Test func schemaFieldsAndStore() throws {
    try Subprocess.withTemporaryFolder { folder in
      let (index, schema) = (folder.appending("index").string, folder.appending("schema.json"))
      try Subprocess.write(
        Array(
          "{\"fields\":[{\"name\":\"title\",\"boost\":3},{\"name\":\"tags\",\"type\":\"keyword\"},{\"name\":\"year\",\"type\":\"number\"},{\"name\":\"day\",\"type\":\"date\"}]}"
            .utf8), to: schema)
      let text = Self.records + "\n{\"id\":\"5\",\"title\":\"Nhật ký\",\"day\":\"2024-05-17\"}\n"
      #expect(
        try VietProcess.run(
          ["index", "build", index, "--input", "jsonl", "--schema", schema.string], input: text
        ).status == 0)
      #expect(try VietProcess.run(["search", index, "tags:truyện"]).ids.sorted() == ["1", "2"])
      #expect(
        try VietProcess.run(["search", index, "*", "--sort", "year:desc", "--limit", "2"]).ids == ["2", "1"])
      #expect(
        try VietProcess.run(["search", index, "*", "--filter", "year:[1800 TO 1870]"]).ids.sorted() == [
          "1", "3",
        ])
      #expect(try VietProcess.run(["search", index, "day:>2024-01-01"]).ids == ["5"])
      #expect(try VietProcess.run(["search", index, "xuân"]).status == 1)
      let facets = try VietProcess.run(["search", index, "*", "--facet", "tags", "--json"]).json()[0][
        "facets"]?["tags"]
      #expect(
        facets?.array?.first?["value"]?.string == "truyện" && facets?.array?.first?["count"]?.number == 2)
      #expect(try VietProcess.run(["search", index, "x", "--facet", "title"]).status == 2)
      #expect(try VietProcess.run(["search", index, "x", "--sort", "title"]).status == 2)
      #expect(try VietProcess.run(["search", index, "x", "--fields", "nix"]).status == 2)
      let bare = folder.appending("bare").string
      #expect(
        try VietProcess.run(
          ["index", "build", bare, "--input", "jsonl", "--fields", "title", "--store", "none"], input: text
        ).status == 0)
      #expect(
        try VietProcess.run(["search", bare, "hoa", "--json"]).json()[0]["hits"]?.array?.first?["fields"]
          == .object([]))
      #expect(try VietProcess.run(["search", bare, "cõi"]).status == 1)
    }
  }

  @Test func helpShowsExamplesThatWork() throws {
    for verb in [["build"], ["add"], ["delete"], ["merge"], ["info"], ["verify"], ["export"]].map({
      ["index"] + $0
    }) + [
      ["search"], ["index"],
    ] {
      let help = try VietProcess.run(verb + ["--help"]).output
      let examples = help.split(separator: "\n").map { $0.drop { $0 == " " } }.filter {
        ["printf ", "echo "].contains(where: $0.hasPrefix) || $0.hasPrefix("viet ")
      }
      #expect(examples.count >= 2, "\(verb)")
      try Subprocess.withTemporaryFolder { folder in
        let script = examples.joined(separator: "\n").replacing("/tmp/", with: folder.string + "/").replacing(
          "viet ", with: VietProcess.path + " ")
        let result = try #require(try Subprocess.run("sh", ["-e"], input: Array(script.utf8)))
        #expect(result.status == 0, "\(verb): \(result.error)")
      }
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
