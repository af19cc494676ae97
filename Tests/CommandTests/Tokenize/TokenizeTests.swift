import Testing
import VietCore
import VietSegmentation
import VietTestSupport

@testable import VietCommands

@Suite struct TokenizeTests {
  private static let lines = TextPipeline.Depth.sentences(.endSentences)

  /// What a worker writes for `text`, which `cut` divides into pieces.
  private static func tokenize(
    _ text: [UInt8], _ format: TokenFormat, _ depth: TextPipeline.Depth = lines, keepsLines: Bool = false,
    wholeSentences: Bool = false, invalid: InvalidUTF8Policy = .replace, pieceSize: Int = .max
  ) throws -> String {
    var style = TokenWriter.Style(format: format)
    style.keepsLines = keepsLines
    style.isWholeSentences = wholeSentences
    style.passesMalformed = invalid == .pass
    let worker = TokenizeWorker(depth, style, file: "f", invalid: invalid)
    let cut = TokenizeCut.make(depth)
    var output = ByteBuffer()
    try text.withUnsafeBytes { bytes in
      var start = 0
      repeat {
        var end = start
        var wanted = pieceSize
        // As the cutter does: more bytes until the piece can be cut.
        while end == start, bytes.count - start > wanted {
          end = start + cut(UnsafeRawBufferPointer(rebasing: bytes[start..<start + wanted]))
          wanted *= 2
        }
        if end == start { end = bytes.count }
        let piece = Piece(
          bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), offset: start, line: 0,
          isLast: end == bytes.count)
        try worker.work(piece, into: &output)
        start = end
      } while start < bytes.count
    }
    return output.string
  }

  private static func tokenize(_ text: String, _ format: TokenFormat, keepsLines: Bool = false) throws
    -> String
  {
    try tokenize(Array(text.utf8), format, keepsLines: keepsLines)
  }

  @Test func `Text has a sentence a line`() throws {
    #expect(try Self.tokenize("Tôi đi.  Còn bạn?\n\nỪ", .text) == "Tôi đi .\nCòn bạn ?\nỪ\n")
  }

  @Test func `A table has bytes, kind and escaped text`() throws {
    #expect(
      try Self.tokenize("\u{FEFF}Ở \\ 3%", .tsv) == "3\t6\tword\tỞ\n7\t8\tpunct\t\\\\\n9\t11\tnumber\t3%\n")
  }

  @Test func `JSON has a sentence a line`() throws {
    #expect(
      try Self.tokenize("Ừ\"!", .jsonl) == #"""
        {"start":0,"end":5,"text":"Ừ\"!","tokens":[{"start":0,"end":3,"kind":"word","text":"Ừ"},{"start":3,"end":4,"kind":"punct","text":"\""},{"start":4,"end":5,"kind":"punct","text":"!"}]}

        """#)
  }

  @Test func `CoNLL-U has ten columns`() throws {
    let text = try Self.tokenize("Ừ!", .conllu)
    #expect(
      text
        == "# sent_id = 0\n# text = Ừ!\n1\tỪ\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=0:3\n2\t!\t_\t_\t_\t_\t_\t_\t_\tTokenRange=3:4\n\n"
    )
  }

  @Test(arguments: ["", "\n", "a", "a\n", "\n\na. b\n\n\nc\r\nd", "a\u{2028}b\rc\n"])
  func `Keeping lines gives a line for each line`(text: String) throws {
    let output = try Self.tokenize(text, .text, keepsLines: true)
    let bytes = Array(text.utf8)
    let wanted = bytes.count { $0 == 0x0A } + (bytes.isEmpty || bytes.last == 0x0A ? 0 : 1)
    #expect(Array(output.utf8).count { $0 == 0x0A } == wanted, "\(output.debugDescription)")
  }

  @Test func `Malformed bytes are replaced, kept, or an error with its place`() throws {
    let text: [UInt8] = [0x61, 0x20, 0xFF, 0x20, 0x62]
    #expect(try Self.tokenize(text, .text) == "a \u{FFFD} b\n")
    #expect(try Self.tokenize(text, .tsv).contains("2\t3\tother\t\u{FFFD}\n"))
    let error = #expect(throws: CommandError.self) { try Self.tokenize(text, .text, invalid: .strict) }
    #expect(error?.description.hasPrefix("f:@2: ") == true)
  }

  @Test(arguments: [64, 1000, 1 << 14])
  func `Pieces of a text without lines give the sentences of the whole`(pieceSize: Int) throws {
    let seed: UInt64 = 12
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "Tôi đi. ", "nhà ", "TP. HCM ", "A. ", "\"Ừ.\" ", "Sao? ", "ấy ", "3,5% ", "v.v. ", "nhà.Tôi ",
    ]
    let text = Array((0..<4_000).map { _ in generator.pick(pieces) }.joined().utf8)
    let whole = try Self.tokenize(text, .tsv, wholeSentences: true)
    #expect(
      try Self.tokenize(text, .tsv, wholeSentences: true, pieceSize: pieceSize) == whole, "seed \(seed)")
  }

  @Test func `A line without end is cut at blanks, one without blanks at the cap`() throws {
    let blanks = Array(String(repeating: "đi ", count: 200_000).utf8)
    #expect(
      try Self.tokenize(blanks, .lines, .syllables, pieceSize: 1 << 16).split(separator: "\n").allSatisfy {
        $0 == "đi"
      })
    let solid = Array(String(repeating: "đ", count: 1_500_000).utf8)
    let words = try Self.tokenize(solid, .lines, .syllables, pieceSize: 1 << 16).split(separator: "\n")
    #expect(words.allSatisfy { $0.utf8.count <= 2 << 20 && $0.allSatisfy { $0 == "đ" } })
  }
}
