import Testing
import VietCore
import VietTestSupport

@testable import VietEncodings

@Suite struct UTF16Tests {
  private func read(_ bytes: [UInt8], parts: Int = 1, invalid: InvalidUTF8Policy = .strict) throws -> String {
    var decoder = UTF16Decoder(invalid: invalid)
    let size = max(1, (bytes.count + parts - 1) / parts)
    var output = ByteBuffer()
    var i = 0
    repeat {
      let end = min(bytes.count, i + size)
      _ = try bytes[i..<end].withUnsafeBytes {
        try decoder.decode($0, isLast: end == bytes.count, into: &output)
      }
      i = end
    } while i < bytes.count
    return output.string
  }

  @Test func comesBackInPartsOfAnySize() throws {
    let original = "Tiếng Việt 🙂\nđủ"
    let bytes = try rewritten(original) { bytes, output in
      var encoder = UTF16Encoder()
      try encoder.encode(bytes, into: &output)
    }
    #expect(bytes.prefix(2) == [0xFF, 0xFE])
    for parts in 1...bytes.count { #expect(try read(bytes, parts: parts) == original) }
    let big = stride(from: 0, to: bytes.count, by: 2).flatMap { [bytes[$0 + 1], bytes[$0]] }
    #expect(try read(big) == original)
  }

  @Test func malformedUnitsAreNamedOrReplaced() throws {
    #expect(try read([0x41, 0, 0x00, 0xD8, 0x42, 0], invalid: .replace) == "A\u{FFFD}B")
    #expect(try read([0x41, 0, 0x42], invalid: .replace) == "A\u{FFFD}")
    do {
      _ = try read([0x41, 0, 0x00, 0xDC])
      Issue.record("no error")
    } catch let error as ConversionError { #expect(error.offset == 2) }
  }
}
