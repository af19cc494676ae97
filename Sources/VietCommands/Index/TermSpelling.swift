internal import VietAnalysis
internal import VietCore

/// Terms as other programs are to see them: in their own spelling, without case, the syllables of a word joined by `_`.
enum TermSpelling {
  /// The spelling of a key; of a term that is kept as a hash only, the folded form and the hash.
  static func spelling(folded: UnsafeRawBufferPointer, form: UnsafeRawBufferPointer) -> String {
    let text: String
    if let spelling = FormCode.spelling(folded: folded, form: form) {
      text = spelling
    } else {
      let hash = form.dropFirst().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      text = String(decoding: folded, as: UTF8.self) + "#" + hash
    }
    return joined(text)
  }

  static func joined(_ text: String) -> String {
    text.utf8.contains(0x20)
      ? String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == " " ? "_" : $0 })) : text
  }
}
