import SystemPackage
import Testing
import VietCore
import VietSegmentation
import VietTestSupport
import VietUnicode

@Suite struct SyllableScannerTests {
  @Test func `Random strings give what ICU gives`() throws {
    let seed: UInt64 = 20_261_123
    var random = RandomText(seed: seed)
    for number in 0..<LongTests.count(8_000, long: 10_000_000) {
      let text = random.next(length: number % 50 == 0 ? 200 : 12)
      let wanted = try reference(text)
      let found = scanned(text)
      guard found == wanted else {
        Issue.record("seed \(seed), string \(number): \(text)\n\(firstDifference(found, wanted))")
        return
      }
    }
  }

  @Test func `Random bytes give what ICU gives`() throws {
    let seed: UInt64 = 4
    var generator = SeededGenerator(seed: seed)
    for number in 0..<LongTests.count(2_000, long: 200_000) {
      let text = (0..<generator.below(60) + 1).map { _ in UInt8(generator.below(256)) }
      let wanted = try reference(text)
      #expect(scanned(text) == wanted, "seed \(seed), string \(number): \(text)")
    }
  }

  @Test func `Any chunking gives the same units`() {
    let seed: UInt64 = 7
    var random = RandomText(seed: seed)
    for number in 0..<60 {
      let text = random.next(length: 8)
      let whole = scanned(text)
      withEveryChunking(of: text) { chunks in
        #expect(scanned(inChunks: chunks) == whole, "seed \(seed), string \(number): \(text) as \(chunks)")
      }
    }
  }

  @Test func `Units and blanks rebuild the text`() {
    var random = RandomText(seed: 9)
    for _ in 0..<2_000 {
      let text = random.next(length: 30)
      var end = 0
      for unit in scanned(text) {
        #expect(unit.start >= end && unit.end > unit.start)
        #expect(Self.isBlank(text[end..<unit.start]), "\(text): \(end)..<\(unit.start)")
        end = unit.end
      }
      #expect(Self.isBlank(text[end...]))
    }
  }

  @Test func `NFD gives the same tokens and hashes as NFC`() throws {
    let text = Array("Tiếng Việt, QUỐC ngữ; thuở nào? Hoà/hòa khuỷu 3.500đ Đặng-Thuỳ ự ử ữ.\nNgười ta".utf8)
    var decomposed = ByteBuffer()
    try text.withUnsafeBytes { try ICUNormalizing.normalize($0, to: .nfd, into: &decomposed) }
    let a = scanned(text)
    let b = scanned(decomposed.array)
    #expect(
      a.map { [$0.exact, $0.folded, UInt64($0.kind.rawValue), UInt64($0.shape.rawValue)] }
        == b.map { [$0.exact, $0.folded, UInt64($0.kind.rawValue), UInt64($0.shape.rawValue)] })
  }

  @Test func `Case does not move boundaries`() {
    let lower = scanned(Array("ông nguyễn văn a. ở tp.hcm, đi 3.500 km tới hòa bình".utf8))
    let upper = scanned(Array("ÔNG NGUYỄN VĂN A. Ở TP.HCM, ĐI 3.500 KM TỚI HÒA BÌNH".utf8))
    #expect(lower.map { [$0.exact, $0.folded] } == upper.map { [$0.exact, $0.folded] })
  }

  @Test func `A run without a break is cut at a code point beyond the cap`() {
    let marks =
      [UInt8](repeating: 0, count: 0) + Array("a".utf8)
      + (0..<1_200_000).flatMap { _ in [0xCC, 0x81] as [UInt8] }
    let units = scanned(marks)
    #expect(units.count == 3)
    #expect(
      units.allSatisfy {
        $0.bytes.count <= SyllableScanner.cap + 4 && ($0.start - 1) % 2 == 0 || $0.start == 0
      })
    #expect(units.last?.end == marks.count)
  }

  @Test(.enabled(if: SharedText.exists("unicode/WordBreakTest.txt"), "needs ../shared/data/unicode"))
  func `The strings of WordBreakTest give what ICU gives`() throws {
    for line in try SharedText.lines("unicode/WordBreakTest.txt") {
      let scalars = line.split(separator: "#", omittingEmptySubsequences: false)[0].split(separator: " ")
        .compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
      guard !scalars.isEmpty else { continue }
      var string = ""
      string.unicodeScalars.append(contentsOf: scalars)
      let text = Array(string.utf8)
      let wanted = try reference(text)
      #expect(scanned(text) == wanted, "\(line)")
    }
  }

  @Test(.enabled(if: SharedText.exists("gold/natural/dev.raw.txt"), "needs ../shared/data/gold"))
  func `Real text gives what ICU gives`() throws {
    let text = Array(try SharedText.bytes("gold/natural/dev.raw.txt").prefix(60_000))
    #expect(scanned(text) == (try reference(text)))
  }

  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy { $0.properties.isWhitespace }
  }
}
