import SystemPackage
import Testing
import VietAnalysis
import VietCore
import VietTestSupport

@testable import VietCommands

@Suite struct TermRowsTests {
  @Test func `Each term has its place, kind, text, position and folded form`() throws {
    let answer = try VietProcess.run(["tokenize", "--unit", "search"], input: "Ở Việt Nam\tnăm 2025")
    #expect(answer.status == 0)
    #expect(
      answer.lines == [
        "0\t3\tword\tỞ\t0\to", "4\t10\tword\tViệt\t1\tviet", "4\t14\tword\tViệt Nam\t1\tviet nam",
        "11\t14\tword\tNam\t2\tnam", "15\t19\tword\tnăm\t3\tnam", "20\t24\tnumber\t2025\t4\t2025",
      ])
  }

  /// The rows are the terms that the analyzer hands to the index, and pieces change nothing.
  @Test(arguments: AnalyzerName.allCases)
  func `Rows are the terms of the analyzer`(name: AnalyzerName) throws {
    let text = Array("Học sinh ở TP.HCM, 21/02/2025: “Được!” Chủ nghĩa xã hội. café\n\nHết.".utf8)
    let analyzer = try Analyzer(AnalyzerDescription(name))
    var batch = TermBatch()
    text.withUnsafeBytes { analyzer.analyze($0, for: .document, into: &batch) }
    let rows = TermRows(analyzer, column: Array("f\t".utf8))
    var out = ByteBuffer()
    text.withUnsafeBytes { rows.write($0, offset: 100, into: &out) }
    let lines = out.string.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(lines.count == batch.count && rows.count == batch.count)
    for (i, line) in lines.enumerated() {
      let entry = batch.entries[i]
      #expect(
        line[0] == "f" && Int(line[1]) == 100 + Int(entry.start) && Int(line[2]) == 100 + Int(entry.end))
      #expect(Int(line[5]) == Int(entry.position))
    }
  }

  @Test func `Positions go on through a file and start anew with each document`() throws {
    let documents = try VietProcess.run(
      ["tokenize", "--unit", "search", "--input", "jsonl", "--analyzer", "vi-syllable"],
      input: "{\"id\":\"x\",\"text\":\"một hai\"}\n{\"id\":\"y\",\"text\":\"ba\"}\n")
    #expect(
      documents.lines == [
        "x\t0\t5\tword\tmột\t0\tmot", "x\t6\t9\tword\thai\t1\thai", "y\t0\t2\tword\tba\t0\tba",
      ])
    let long = String(repeating: "Một hai ba.\n\n", count: 20_000)
    let answer = try VietProcess.run(
      ["tokenize", "--unit", "search", "--analyzer", "vi-syllable"], input: long)
    let positions = answer.lines.map { Int($0.split(separator: "\t")[4]) }
    #expect(positions == (0..<60_000).map { $0 })
  }

  @Test(arguments: [
    ["--format", "text"], ["--keep-lines"], ["--join-lines"], ["--model", "m"],
    ["--analyzer", "vi-folded", "--lexicon", "l"],
  ])
  func `What makes no sense with terms is wrong usage`(options: [String]) throws {
    #expect(try VietProcess.run(["tokenize", "--unit", "search"] + options).status == 2)
    #expect(try VietProcess.run(["tokenize", "--analyzer", "vi"]).status == 2)
  }

  @Test func `A lexicon that is not UTF-8 is named with its line`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path.appending("words.txt")
    let file = try FileDescriptor.open(
      path, .writeOnly, options: .create, permissions: .ownerReadWrite)
    try file.closeAfter { _ = try file.writeAll([0x61, 0x20, 0x62, 0x0A, 0xFF, 0x0A]) }
    let answer = try VietProcess.run(["tokenize", "--lexicon", path.string], input: "a b")
    #expect(answer.status == 2)
    #expect(answer.error.contains("words.txt:2: not UTF-8"))
  }
}
