import Testing
import VietCore
import VietTestSupport

@testable import VietSegmentation

/// Text without end of the kinds that make a careless rule look at everything again at every step.
@Suite struct HostileTextTests {
  private static let patterns = [
    "@", "/", "#", ".,", "a:", "a+", "=a", "://", "a&", "a%", "!", "?!", ".)", "ab.", "ab.cd", "a.", "1-",
    "1/",
    "www.", "http://)", "a@", "TP.", "\"", "(", "…", "。", "-", "_a", "a'", "1,", "a.com'", "\u{301}", "漢",
    "😀", "\u{200D}",
  ]

  /// A quadratic rule takes hours over these.
  @Test(.timeLimit(.minutes(3)), arguments: patterns)
  func `An answer comes in time in proportion to the text`(pattern: String) {
    let count = LongTests.count(1 << 16, long: 1 << 20) / pattern.utf8.count
    for text in [
      String(repeating: pattern, count: count), "http://x" + String(repeating: pattern, count: count),
    ] {
      var end = 0
      for unit in tokens(Array(text.utf8), .words(.endSentences, WordSegmenter())) {
        #expect(unit.start == end)
        end = unit.end
      }
      #expect(end == text.utf8.count)
    }
  }

  @Test func `Lone surrogates and marks without a letter are tokens`() {
    let surrogates: [UInt8] = [0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80]
    #expect(tokens(surrogates).map(\.kind) == [.other, .other, .other, .other, .other, .other])
    let marks = Array("a".utf8) + (0..<10_000).flatMap { _ in Array("\u{323}\u{301}".utf8) }
    #expect(tokens(marks).map { $0.end - $0.start } == [marks.count])
  }
}
