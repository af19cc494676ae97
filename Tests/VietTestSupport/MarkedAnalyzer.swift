public import VietCore

/// Terms between blanks; what follows an apostrophe is the form: `ma'1` folds to `ma`.
///
/// A form adds marks to another if it holds all its characters.
public struct MarkedAnalyzer: Analyzing {
  public let fingerprint: UInt64

  public init(fingerprint: UInt64 = 0x7E57) { self.fingerprint = fingerprint }

  public func analyze(
    _ text: UnsafeRawBufferPointer, for purpose: AnalysisPurpose, into batch: inout TermBatch
  ) {
    batch.removeAll()
    var at = 0
    var position: UInt32 = 0
    while at < text.count {
      while at < text.count && text[at] <= 0x20 { at += 1 }
      let start = at
      while at < text.count && text[at] > 0x20 { at += 1 }
      if at == start { break }
      let token = text[start..<at]
      let mark = token.firstIndex(of: 0x27) ?? at
      let keyStart = batch.keys.count
      batch.keys.append(UnsafeRawBufferPointer(rebasing: text[start..<mark]))
      batch.keys.append(0)
      let form = mark < at ? at - mark - 1 : 0
      if form > 0 { batch.keys.append(UnsafeRawBufferPointer(rebasing: text[(mark + 1)..<at])) }
      batch.append(
        TermBatch.Entry(
          keyStart: UInt32(keyStart), foldedLength: UInt16(mark - start), formLength: UInt16(form),
          position: position, start: UInt32(start), end: UInt32(at), span: 1))
      position += 1
    }
    batch.length = position
  }

  public func relation(
    of found: UnsafeRawBufferPointer, toTyped typed: UnsafeRawBufferPointer, folded: UnsafeRawBufferPointer
  ) -> FormRelation {
    if found.elementsEqual(typed) { return .same }
    return typed.allSatisfy { found.contains($0) } ? .adds : .other
  }
}
