import Testing
import VietCore
import VietOrthography
import VietTestSupport

@testable import VietSegmentation

@Suite struct InformalTests {
  private static let informal: Restorer = {
    var restorer = Restorer()
    restorer.isInformal = true
    return restorer
  }()

  @Test func examples() {
    for (typed, meant) in [
      ("toi ko dc di hoc", "tôi không được đi học"), ("anh làm j", "anh làm gì"),
      ("thíchhh quáaaa", "thích quá"), ("khôg bít", "không biết"),
      ("Ko, cảm ơn", "Không, cảm ơn"),
    ] { #expect(Self.informal.restore(typed) == meant) }
  }

  /// Numbers, addresses, acronyms, units and known foreign words are not spelled anew.
  @Test func whatIsNoChatStays() {
    for text in ["https://ko.vn/dc", "KO", "5 kg, 3 m", "iPhone", "Facebook", "12k", "@ko #dc"] {
      #expect(Self.informal.restore(text) == text)
    }
  }

  @Test func gluedSyllablesAreParted() {
    var strip = Normalizer.Options()
    strip.strip = true
    let restored = Self.informal.restore("toisongohanoi, duongsatvietnam")
    #expect(Normalizer(strip).normalize(restored) == "toi song o ha noi, duong sat viet nam")
  }

  /// Every abbreviation stands for syllables, spelled as they should be.
  @Test func meaningsAreSyllables() {
    for entry in InformalWords.entries.values {
      for syllable in entry.meanings.joined() { #expect(Syllable(syllable) != nil, "\(syllable)") }
    }
  }

  /// What is spelled out restores to itself, and a line with nothing to spell out is restored as it always is.
  @Test func spelledOutIsRestoredAsAnyLine() {
    var random = SeededGenerator(seed: 12)
    let words = ["toi", "ko", "đc", "yeu", "Hà", "noi", "hoctiengviet", "quáaa", "12", ",", "wen", "k", "z"]
    for round in 0..<200 {
      let line = (0..<random.below(9) + 1).map { _ in random.pick(words) }.joined(separator: " ")
      var speller = InformalSpeller()
      var spelled = ByteBuffer()
      var line8 = line
      let isNew = line8.withUTF8 {
        speller.spellOut(UnsafeRawBufferPointer($0), .builtIn, into: &spelled)
      }
      var strip = Normalizer.Options()
      strip.strip = true
      let bare = Normalizer(strip)
      let output = Self.informal.restore(line)
      if isNew {
        #expect(bare.normalize(output) == bare.normalize(spelled.string), "seed 12, round \(round): \(line)")
      } else {
        #expect(spelled.count == 0 && output == Restorer().restore(line), "seed 12, round \(round): \(line)")
      }
    }
  }

  /// Any bytes, and any way to cut a long glued word, come to an end.
  @Test func randomBytes() {
    var random = RandomText(seed: 13)
    for _ in 0..<200 { _ = Self.informal.restore(String(decoding: random.next(length: 40), as: UTF8.self)) }
    let glued = String(repeating: "hoctiengviet", count: 9)
    #expect(Self.informal.restore(glued).split(separator: " ").count > 20)
  }
}
