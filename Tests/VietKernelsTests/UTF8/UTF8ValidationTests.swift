import Testing
import VietTestSupport

@testable import VietKernels

@Suite struct UTF8ValidationTests {
  private static let variants = KernelSet.allCases.filter(\.isAvailable)

  /// Pieces around every border of table 3-7, sound and not.
  private static let pieces: [[UInt8]] = [
    [0x41], [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xE1, 0xBA, 0xA5], [0xED, 0x9F, 0xBF],
    [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    [0xC0], [0xC1, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0x80, 0x80],
    [0xF4, 0x90, 0x80, 0x80],
    [0xF5, 0x80], [0xFF], [0x80], [0xBF], [0xC2], [0xE1, 0xBA], [0xF1, 0x80], [0xF1, 0x80, 0x80], [0xF8],
    [0xFE],
  ]

  private func expectAgreement(_ bytes: [UInt8], _ comment: String) {
    bytes.withUnsafeBytes { raw in
      let truth = UTF8Validation.scalar(raw)
      for set in Self.variants {
        let found = UTF8Validation.validPrefix(raw, kernels: set)
        #expect(found == truth, "\(set.name), \(comment), \(bytes.count) bytes")
      }
    }
  }

  @Test func truthAgreesWithTheStandardLibrary() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let bytes = (0..<random.below(6)).flatMap { _ in random.pick(Self.pieces) }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect(bytes.withUnsafeBytes { UTF8Validation.scalar($0) == $0.count } == isValid, "\(bytes)")
    }
  }

  @Test func everyTwoBytesAtEveryPlaceOfABlock() {
    for pair in 0..<0x10000 {
      var bytes = [UInt8](repeating: 0x61, count: 70)
      let at = pair % 67
      bytes[at] = UInt8(pair >> 8)
      bytes[at + 1] = UInt8(pair & 0xFF)
      bytes[at + 2] = 0x80
      expectAgreement(bytes, "pair \(pair) at \(at)")
    }
  }

  @Test func everyLengthWithAnErrorAtEveryPlace() {
    let sound = Array(String(repeating: "tiếng Việt 😀đ漢", count: 12).utf8)
    for count in 0...130 {
      expectAgreement(Array(sound[..<count]), "cut at \(count)")
      for at in stride(from: 0, to: count, by: 3) {
        var broken = Array(sound[..<count])
        broken[at] ^= 0x80
        expectAgreement(broken, "broken at \(at)")
      }
    }
  }

  @Test(arguments: 0..<40) func randomPieces(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<200 {
      let bytes = (0..<random.below(120)).flatMap { _ in
        Self.pieces[random.below(random.below(40) == 0 ? Self.pieces.count : 11)]
      }
      expectAgreement(bytes, "seed \(seed)")
    }
  }

  @Test func cutOffSuffixIsWhatMoreInputCouldComplete() {
    let cases: [([UInt8], Int)] = [
      ([], 0), ([0x61], 0), ([0xC3], 1), ([0xE1, 0xBA], 2), ([0xF0, 0x9F, 0x98], 3), ([0xE1, 0xBA, 0xA5], 0),
      ([0xC0], 0), ([0xE0, 0x80], 0), ([0xED, 0xA0], 0), ([0x80, 0x80, 0x80, 0x80], 0), ([0xF4, 0x90], 0),
    ]
    for (bytes, expected) in cases {
      #expect(bytes.withUnsafeBytes { UTF8Validation.cutOffSuffix($0) } == expected, "\(bytes)")
    }
  }
}
