import Testing
import VietTestSupport

@testable import VietKernels

@Suite struct ByteOccurrencesTests {
  @Test func everyLengthAndAlignment() {
    var random = SeededGenerator(seed: 3)
    let bytes = (0..<400).map { _ in UInt8(9 + random.below(3)) }
    for start in 0..<33 {
      for end in start...(start + 130) {
        Array(bytes[start..<end]).withUnsafeBytes { raw in
          let truth = ByteOccurrences.scalar(0x0A, in: raw)
          #expect(ByteOccurrences.count(of: 0x0A, in: raw) == truth, "\(start)..<\(end)")
        }
      }
    }
  }

  @Test func noLaneRunsOver() {
    [UInt8](repeating: 7, count: 32 * 255 * 3 + 5).withUnsafeBytes {
      #expect(ByteOccurrences.count(of: 7, in: $0) == $0.count)
    }
  }
}
