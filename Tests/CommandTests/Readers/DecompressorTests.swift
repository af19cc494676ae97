import SystemPackage
import Testing
import VietCore
import VietTestSupport

@testable import VietCommands

@Suite struct DecompressorTests {
  static func read(_ path: FilePath) throws -> [UInt8] {
    let input = try Input.openUnpacking(path.string)
    var buffer = ByteBuffer()
    try input.readAll(into: &buffer)
    return buffer.array
  }

  static func sample() -> [UInt8] {
    var g = SeededGenerator(seed: 71)
    return Array((0..<60_000).map { _ in g.pick(["hòa ", "bình ", "việt\n", "nam ", "x"]) }.joined().utf8)
  }

  @Test(arguments: [("gzip", "-c"), ("zstd", "-c")])
  func readsWhatTheToolsWrite(_ tool: String, _ option: String) throws {
    let sample = Self.sample()
    guard let packed = try Subprocess.run(tool, ["-q", option], input: sample), packed.status == 0 else {
      print("skipped: \(tool) is not there")
      return
    }
    try Subprocess.withTemporaryFolder { folder in
      let path = folder.appending("x")
      try Subprocess.write(packed.output, to: path)
      #expect(try Self.read(path) == sample)
      // Two of them in one file are both read.
      try Subprocess.write(packed.output + packed.output, to: path)
      #expect(try Self.read(path) == sample + sample)
      // Cut off anywhere: an error, or for an empty rest what came before.
      for length in [5, 20, packed.output.count / 2, packed.output.count - 1] {
        try Subprocess.write(Array(packed.output[..<length]), to: path)
        #expect(throws: CommandError.self) { try Self.read(path) }
      }
      var damaged = packed.output
      for k in damaged.count / 2..<min(damaged.count, damaged.count / 2 + 64) { damaged[k] ^= 0x5A }
      try Subprocess.write(damaged, to: path)
      #expect(throws: CommandError.self) { try Self.read(path) }
    }
  }

  @Test func plainStaysPlain() throws {
    try Subprocess.withTemporaryFolder { folder in
      for bytes in [[], [0x1F], [0x28, 0xB5, 0x2F], Self.sample()] as [[UInt8]] {
        try Subprocess.write(bytes, to: folder.appending("x"))
        #expect(try Self.read(folder.appending("x")) == bytes)
      }
    }
  }
}
