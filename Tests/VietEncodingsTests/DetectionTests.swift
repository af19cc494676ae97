import SystemPackage
import Testing
import VietCore
import VietTestSupport

@testable import VietEncodings

@Suite struct DetectionTests {
  private func name(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { EncodingDetector().rank($0)[0].answer.name }
  }

  @Test func whatIsNotVietnameseIsSaid() {
    #expect(name(Array("Plain English text about nothing in particular, for the detector.".utf8)) == "utf-8")
    #expect(name([0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2, 3, 0, 0, 0]) == "binary")
    #expect(name([]) == "utf-8")
    let french = Array(
      "d\u{e9}j\u{e0} vu, na\u{ef}vet\u{e9} et \u{e9}l\u{e8}ve fran\u{e7}ais".unicodeScalars.map {
        UInt8($0.value)
      })
    #expect(name(french) == "not-vietnamese")
  }

  /// Samples of 500 bytes of real text in every encoding.
  @Test func samplesOfTheCorpus() throws {
    let names = ["news", "law", "letters", "technical"]
    let files = names.map { Repository.corpus.appending("text").appending("\($0).jsonl") }
    let bytes = try files.flatMap { try Subprocess.read($0) }
    check(bytes, samples: 200)
  }

  @Test(.enabled(if: SharedText.exists("text/news-unc.jsonl.gz")))
  func samplesOfNews() throws {
    let packed = try SharedText.bytes("text/news-unc.jsonl.gz")
    guard let unpacked = try Subprocess.run("gzip", ["-dc"], input: packed) else {
      print("skipped: gzip is not here")
      return
    }
    check(Array(unpacked.output.prefix(2_000_000)), samples: 500)
  }

  private func check(_ json: [UInt8], samples: Int) {
    // The rest of the JSON is as good as other signs.
    let text = String(decoding: json, as: UTF8.self).split(separator: #"\n"#).joined(separator: "\n")
    for encoding in TextEncoding.all {
      guard let bytes = Self.write(text, as: encoding) else { continue }
      var right = 0
      var all = 0
      let step = max(500, bytes.count / samples)
      for start in stride(from: 0, to: bytes.count - 500, by: step) where all < samples {
        let even = encoding == .utf16 ? start & ~1 : start
        var sample = Array(bytes[even..<(even + 500)])
        if encoding == .utf8 { while sample[0] & 0xC0 == 0x80 { sample.removeFirst() } }
        let answer = name(sample)
        all += 1
        if answer == encoding.name || Self.isSame(sample, answer, encoding) { right += 1 }
      }
      print("detection \(encoding.name): \(right) of \(all)")
      #expect(Double(right) >= 0.99 * Double(all), "\(encoding.name)")
    }
  }

  /// TCVN3 is a part of TCVN 5712: a sample without toned capitals is both.
  private static func isSame(_ sample: [UInt8], _ answer: String, _ encoding: TextEncoding) -> Bool {
    guard case .legacy(let truth) = encoding, case .legacy(let guess) = TextEncoding(name: answer) else {
      return false
    }
    let a = try? LegacyDecoder(truth, invalid: .replace).decode(sample).text
    let b = try? LegacyDecoder(guess, invalid: .replace).decode(sample).text
    return a == b
  }

  static func write(_ text: String, as encoding: TextEncoding) -> [UInt8]? {
    switch encoding {
    case .utf8: Array(text.utf8)
    case .utf16:
      rewritten(text) { bytes, output in
        var encoder = UTF16Encoder()
        try? encoder.encode(bytes, into: &output)
      }
    case .legacy(let legacy): try? LegacyEncoder(legacy, unmappable: .lower).encode(text)
    case .viqr: rewritten(text) { VIQREncoder().encode($0, into: &$1) }
    case .typing(let method): rewritten(text) { TypingEncoder(method).encode($0, into: &$1) }
    case .mojibake(let kind): spoil(text, kind)
    }
  }

  /// The text as it looks when its bytes were taken for Windows-1252.
  private static func spoil(_ text: String, _ kind: MojibakeKind) -> [UInt8]? {
    let encoding: TextEncoding =
      switch kind {
      case .tcvn3: .legacy(.tcvn3)
      case .vni: .legacy(.vni)
      case .utf8: .utf8
      }
    return write(text, as: encoding)?.flatMap { byte in
      Array(String(Unicode.Scalar(Windows1252.codePoint(byte) ?? UInt32(byte))!).utf8)
    }
  }
}
