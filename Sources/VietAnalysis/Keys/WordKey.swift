internal import VietCore

/// The key of a word of several syllables, made of the keys of its syllables.
enum WordKey {
  /// Bytes of the folded form at most.
  static let lengthLimit = 256

  /// Appends the key of the word made of the entries `range`: the folded forms with a blank between them, 0x00, the form
  /// code of the whole. Returns the two lengths; nothing where a syllable is too long or is not coded letter by
  /// letter and too long to be spelled out.
  static func append(_ range: Range<Int>, _ batch: inout TermBatch) -> (folded: Int, form: Int)? {
    var folded = range.count - 1
    var isVerbatim = false
    for i in range {
      let entry = batch.entries[i]
      folded += Int(entry.foldedLength)
      if entry.formLength > 0 {
        let first = batch.keys.base[Int(entry.keyStart) + Int(entry.foldedLength) + 1]
        if first == FormCode.hashed { return nil }
        if first == FormCode.verbatim { isVerbatim = true }
      }
    }
    guard folded <= lengthLimit else { return nil }
    // Twice the length holds folded form and code; a code that spells out is at most 4 bytes a letter.
    batch.keys.reserve(folded * 6 + 16)
    let start = batch.keys.count
    for i in range {
      if i > range.lowerBound { batch.keys.append(0x20) }
      let entry = batch.entries[i]
      batch.keys.append(
        UnsafeRawBufferPointer(start: batch.keys.base + Int(entry.keyStart), count: Int(entry.foldedLength)))
    }
    batch.keys.append(0)
    let codeStart = batch.keys.count
    if isVerbatim { appendSpelling(range, &batch) } else { appendCode(range, &batch) }
    return (codeStart - 1 - start, batch.keys.count - codeStart)
  }

  private static func appendCode(_ range: Range<Int>, _ batch: inout TermBatch) {
    var marked = batch.keys.count
    for i in range {
      if i > range.lowerBound { batch.keys.append(FormCode.plain) }
      let entry = batch.entries[i]
      let form = Int(entry.keyStart) + Int(entry.foldedLength) + 1
      for k in 0..<Int(entry.formLength) { batch.keys.append(batch.keys.base[form + k]) }
      if entry.formLength > 0 { marked = batch.keys.count }
      for _ in Int(entry.formLength)..<max(Int(entry.formLength), Int(entry.foldedLength)) {
        batch.keys.append(FormCode.plain)
      }
    }
    batch.keys.count = marked
  }

  private static func appendSpelling(_ range: Range<Int>, _ batch: inout TermBatch) {
    batch.keys.append(FormCode.verbatim)
    for i in range {
      if i > range.lowerBound { batch.keys.append(0x20) }
      let key = batch.key(batch.entries[i])
      let parts = key.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      let spelling = Array(parts[0]).withUnsafeBytes { folded in
        Array(parts.count > 1 ? parts[1] : []).withUnsafeBytes { FormCode.spelling(folded: folded, form: $0) }
      }
      batch.keys.append(spelling ?? "")
    }
  }
}
