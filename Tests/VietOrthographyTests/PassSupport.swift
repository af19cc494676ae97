internal import Testing
internal import VietCore
internal import VietOrthography
internal import VietTestSupport

/// The two ways to run a pass; they must agree, and the edits must rebuild the result.
struct Pass: Sendable {
  let silent: @Sendable (UnsafeRawBufferPointer, inout ByteBuffer) -> Void
  let recorded: @Sendable (UnsafeRawBufferPointer, inout ByteBuffer, inout Alignment.Builder) -> Void

  func callAsFunction(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
    String(decoding: bytes(Array(text.utf8), sourceLocation: sourceLocation), as: UTF8.self)
  }

  func bytes(_ input: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) -> [UInt8] {
    var quiet = ByteBuffer()
    var noted = ByteBuffer()
    // What stands in the output already is not the pass's business, nor part of its offsets.
    noted.append(0x3F)
    var builder = Alignment.Builder()
    input.withUnsafeBytes {
      silent($0, &quiet)
      recorded($0, &noted, &builder)
    }
    let result = quiet.array
    #expect(Array(noted.array.dropFirst()) == result, sourceLocation: sourceLocation)
    var rebuilt: [UInt8] = []
    var from = 0
    for edit in builder.finish().edits {
      rebuilt += input[from..<edit.original.lowerBound]
      #expect(rebuilt.count == edit.normalized.lowerBound, sourceLocation: sourceLocation)
      rebuilt += result[edit.normalized.lowerBound..<edit.normalized.upperBound]
      from = edit.original.upperBound
    }
    rebuilt += input[from...]
    #expect(rebuilt == result, "edits rebuild the result", sourceLocation: sourceLocation)
    return result
  }

  static func tone(_ style: ToneMarkStyle) -> Pass {
    let pass = ToneMarkPlacement(style)
    return Pass(
      silent: { pass.rewrite($0, into: &$1) }, recorded: { pass.rewrite($0, into: &$1, recording: &$2) })
  }

  static let strip = {
    let pass = MarkStripping()
    return Pass(
      silent: { pass.rewrite($0, into: &$1) }, recorded: { pass.rewrite($0, into: &$1, recording: &$2) })
  }()

  static let repair = {
    let pass = SpellingRepair()
    return Pass(
      silent: { pass.rewrite($0, into: &$1) }, recorded: { pass.rewrite($0, into: &$1, recording: &$2) })
  }()

  static let fold = {
    let pass = SearchFolding()
    return Pass(
      silent: { pass.rewrite($0, into: &$1) }, recorded: { pass.rewrite($0, into: &$1, recording: &$2) })
  }()

  static func yi(_ letter: YiLetter) -> Pass {
    let pass = YiSpelling(letter)
    return Pass(
      silent: { pass.rewrite($0, into: &$1) }, recorded: { pass.rewrite($0, into: &$1, recording: &$2) })
  }
}

/// Text for the laws of the spelling passes: syllables in several cases and styles, junk between.
struct SpellingText {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let junk = [
    " ", " ", " ", " ", ", ", ".", "-", "_", "\n", " Noé ", "ghế", "hòa@x.vn", " https://a.vn/thúy ", "1",
    "x̂", "中", "🎉",
    "q", "oà", "óa", "úy", "uỷ", "tóan", "đ", "’",
  ]

  mutating func word() -> String {
    let syllable = generator.pick(SyllableTests.all)
    let spelling = syllable.spelling(generator.pick(ToneMarkStyle.allCases))
    switch generator.below(4) {
    case 0: return spelling.uppercased()
    case 1: return spelling.prefix(1).uppercased() + spelling.dropFirst()
    case 2:
      return String(spelling.map { generator.below(2) == 0 ? Character($0.uppercased()) : $0 })
    default: return spelling
    }
  }

  mutating func text(_ words: Int) -> String {
    (0..<words).map { _ in word() + generator.pick(Self.junk) }.joined()
  }
}
