internal import VietCore
internal import VietOrthography
internal import VietUnicode

/// The key of one term: the folded form, 0x00, the form code. The slow and certain way, for any bytes.
///
/// The fast path of ``SyllableAnalysis`` gives the same keys for words of ASCII and Vietnamese letters.
enum TermKey {
  /// Folded forms are cut here, in bytes; the form code then has a hash of the whole.
  static let lengthLimit = 1024

  /// Appends the key of `word` to `keys`; returns the lengths of the folded form and of the form code in bytes.
  ///
  /// Total: malformed bytes count as U+FFFD. A zero byte of the word becomes 0x01 in the folded form.
  static func append(_ word: UnsafeRawBufferPointer, to keys: inout ByteBuffer) -> (folded: Int, form: Int) {
    let start = keys.count
    if let form = appendVietnamese(word, to: &keys) {
      keys.append(0)
      let folded = keys.count - start - 1
      form.withUnsafeBytes { keys.append($0) }
      return (folded, form.count)
    }
    keys.count = start
    let lower = lowercase(word)
    lower.withUnsafeBytes { SearchFolding().rewrite($0, into: &keys) }
    var folded = keys.count - start
    for i in start..<keys.count where keys.base[i] == 0 { keys.base[i] = 1 }
    if folded > lengthLimit {
      folded = lengthLimit
      while folded > 0, keys.base[start + folded] & 0xC0 == 0x80 { folded -= 1 }
      keys.count = start + folded
      keys.append(0)
      keys.append(FormCode.hashed)
      var hash = lower.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
      for _ in 0..<8 {
        keys.append(UInt8(truncatingIfNeeded: hash))
        hash >>= 8
      }
      return (folded, 9)
    }
    let isPlain = lower.elementsEqual(UnsafeBufferPointer(start: keys.base + start, count: folded))
    keys.append(0)
    if isPlain { return (folded, 0) }
    keys.append(FormCode.verbatim)
    lower.withUnsafeBytes { keys.append($0) }
    return (folded, lower.count + 1)
  }

  /// Appends a key that is the bytes themselves: nothing folded, no form but for what a key can't hold.
  static func appendVerbatim(_ token: UnsafeRawBufferPointer, to keys: inout ByteBuffer) -> (
    folded: Int, form: Int
  ) {
    let length = min(token.count, lengthLimit)
    let start = keys.count
    keys.append(UnsafeRawBufferPointer(rebasing: token[..<length]))
    var hasZero = false
    for i in start..<keys.count where keys.base[i] == 0 {
      keys.base[i] = 1
      hasZero = true
    }
    keys.append(0)
    if length < token.count {
      keys.append(FormCode.hashed)
      var hash = token.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
      for _ in 0..<8 {
        keys.append(UInt8(truncatingIfNeeded: hash))
        hash >>= 8
      }
      return (length, 9)
    }
    guard hasZero else { return (length, 0) }
    keys.append(FormCode.verbatim)
    keys.append(token)
    return (length, token.count + 1)
  }

  // MARK: - Words of Vietnamese letters

  /// Appends the folded form and returns the form code, or nothing where a code point is not ASCII and not Vietnamese.
  private static func appendVietnamese(_ word: UnsafeRawBufferPointer, to keys: inout ByteBuffer) -> [UInt8]?
  {
    guard word.count <= lengthLimit else { return nil }
    let tables = LetterTables.shared
    let start = keys.count
    var form: [UInt8] = []
    var i = 0
    while i < word.count {
      let byte = word[i]
      if byte < 0x80 {
        guard byte != 0 else { return nil }
        keys.append(byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte)
        form.append(FormCode.plain)
        i += 1
        continue
      }
      let length = tables.entryLength(byte)
      guard length > 0, i + length <= word.count else { return nil }
      let entry = tables.entry(length, word[i], word[i + 1], length == 3 ? word[i + 2] : 0)
      guard entry != 0 else { return nil }
      i += length
      if entry >> 8 != 0 {
        keys.append(UInt8(entry >> 8))
        form.append(UInt8(entry & 0xFF))
      } else {
        guard let last = form.last, keys.count > start else { return nil }
        let code = FormCode.adding(mark: entry & 0x7F, to: last, letter: keys.base[keys.count - 1])
        guard code != 0 else { return nil }
        form[form.count - 1] = code
      }
    }
    form.withUnsafeMutableBufferPointer { form in
      FormCode.placeTone(keys.base + start, form.baseAddress, count: form.count)
    }
    while form.last == FormCode.plain { form.removeLast() }
    return form
  }

  // MARK: - Everything else, by ICU

  /// The lower-case NFC spelling; malformed bytes are U+FFFD.
  private static func lowercase(_ word: UnsafeRawBufferPointer) -> [UInt8] {
    var lower = String.UnicodeScalarView()
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      lower.append(Unicode.Scalar(ICUCaseMapping.simpleLower(scalar.value)) ?? scalar)
    }
    return composed(Array(String(lower).utf8))
  }

  private static func composed(_ bytes: [UInt8]) -> [UInt8] {
    var composed = ByteBuffer(capacity: bytes.count)
    let isDone = bytes.withUnsafeBytes { bytes in
      (try? ICUNormalizing.normalize(bytes, to: .nfc, into: &composed)) != nil
    }
    return isDone ? composed.array : bytes
  }
}
