import Testing
import VietKernels
import VietTestSupport

@Suite struct XXHash64Tests {
  static func hash(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { XXHash64.hash($0) } }

  /// Values of the reference implementation.
  @Test func equalsTheReference() {
    #expect(Self.hash([]) == 0xEF46_DB37_51D8_E999)
    #expect(Self.hash(Array("a".utf8)) == 0xD24E_C4F1_A98C_6E5B)
    #expect(Self.hash(Array("abc".utf8)) == 0x44BC_2CF5_AD77_0999)
    #expect(
      Self.hash(Array("Call me Ishmael. Some years ago--never mind how long precisely-".utf8))
        == 0x02A2_E854_70D6_FD96)
  }

  @Test func everyChunkingGivesTheSame() {
    let bytes = (0..<100).map { UInt8($0 * 37 & 255) }
    for length in [0, 1, 31, 32, 33, 64, 100] {
      let text = Array(bytes.prefix(length))
      for first in 0...length {
        var state = XXHash64()
        text[..<first].withUnsafeBytes { state.update($0) }
        text[first...].withUnsafeBytes { state.update($0) }
        #expect(state.finish() == Self.hash(text), "\(length) cut at \(first)")
      }
    }
  }
}
