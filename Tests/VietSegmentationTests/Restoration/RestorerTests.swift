import Testing
import VietCore
import VietOrthography
import VietTestSupport
import VietUnicode

@testable import VietSegmentation

@Suite struct RestorerTests {
  private static let restorer = Restorer()
  private static let strip: Normalizer = {
    var options = Normalizer.Options()
    options.strip = true
    return Normalizer(options)
  }()

  private func rewritten(_ bytes: [UInt8], by normalizer: Normalizer) -> [UInt8] {
    var output = ByteBuffer()
    bytes.withUnsafeBytes { normalizer.normalize($0, into: &output) }
    return output.withBytes { Array($0) }
  }

  private func restored(
    _ chunks: [ArraySlice<UInt8>], _ invalid: InvalidUTF8Policy = .replace,
    _ restorer: Restorer = Self.restorer
  ) throws -> [UInt8] {
    var stream = restorer.makeStream(invalid: invalid)
    var output = ByteBuffer()
    for chunk in chunks { try Array(chunk).withUnsafeBytes { try stream.consume($0, into: &output) } }
    try stream.finish(into: &output)
    return output.withBytes { Array($0) }
  }

  /// Words of all sorts, some with marks, some with a part of theirs, in any case; blanks and marks between them.
  private static func sentence(_ random: inout SeededGenerator) -> String {
    let words = [
      "toi", "yeu", "tiếng", "viêt", "nam", "đuong", "duoc", "Hà", "Noi", "HUE", "hoà", "thúy", "quoc", "gia",
      "gịa", "giêng", "ngoen", "e\u{302}\u{301}", "tie\u{302}ng", "café", "iPhone", "the", "windows", "a",
      "y",
      "www.bao.com.vn", "ten@nha.vn", "12", "3,5%", "Viet-My", "km/h", "C++", "ỦY", "Ủy", "uỷ", "b.c",
      "họp.Toi",
    ]
    var text = ""
    for _ in 0..<random.below(14) + 1 {
      text +=
        random.pick(words) + random.pick([" ", " ", " ", "  ", ", ", ". ", "\n", "\r\n", "-", "\u{A0}"])
    }
    return text
  }

