import SystemPackage
import Testing
import VietTestSupport

/// Unicode's NormalizationTest.txt, looked for where data may lie beside the checkout.
enum NormalizationTestFile {
  struct Row {
    let line: Int
    let columns: [[UInt8]]
  }

  static func rows() throws -> [Row] {
    let path = Repository.sharedData.appending(name).string
    guard let text = try Subprocess.run("gzip", ["-dc", path])?.output, text.count > 1 << 20 else {
      throw Unreadable()
    }
    return text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().compactMap
    {
      number, line in
      let fields = line.split(separator: UInt8(ascii: ";"), maxSplits: 5)
      guard fields.count >= 5, line.first.map({ $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "@") }) ?? false
      else {
        return nil
      }
      let columns = fields.prefix(5).map { field in
        NormalizationSamples.utf8(
          field.split(separator: UInt8(ascii: " ")).map {
            UInt32(String(decoding: $0, as: UTF8.self), radix: 16) ?? 0
          })
      }
      return Row(line: number + 1, columns: columns)
    }
  }

  static let name = "unicode/NormalizationTest.txt.gz"

  struct Unreadable: Error {}
}
