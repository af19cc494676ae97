import Testing
import VietCore
import VietTestSupport
import VietUnicode

@Suite struct MalformedUTF8Tests {
  private func ours(_ bytes: [UInt8]) -> (bytes: [UInt8], count: Int) {
    var output = ByteBuffer()
    let count = bytes.withUnsafeBytes { MalformedUTF8.replace($0, into: &output) }
    return (output.array, count)
  }

  private func icu(_ bytes: [UInt8]) throws -> [UInt8] {
    var output = ByteBuffer()
    try bytes.withUnsafeBytes { try ICUDecoding.replaceMalformed($0, into: &output) }
    return output.array
  }

  @Test func everyTwoAndThreeBytesBecomeWhatICUMakesOfThem() throws {
    let thirds: [UInt8] = [0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xE0, 0xF4, 0xFF]
    for pair in 0..<0x10000 {
      let two = [UInt8(pair >> 8), UInt8(pair & 0xFF)]
      guard two[0] >= 0x80 else { continue }
      for third in thirds {
        let bytes = two + [third, 0x80]
        #expect(try ours(bytes).bytes == icu(bytes), "\(bytes)")
      }
    }
  }

  @Test(arguments: 0..<20) func randomBytes(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let favourites: [UInt8] = [
      0x20, 0x61, 0x80, 0xBF, 0xC3, 0xA0, 0xE0, 0xE1, 0xBA, 0xED, 0xF0, 0x9F, 0xF4, 0x8F, 0xFF,
    ]
    for _ in 0..<300 {
      let bytes = (0..<random.below(150)).map { _ in
        random.below(3) == 0 ? UInt8(random.below(256)) : random.pick(favourites)
      }
      #expect(try ours(bytes).bytes == icu(bytes), "seed \(seed): \(bytes)")
    }
  }

  @Test func recordedEditsRebuildTheResult() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let bytes = (0..<random.below(60)).map { _ in UInt8(random.below(256)) }
      var output = ByteBuffer()
      var edits = Alignment.Builder()
      let count = bytes.withUnsafeBytes { MalformedUTF8.replace($0, into: &output, recording: &edits) }
      let alignment = edits.finish()
      #expect(output.array == ours(bytes).bytes)
      #expect(count == ours(bytes).count)
      #expect(alignment.isIdentity == (count == 0))
      var rebuilt: [UInt8] = []
      var from = 0
      for edit in alignment.edits {
        rebuilt += bytes[from..<edit.original.lowerBound]
        rebuilt += output.array[edit.normalized.lowerBound..<edit.normalized.upperBound]
        from = edit.original.upperBound
      }
      rebuilt += bytes[from...]
      #expect(rebuilt == output.array)
    }
  }

  @Test func strictNamesTheFirstByte() {
    let bytes: [UInt8] = Array("tiếng ".utf8) + [0xE1, 0xBA, 0x20]
    #expect(throws: MalformedUTF8Error(offset: 108, byte: 0xE1)) {
      try bytes.withUnsafeBytes { try MalformedUTF8.check($0, origin: 100) }
    }
  }
}