  @Test func examples() {
    #expect(Self.restorer.restore("toi yeu tieng viet") == "tôi yêu tiếng việt")
    #expect(Self.restorer.restore("Toi duoc di Ha Noi.") == "Tôi được đi Hà Nội.")
    #expect(
      Self.restorer.restore("Toi di Ha Noi. Toi yeu tieng Viet.") == "Tôi đi Hà Nội. Tôi yêu tiếng Việt.")
    #expect(Self.restorer.restore("đuoc") == "được")
    #expect(Self.restorer.restore("tiêng") == "tiếng")
    #expect(Self.restorer.best("cong hoa xa hoi chu nghia viet nam") == "cộng hòa xã hội chủ nghĩa việt nam")
    #expect(Self.restorer.best("12 kg") == nil)
  }

  @Test func whatIsNoSyllableStays() {
    for text in [
      "https://bao.vn/tin-tuc?a=dung", "ten.toi@cong-ty.vn", "#dulich @bantoi", "iPhone", "windows", "r=22",
      "12.500 3,5%",
    ] { #expect(Self.restorer.restore(text) == text) }
  }

  /// Nothing but marks is put on, and none is taken off.
  @Test func strippedOutputIsStrippedInput() throws {
    var random = SeededGenerator(seed: 7)
    for round in 0..<400 {
      let input = Array(Self.sentence(&random).utf8)
      let output = try restored([input[...]])
      #expect(
        rewritten(output, by: Self.strip) == rewritten(input, by: Self.strip), "seed 7, round \(round)")
    }
  }

  /// Letter by letter: a letter with marks keeps all of them.
  @Test func typedMarksStay() throws {
    var random = SeededGenerator(seed: 8)
    for round in 0..<400 {
      let input = Self.sentence(&random)
      let composed = String(decoding: rewritten(Array(input.utf8), by: Normalizer(.canonical)), as: UTF8.self)
      let output = Self.restorer.restore(input)
      let (before, after) = (Array(composed.unicodeScalars), Array(output.unicodeScalars))
      try #require(before.count == after.count, "seed 8, round \(round): \(input)")
      for (old, new) in zip(before, after) where old != new {
        let marks = { (scalar: Unicode.Scalar) in
          Set(self.rewritten(Array(String(scalar).utf8), by: Normalizer(.init(form: .nfd))).dropFirst())
        }
        #expect(marks(old).isSubset(of: marks(new)), "seed 8, round \(round): \(old) became \(new)")
      }
    }
  }

  @Test func randomBytes() throws {
    var random = RandomText(seed: 9)
    for round in 0..<400 {
      let input = random.next(length: 30)
      let sound = MalformedUTF8.replaced(input)
      let output = try restored([input[...]])
      #expect(
        rewritten(output, by: Self.strip) == rewritten(sound, by: Self.strip), "seed 9, round \(round)")
      _ = try restored([input[...]], .pass)
    }
  }

  @Test func anyChunking() throws {
    let input = Array("toi yeu\ntieˆng viêt nam\r\n\nHà Noi, đuong\u{FFFD}".utf8)
    let whole = try restored([input[...]])
    withEveryChunking(of: input) { chunks in
      let found = try? restored(chunks)
      #expect(found == whole)
    }
  }

  @Test func linesStandAlone() throws {
    let lines = ["toi di hoc", "truong dai hoc", "hoa binh"]
    let whole = Self.restorer.restore(lines.joined(separator: "\n"))
    #expect(whole == lines.map { Self.restorer.restore($0) }.joined(separator: "\n"))
  }

  /// The two styles differ in where the mark of restored syllables stands, and in nothing else.
  @Test func toneStyles() {
    let modern = Restorer(tone: .modern)
    #expect(modern.restore("cong hoa xa hoi") == "cộng hoà xã hội")
    #expect(Self.restorer.restore("hoà bình, hòa binh") == "hoà bình, hòa bình")
    var options = Normalizer.Options()
    options.tone = .traditional
    let old = Normalizer(options)
    var random = SeededGenerator(seed: 10)
    for _ in 0..<100 {
      let text = Self.sentence(&random)
      #expect(old.normalize(modern.restore(text)) == old.normalize(Self.restorer.restore(text)))
    }
  }

  @Test func caseStaysWithItsLetter() {
    let text = "toi yeu tieng viet nam"
    let restored = Self.restorer.restore(text)
    #expect(Self.restorer.restore(text.uppercased()) == restored.uppercased())
  }

  @Test func malformedBytes() throws {
    let bytes: [UInt8] = Array("toi ".utf8) + [0xFF] + Array(" yeu".utf8)
    let replaced = Self.restorer.restore("toi \u{FFFD} yeu")
    #expect(replaced.unicodeScalars.contains("\u{FFFD}"))
    #expect(String(decoding: try restored([bytes[...]]), as: UTF8.self) == replaced)
    #expect(try restored([bytes[...]], .pass).contains(0xFF))
    #expect(throws: MalformedUTF8Error.self) { try restored([bytes[...]], .strict) }
  }

  @Test func candidates() throws {
    let text = "Tôi yeu tie\u{302}ng viet, 12 km."
    let found = Self.restorer.candidates(text, limit: 3)
    let utf8 = Array(text.utf8)
    let typed = found.map {
      String(decoding: utf8[$0.range.lowerBound..<$0.range.upperBound], as: UTF8.self)
    }
    #expect(typed == ["Tôi", "yeu", "tie\u{302}ng", "viet"])
    #expect(found.map(\.candidates[0].text) == ["Tôi", "yêu", "tiếng", "việt"])
    for syllable in found {
      #expect(syllable.candidates.count <= 3)
      #expect(syllable.candidates.map(\.score).reduce(0, +) <= 1.000_001)
      #expect(syllable.candidates.map(\.score) == syllable.candidates.map(\.score).sorted(by: >))
    }
  }

  /// Where all marks were typed, none is put on.
  @Test func markedTextStays() {
    for text in [
      "Hôm nay trời mưa, tôi ở nhà đọc sách.", "Bạn tôi học ở trường đại học quốc gia.",
      "hôm nay làm gì vậy", "Cả nhà ơi, xuống ăn cơm nào, canh nguội hết bây giờ.",
    ] { #expect(Self.restorer.restore(text) == text) }
  }

  @Test func unsureSyllablesAreLeft() {
    var restorer = Restorer()
    restorer.minConfidence = 1.1
    #expect(restorer.restore("toi yeu tieng viet") == "toi yeu tieng viet")
    restorer.minConfidence = 0.3
    #expect(restorer.restore("toi yeu tieng viet") == "tôi yêu tiếng việt")
  }
}

extension MalformedUTF8 {
  fileprivate static func replaced(_ bytes: [UInt8]) -> [UInt8] {
    var output = ByteBuffer()
    _ = bytes.withUnsafeBytes { replace($0, into: &output) }
    return output.withBytes { Array($0) }
  }
}
