public import VietCore

/// Text as the tokens of a database's full-text search: bytes, a range, and whether they stand at the place of the token
/// before.
///
/// A syllable is given as it is spelled and, where that differs, folded at the same place, so that an index finds both.
/// In a query one of them is sought: the spelling where marks were typed, else the folded form, which every spelling
/// has. Immutable; for any number of threads.
public struct FullTextTokenizer: Sendable {
  /// What becomes a token.
  public enum Unit: String, CaseIterable, Sendable {
    /// Syllables, and words of several syllables at the place of their first; in a query the word itself, so that it
    /// is found only where it is a word.
    case word
    /// Syllables.
    case syllable
    /// Folded syllables.
    case folded
  }

  /// What marks in a query mean.
  public enum Marks: String, CaseIterable, Sendable {
    /// They are demanded.
    case typed
    /// All spellings are sought.
    case ignored
  }

  public let unit: Unit
  public let marks: Marks
  private let analyzer: Analyzer
  private let working: WorkingMemory

  public init(_ unit: Unit = .syllable, marks: Marks = .typed) {
    self.unit = unit
    self.marks = marks
    do { analyzer = try Analyzer(AnalyzerDescription(unit == .word ? .vi : .viSyllable)) } catch {
      preconditionFailure("the built-in analyzers need nothing that could be missing: \(error)")
    }
    working = WorkingMemory()
  }

  /// Gets a token, valid during the call, and its range in bytes of the text; returns whether to go on.
  public typealias Body = (
    _ token: UnsafeRawBufferPointer, _ start: Int, _ end: Int, _ isColocated: Bool
  ) -> Bool

  /// Calls `body` with the tokens of `text`, of at most 4 GiB, in order. Total: malformed UTF-8 gives tokens, too.
  ///
  /// - Returns: whether `body` was content to the end.
  /// - Complexity: O(*n*).
  @discardableResult
  public func tokenize(_ text: UnsafeRawBufferPointer, for purpose: AnalysisPurpose, _ body: Body) -> Bool {
    let scratch = working.take()
    defer { working.giveBack(scratch) }
    // Runs of neighbours and variants of spelling are for queries that can say "or"; these can't.
    analyzer.analyze(text, for: purpose == .prefixQuery ? .prefixQuery : .document, into: &scratch.batch)
    return purpose == .document
      ? emitDocument(scratch.batch, &scratch.exact, body)
      : emitQuery(scratch.batch, &scratch.exact, body)
  }

  private func emitDocument(
    _ batch: borrowing TermBatch, _ exact: inout ByteBuffer, _ body: Body
  ) -> Bool {
    for i in 0..<batch.count {
      let entry = batch.entries[i]
      var isColocated = entry.span > 1
      if unit != .folded, entry.formLength > 0 {
        exact.removeAll()
        ExactSpelling.append(entry, of: batch, to: &exact)
        let token = UnsafeRawBufferPointer(start: exact.base, count: exact.count)
        guard body(token, Int(entry.start), Int(entry.end), isColocated) else { return false }
        isColocated = true
      }
      // Of marks alone nothing is left.
      guard entry.foldedLength > 0 else { continue }
      guard body(Self.folded(entry, batch), Int(entry.start), Int(entry.end), isColocated) else {
        return false
      }
    }
    return true
  }

  private func emitQuery(
    _ batch: borrowing TermBatch, _ exact: inout ByteBuffer, _ body: Body
  ) -> Bool {
    for i in 0..<batch.count {
      let entry = batch.entries[i]
      // A word takes the place of its first syllable; the other syllables follow, so that all places are filled.
      if entry.span == 1, i + 1 < batch.count, batch.entries[i + 1].span > 1 { continue }
      var token = Self.folded(entry, batch)
      if unit != .folded, marks == .typed, entry.formLength > 0 {
        exact.removeAll()
        ExactSpelling.append(entry, of: batch, to: &exact)
        token = UnsafeRawBufferPointer(start: exact.base, count: exact.count)
      }
      guard !token.isEmpty else { continue }
      guard body(token, Int(entry.start), Int(entry.end), false) else { return false }
    }
    return true
  }

  private static func folded(_ entry: TermBatch.Entry, _ batch: borrowing TermBatch) -> UnsafeRawBufferPointer
  {
    UnsafeRawBufferPointer(start: batch.keys.base + Int(entry.keyStart), count: Int(entry.foldedLength))
  }
}

/// Buffers lent out one a call, so that a text costs no allocation.
private final class WorkingMemory: Sendable {
  final class Scratch: @unchecked Sendable {
    var batch = TermBatch()
    var exact = ByteBuffer()
  }

  private let idle = Monitor<[Scratch]>([])

  func take() -> Scratch { idle.update { $0.popLast() } ?? Scratch() }
  func giveBack(_ scratch: Scratch) { idle.update { $0.append(scratch) } }
}
