import Testing
import VietTestSupport

@testable import VietCore

/// Laws of composition: edits rebuild the last text from the first, identity is neutral, grouping does not matter to
/// what is rebuilt.
@Suite struct AlignmentCompositionTests {
  /// A random rewriting of `text` and its alignment.
  private func rewritten(_ text: [UInt8], _ random: inout SeededGenerator) -> ([UInt8], Alignment) {
    var output: [UInt8] = []
    var edits = Alignment.Builder()
    var i = 0
    while i < text.count {
      let take = min(random.below(4), text.count - i)
      if random.below(3) == 0 {
        let made = (0..<random.below(4)).map { _ in UInt8(0x41 + random.below(26)) }
        if take + made.count > 0 {
          edits.replace(UTF8Range(i, i + take), with: UTF8Range(output.count, output.count + made.count))
        }
        output += made
      } else {
        output += text[i..<i + take]
      }
      i += take
    }
    return (output, edits.finish())
  }

  private func rebuilt(_ original: [UInt8], _ last: [UInt8], _ alignment: Alignment) -> [UInt8] {
    var result: [UInt8] = []
    var from = 0
    for edit in alignment.edits {
      result += original[from..<edit.original.lowerBound]
      #expect(result.count == edit.normalized.lowerBound)
      result += last[edit.normalized.lowerBound..<edit.normalized.upperBound]
      from = edit.original.upperBound
    }
    return result + original[from...]
  }

  @Test(arguments: 0..<50) func composedEditsRebuildTheLastText(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<40 {
      let text = (0..<random.below(30)).map { UInt8(0x61 + $0 % 26) }
      let (second, first) = rewritten(text, &random)
      let (third, next) = rewritten(second, &random)
      let (fourth, last) = rewritten(third, &random)
      let both = first.followed(by: next)
      #expect(rebuilt(text, third, both) == third, "seed \(seed)")
      #expect(rebuilt(text, fourth, both.followed(by: last)) == fourth, "seed \(seed)")
      #expect(rebuilt(text, fourth, first.followed(by: next.followed(by: last))) == fourth, "seed \(seed)")
      for (a, b) in zip(both.edits, both.edits.dropFirst()) {
        #expect(a.original.upperBound <= b.original.lowerBound)
        #expect(a.normalized.upperBound <= b.normalized.lowerBound)
      }
      #expect(first.followed(by: Alignment()) == first)
      #expect(Alignment().followed(by: first) == first)
    }
  }
}
