internal import VietCore

/// The whole text is one token, taken as it is; an empty text has none.
enum KeywordAnalysis {
  static func analyze(_ text: UnsafeRawBufferPointer, into batch: inout TermBatch) {
    guard !text.isEmpty else { return }
    let (folded, form) = TermKey.appendVerbatim(text, to: &batch.keys)
    batch.append(
      TermBatch.Entry(
        keyStart: 0, foldedLength: UInt16(folded), formLength: UInt16(form), position: 0, start: 0,
        end: UInt32(truncatingIfNeeded: text.count), span: 1))
    batch.length = 1
  }
}
