internal import VietAnalysis
internal import VietCore
internal import VietSegmentation

/// Writes the terms that an index would hold of a text: the columns of a table of tokens, then the position of the term,
/// counted in syllables of the document from 0, and the term in its folded form.
///
/// One for a document and one thread: positions go on from piece to piece.
final class TermRows {
  private let analyzer: Analyzer
  private let column: [UInt8]
  private var batch = TermBatch()
  private var scanner = SyllableScanner()
  private var units = UnitBatch()
  private var position = 0
  /// Rows written so far.
  private(set) var count = 0

  /// `column` is a first column, with its tab.
  init(_ analyzer: Analyzer, column: [UInt8]) {
    self.analyzer = analyzer
    self.column = column
  }

  /// The next text is that of another document.
  func startDocument() { position = 0 }

  /// Appends the terms of `text`, whose first byte is byte `offset` of its document; `document` names it, with its tab.
  func write(
    _ text: UnsafeRawBufferPointer, offset: Int, document: [UInt8] = [], into out: inout ByteBuffer
  ) {
    analyzer.analyze(text, for: .document, into: &batch)
    units.removeAll()
    scanner.reset()
    _ = scanner.scan(text, into: &units)
    var unit = 0
    for i in 0..<batch.count {
      let entry = batch.entries[i]
      while unit < units.count, units[unit].start < entry.start { unit += 1 }
      let isUnit = entry.span == 1 && unit < units.count && units[unit].start == entry.start
      column.withUnsafeBytes { out.append($0) }
      document.withUnsafeBytes { out.append($0) }
      out.appendDecimal(offset + Int(entry.start))
      out.append(0x09)
      out.appendDecimal(offset + Int(entry.end))
      out.append(0x09)
      let kind = (isUnit ? units[unit].kind : .word).name
      out.append(UnsafeRawBufferPointer(start: kind.utf8Start, count: kind.utf8CodeUnitCount))
      out.append(0x09)
      TableText.append(
        UnsafeRawBufferPointer(rebasing: text[Int(entry.start)..<Int(entry.end)]), to: &out)
      out.append(0x09)
      out.appendDecimal(position + Int(entry.position))
      out.append(0x09)
      TableText.append(
        UnsafeRawBufferPointer(
          start: batch.keys.base + Int(entry.keyStart), count: Int(entry.foldedLength)), to: &out)
      out.append(0x0A)
    }
    count += batch.count
    position += Int(batch.length)
  }
}

/// Text as it stands in a table.
enum TableText {
  /// Appends `bytes`, malformed ones replaced, with `\t`, `\n` and `\\` for what would break the row.
  static func append(_ bytes: UnsafeRawBufferPointer, to out: inout ByteBuffer) {
    let start = out.count
    MalformedUTF8.replace(bytes, into: &out)
    guard
      UnsafeBufferPointer(start: out.base + start, count: out.count - start)
        .contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x5C })
    else { return }
    let plain = Array(UnsafeBufferPointer(start: out.base + start, count: out.count - start))
    out.count = start
    for byte in plain {
      switch byte {
      case 0x09: out.append("\\t")
      case 0x0A: out.append("\\n")
      case 0x5C: out.append("\\\\")
      default: out.append(byte)
      }
    }
  }
}
