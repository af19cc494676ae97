/// The key of a word of several syllables, made of the keys of the syllables.
enum WordKey {
  /// The syllables' folded forms with a blank between them, and the form code of the whole.
  ///
  /// Where a syllable's code is not letter by letter, the whole is spelled out.
  static func join(_ keys: [[UInt8]]) -> (folded: [UInt8], form: [UInt8]) {
    var folded: [UInt8] = []
    var form: [UInt8] = []
    var isVerbatim = false
    for key in keys {
      let parts = key.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      if !folded.isEmpty {
        folded.append(0x20)
        form.append(FormCode.plain)
      }
      folded += parts[0]
      let code = parts.count > 1 ? parts[1] : []
      if let first = code.first, first >= FormCode.hashed { isVerbatim = true }
      form += code
      form += [UInt8](repeating: FormCode.plain, count: max(0, parts[0].count - code.count))
    }
    if isVerbatim {
      let spellings = keys.map { key -> [UInt8] in
        let parts = key.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        return Array(parts[0]).withUnsafeBytes { folded in
          Array(parts.count > 1 ? parts[1] : []).withUnsafeBytes { form in
            Array((FormCode.spelling(folded: folded, form: form) ?? "").utf8)
          }
        }
      }
      return (folded, [FormCode.verbatim] + spellings.joined(separator: [0x20]))
    }
    while form.last == FormCode.plain { form.removeLast() }
    return (folded, form)
  }
}
