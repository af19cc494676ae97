internal import VietCore
internal import VietUnicode

/// Queries made of neighbouring words of a text, places chosen by a seeded generator.
struct SearchQueries {
  enum Kind: String, CaseIterable {
    case word = "one word"
    case bare = "one word, no marks"
    case all = "all of three words"
    case any = "any of three words"
    case phrase = "phrase of two words"
  }

  private let words: [Substring]
  private var generator: SplitMix64

  init(text: UnsafeRawBufferPointer, seed: UInt64) {
    let whole = String(decoding: text, as: UTF8.self)
    words = whole.split { !$0.isLetter }
    generator = SplitMix64(state: seed)
  }

  /// `number` queries; none where the text has too few words.
  mutating func make(_ kind: Kind, _ number: Int) -> [String] {
    guard words.count > 3 else { return [] }
    return (0..<number).map { _ in
      let place = generator.below(words.count - 3)
      let three = words[place..<place + 3]
      return switch kind {
      case .word: String(words[place])
      case .bare: Self.bare(words[place])
      case .all: three.map { "+" + $0 }.joined(separator: " ")
      case .any: three.joined(separator: " ")
      case .phrase: "\"" + three.prefix(2).joined(separator: " ") + "\""
      }
    }
  }

  private static func bare(_ word: Substring) -> String {
    var text = ""
    for scalar in decomposed(word).unicodeScalars where !(0x0300...0x036F).contains(scalar.value) {
      text.unicodeScalars.append(scalar == "đ" ? "d" : scalar == "Đ" ? "D" : scalar)
    }
    return text
  }

  private static func decomposed(_ word: Substring) -> String {
    var result = ByteBuffer()
    var word = String(word)
    word.withUTF8 { try? ICUNormalizing.normalize(UnsafeRawBufferPointer($0), to: .nfd, into: &result) }
    return result.string
  }
}
