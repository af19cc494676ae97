public import GRDB
internal import VietText

/// The FTS5 tokenizer `vietnamese` for GRDB.
///
///     configuration.prepareDatabase { db in db.add(tokenizer: VietnameseTokenizer.self) }
///     try db.create(virtualTable: "note", using: FTS5()) { t in
///       t.tokenizer = .vietnamese(.word)
///       t.column("body")
///     }
public final class VietnameseTokenizer: FTS5CustomTokenizer {
  public static let name = "vietnamese"

  /// What becomes a token: syllables, words as well, or syllables without marks.
  public enum Unit: String, Sendable { case word, syllable, folded }

  /// What marks in a query mean: they are demanded, or all spellings are sought.
  public enum Marks: String, Sendable { case typed, ignored }

  private let tokenizer: FullTextTokenizer

  /// Takes `word`, `syllable` or `folded`, then `marks` with `typed` or `ignored`.
  ///
  /// - Throws: for any other argument.
  public init(db: Database, arguments: [String]) throws {
    var rest = arguments[...]
    var unit = FullTextTokenizer.Unit.syllable
    var marks = FullTextTokenizer.Marks.typed
    if let name = rest.first, let named = FullTextTokenizer.Unit(rawValue: name) {
      unit = named
      rest.removeFirst()
    }
    if rest.first == "marks", rest.count > 1,
      let named = FullTextTokenizer.Marks(rawValue: rest[rest.startIndex + 1])
    {
      marks = named
      rest.removeFirst(2)
    }
    guard rest.isEmpty else {
      throw DatabaseError(
        message:
          "vietnamese takes word, syllable or folded, and marks typed or ignored, not '\(rest.joined(separator: " "))'"
      )
    }
    tokenizer = FullTextTokenizer(unit, marks: marks)
  }

  public func tokenize(
    context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?,
    nText: CInt, tokenCallback: @escaping FTS5TokenCallback
  ) -> CInt {
    let text = UnsafeRawBufferPointer(start: pText, count: pText == nil ? 0 : Int(max(nText, 0)))
    let purpose: AnalysisPurpose =
      if !tokenization.contains(.query) { .document } else if tokenization.contains(.prefix) {
        .prefixQuery
      } else {
        .query
      }
    var status: CInt = 0
    tokenizer.tokenize(text, for: purpose) { token, start, end, isColocated in
      status = tokenCallback(
        context, isColocated ? FTS5TokenFlags.colocated.rawValue : 0,
        token.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(token.count), CInt(start), CInt(end))
      return status == 0
    }
    return status
  }
}

extension FTS5TokenizerDescriptor {
  /// The tokenizer of a virtual table, by its arguments.
  public static func vietnamese(
    _ unit: VietnameseTokenizer.Unit = .syllable, marks: VietnameseTokenizer.Marks = .typed
  ) -> FTS5TokenizerDescriptor {
    VietnameseTokenizer.tokenizerDescriptor(arguments: [unit.rawValue, "marks", marks.rawValue])
  }
}
