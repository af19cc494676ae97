import SystemPackage
import Testing
import VietCore
import VietTestSupport

@testable import VietEncodings

@Suite struct SharedCasesTests {
  /// The rows of a table beside the checkout; `nil` (and a message) where it is not there.
  static func rows(_ name: String) -> [[Substring]]? {
    guard let lines = try? SharedText.lines(name) else {
      print("skipped: \(name) of the shared data is not here")
      return nil
    }
    return lines.dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
  }

  @Test func publishedCasesDecode() throws {
    guard let rows = Self.rows("encodings/cases.tsv") else { return }
    var checked = 0
    for row in rows where row.count >= 5 {
      let hex = Array(row[2].utf8)
      let bytes = stride(from: 0, to: hex.count, by: 2).map {
        UInt8(text(Array(hex[$0..<($0 + 2)])), radix: 16)!
      }
      switch TextEncoding(name: String(row[1])) {
      case .legacy(let encoding):
        #expect(try LegacyDecoder(encoding).decode(bytes).text == row[3], "\(row[0])")
      case .viqr:
        #expect(text(rewritten(bytes) { VIQRDecoder().decode($0, into: &$1) }) == row[3], "\(row[0])")
      default: continue
      }
      checked += 1
    }
    #expect(checked > 100)
  }

  @Test func realMojibakeComesOutAsItsTranscript() throws {
    guard let rows = Self.rows("dirty/legacy-lines.tsv") else { return }
    var right = 0
    var all = 0
    for row in rows where row.count >= 5 && row[4] == "exact" {
      let kind: MojibakeKind = row[1] == "tcvn3" ? .tcvn3 : .vni
      let mended = text(rewritten(String(row[2])) { MojibakeMender(kind).mend($0, into: &$1) })
      all += 1
      if mended == row[3] {
        right += 1
      } else if all - right < 20 {
        print("\(row[2])\n  got    \(mended)\n  wanted \(row[3])")
      }
    }
    print("mojibake lines right: \(right) of \(all)")
    #expect(Double(right) >= 0.98 * Double(all))
  }
}
