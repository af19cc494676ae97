import SystemPackage
import Testing
import VietTestSupport

@testable import VietCommands

@Suite struct ModelCommandTests {
  private static let gold = """
    học_sinh đi học .
    các học_sinh giỏi đi thi .
    sinh_viên học ở Hà_Nội .
    Hà_Nội là thủ_đô .

    """

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.path.appending(name).string }

  private func write(_ text: String, _ name: String) throws -> String {
    try Array(text.utf8).withUnsafeBytes { try Self.write($0, path(name)) }
    return path(name)
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, _ path: String) throws {
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    try file.closeAfter { _ = try file.writeAll(bytes) }
  }

  private static func read(_ path: String) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter {
      let size = Int(try file.seek(offset: 0, from: .end))
      return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        count = try file.read(fromAbsoluteOffset: 0, into: UnsafeMutableRawBufferPointer(buffer))
      }
    }
  }

  private func train(_ output: String, _ more: [String] = []) throws -> VietProcess.Answer {
    let data = try write(Self.gold, "gold.seg")
    return try VietProcess.run(
      ["model", "train", "--task", "segment", "--epochs", "3", "--output", path(output)] + more + [data])
  }

  @Test func `The same data and seed give the same bytes, and say how far they are`() throws {
    let first = try train("a.model")
    #expect(first.status == 0)
    #expect(first.output.isEmpty)
    #expect(first.error.contains("gold: 8 of 8 sentences"))
    #expect(try train("b.model", ["--quiet"]).error.isEmpty)
    #expect(try train("c.model", ["--seed", "2"]).status == 0)
    let bytes = try Self.read(path("a.model"))
    #expect(bytes == (try Self.read(path("b.model"))))
    #expect(bytes != (try Self.read(path("c.model"))))
  }

  @Test func `Text that was voted on is learned from, and passes that don't help end the training`() throws {
    let voted = try write("học‿sinh giỏi đi‿học\nsinh_viên ở Hà‿Nội\n", "voted.seg")
    let answer = try train("a.model", ["--pretrain", voted, "--epochs", "50", "--dev", path("gold.seg")])
    #expect(answer.status == 0)
    #expect(answer.error.contains("third voter"))
    #expect(answer.error.contains("voted text: 2 of 2"))
    let judgements = answer.error.split(separator: "\n").count { $0.hasPrefix("F1 on ") }
    #expect((1...49).contains(judgements), "\(judgements) passes")
  }

  @Test func `Figures, and whether they are good enough`() throws {
    let data = try write(Self.gold, "gold.seg")
    #expect(try train("a.model").status == 0)
    let evaluate = ["model", "evaluate", "--task", "segment", "--model", path("a.model"), data]
    let answer = try VietProcess.run(evaluate + ["--seen", data, "--cases"])
    #expect(answer.status == 0)
    let rows = answer.lines.map { $0.split(separator: "\t").map(String.init) }
    for name in ["natural", "tokenised"] {
      #expect(rows.first { $0.first == name }?[3] == "100.00")
    }
    for part in ["1 syllables", "2 syllables", "4 or more syllables", "lower", "upper"] {
      #expect(rows.contains { $0.first == part }, "\(part)")
    }
    #expect(try VietProcess.run(evaluate + ["--min-f1", "99.9"]).status == 0)
    let json = try #require(try VietProcess.run(evaluate + ["--json"]).json().first)
    #expect("\(json)".contains("natural"))

    let hard = try write("học sinh_đi học\n", "hard.seg")
    let missed = [
      "model", "evaluate", "--task", "segment", "--model", path("a.model"), "--min-f1", "99", hard,
    ]
    let answerOfMissed = try VietProcess.run(missed)
    #expect(answerOfMissed.status == 1)
    #expect(answerOfMissed.output.contains("học|sinh_đi\thọc_sinh|đi"))
  }

  @Test func `A file that is no sound model is refused in one line that says why`() throws {
    let data = try write(Self.gold, "gold.seg")
    #expect(try train("a.model").status == 0)
    let sound = try Self.read(path("a.model"))
    var kind = sound
    kind[8] = 9
    var version = sound
    version[12] = 99
    var damaged = sound
    damaged[sound.count / 2] ^= 0x10
    let cases: [([UInt8], String)] = [
      (Array(Self.gold.utf8), "not a model file"), ([], "not a model file"),
      (kind, "a model of kind 9"), (version, "format version 99"), (damaged, "checksum"),
      (Array(sound.dropLast(7)), "bytes long instead of"), (Array(sound.prefix(20)), "cut short"),
    ]
    for (bytes, reason) in cases {
      try bytes.withUnsafeBytes { try Self.write($0, path("bad.model")) }
      for verb in [
        ["model", "info", path("bad.model")],
        ["model", "evaluate", "--task", "segment", "--model", path("bad.model"), data],
        ["tokenize", "--model", path("bad.model"), data],
      ] {
        let answer = try VietProcess.run(verb)
        #expect(answer.status == 2, "\(verb[0]) \(verb[1]): \(reason)")
        #expect(answer.error.hasPrefix("viet: \(path("bad.model")): "), "\(answer.error)")
        #expect(answer.error.contains(reason), "\(answer.error)")
        #expect(answer.error.split(separator: "\n").count == 1)
      }
    }
    #expect(try VietProcess.run(["model", "info", path("none.model")]).status == 74)
  }

  @Test func `Data that can't be read name their line`() throws {
    let bad = try write("1\ta\tx\nwhat\n", "bad.conllu")
    let answer = try VietProcess.run(
      ["model", "train", "--task", "segment", "--output", path("x.model"), bad])
    #expect(answer.status == 2)
    #expect(answer.error.hasPrefix("viet: \(bad):2: "))
    let empty = try write("", "empty.seg")
    #expect(
      try VietProcess.run(["model", "train", "--task", "segment", "--output", path("x.model"), empty]).status
        == 2)
  }

  @Test func `The model in the binary says whose it is`() throws {
    let answer = try VietProcess.run(["model", "info"])
    #expect(answer.status == 0)
    for field in ["task: segment", "checksum: ", "licence: CC BY-SA 4.0", "sources: ", "figures: "] {
      #expect(answer.output.contains(field), "\(field)")
    }
  }
}
