import Testing
import VietCore
import VietTestSupport

@testable import VietEncodings

@Suite struct MojibakeTests {
  private let lines = [
    "Tiếng Việt là ngôn ngữ của người Việt.", "Độc lập - Tự do - Hạnh phúc",
    "Ở đầu ngõ có một cây bàng rất to.",
    "Những ngày mưa, đường làng lầy lội.", "Ánh trăng rằm soi cả thôn xóm của Ngọc, đề huề.",
  ]

  /// The text as it looks when its bytes were taken for Windows-1252.
  private func spoilt(_ bytes: [UInt8], lost: String?) -> String {
    bytes.map { byte in
      guard let codePoint = Windows1252.codePoint(byte) else {
        return lost ?? String(Unicode.Scalar(UInt32(byte))!)
      }
      return String(Unicode.Scalar(codePoint)!)
    }.joined()
  }

  private func mend(_ text: String, _ kind: MojibakeKind) -> String {
    String(decoding: rewritten(text) { MojibakeMender(kind).mend($0, into: &$1) }, as: UTF8.self)
  }

  @Test(arguments: [nil, "\u{FFFD}", "?", ""])
  func utf8(_ lost: String?) {
    for line in lines {
      #expect(mend(spoilt(Array(line.utf8), lost: lost), .utf8) == line, "\(lost ?? "C1")")
    }
  }

  @Test func legacyFonts() throws {
    for line in lines {
      let vni = try LegacyEncoder(.vni).encode(line)
      #expect(mend(spoilt(vni, lost: nil), .vni) == line)
      guard let tcvn3 = try? LegacyEncoder(.tcvn3).encode(line) else { continue }
      #expect(mend(spoilt(tcvn3, lost: nil), .tcvn3) == line)
    }
  }

  @Test(arguments: MojibakeKind.allCases)
  func soundLinesStay(_ kind: MojibakeKind) {
    let sound = lines + ["Café à la crème, naïve façade", "Plain ASCII only.", "日本語 и русский", ""]
    for line in sound { #expect(mend(line, kind) == line) }
    let mixed = spoilt(Array(lines[0].utf8), lost: nil) + "\n" + lines[1] + "\n"
    #expect(mend(mixed, .utf8) == lines[0] + "\n" + lines[1] + "\n")
  }
}
