import SystemPackage
import Testing
import VietCore
import VietSegmentation
import VietTestSupport

/// One row of a table of Joining.md.
struct JoiningExample: Sendable, CustomStringConvertible {
  let text: String
  let tokens: [String]
  let kind: String
  var description: String { text }

  static let page: [JoiningExample] = {
    let path = Repository.root.appending("Sources/VietSegmentation/VietSegmentation.docc/Joining.md")
    guard let bytes = try? SharedText.contents(of: path) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| `") else { return nil }
      // Cells are quoted by backticks, and only they hold bars.
      let parts = line.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 5 else { return nil }
      return JoiningExample(
        text: parts[1], tokens: split(parts[3]), kind: parts[4].filter { $0.isLetter })
    }
  }()

  private static func split(_ cell: String) -> [String] {
    cell.split(separator: " ").split(separator: "|").map { $0.joined(separator: " ") }
  }
}

func tokens(_ text: [UInt8], _ depth: TextPipeline.Depth = .sentences(.endSentences)) -> [UnitRecord] {
  var pipeline = TextPipeline(depth)
  text.withUnsafeBytes { pipeline.run($0) }
  return records(pipeline.units, text)
}

@Suite struct JoiningTests {
  @Test func `The page has examples`() { #expect(JoiningExample.page.count > 60) }

  @Test(arguments: JoiningExample.page)
  func `Each example of the page holds`(example: JoiningExample) {
    let found = tokens(Array(example.text.utf8))
    #expect(found.map(\.text) == example.tokens)
    #expect(found.first.map { "\($0.kind.name)" } == example.kind)
  }

  @Test func `Tokens and blanks rebuild the text`() {
    let seed: UInt64 = 31
    var random = RandomText(seed: seed)
    for number in 0..<3_000 {
      let text = random.next(length: 30)
      var end = 0
      for unit in tokens(text) {
        #expect(unit.start >= end && unit.end > unit.start, "seed \(seed), string \(number): \(text)")
        let gap = String(decoding: text[end..<unit.start], as: UTF8.self)
        #expect(gap.unicodeScalars.allSatisfy { $0.properties.isWhitespace })
        end = unit.end
      }
    }
  }

  @Test(arguments: JoiningExample.page)
  func `Every prefix and every pair of examples gives an answer`(example: JoiningExample) {
    let bytes = Array(example.text.utf8)
    for end in 0...bytes.count { _ = tokens(Array(bytes[..<end])) }
    for other in JoiningExample.page { _ = tokens(bytes + Array(other.text.utf8)) }
  }
}
