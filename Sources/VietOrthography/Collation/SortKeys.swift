public import VietCore
public import VietUnicode

/// Makes sort keys: bytes that compare (as unsigned numbers, a prefix first) as the texts do in a ``SortOrder``.
///
/// One for each thread. Texts that differ in nothing that the order looks at have equal keys.
public struct SortKeys: ~Copyable {
  private let order: SortOrder
  private let collator: ICUCollator?
  private var normalized = ByteBuffer()

  /// - Throws: ``ICUError`` where ICU has no collation data.
  public init(_ order: SortOrder) throws(ICUError) {
    self.order = order
    collator = order == .icu ? try ICUCollator() : nil
  }

  /// Appends the key of `text` (valid UTF-8 in any normal form).
  ///
  /// - Throws: ``ICUError`` for more than 2 GiB at once.
  /// - Complexity: O(*n*).
  public mutating func appendKey(of text: UnsafeRawBufferPointer, to output: inout ByteBuffer)
    throws(ICUError)
  {
    switch order {
    case .icu: try collator!.appendKey(of: text, to: &output)
    case .dictionary, .name:
      if try ICUNormalizing.isNormalized(text, in: .nfc) {
        append(text, to: &output)
      } else {
        normalized.removeAll()
        try ICUNormalizing.normalize(text, to: .nfc, into: &normalized)
        append(UnsafeRawBufferPointer(start: normalized.base, count: normalized.count), to: &output)
      }
    }
  }

  /// Less than, equal to or greater than 0 as `a` comes before, with or after `b`.
  ///
  /// - Throws: ``ICUError`` for more than 2 GiB at once.
  public mutating func compare(_ a: String, _ b: String) throws(ICUError) -> Int {
    var first = ByteBuffer()
    var second = ByteBuffer()
    try appendKey(of: a, to: &first)
    try appendKey(of: b, to: &second)
    for i in 0..<min(first.count, second.count) where first.base[i] != second.base[i] {
      return Int(first.base[i]) - Int(second.base[i])
    }
    return first.count - second.count
  }

  private mutating func appendKey(of text: String, to output: inout ByteBuffer) throws(ICUError) {
    var copy = ByteBuffer()
    copy.append(text)
    try appendKey(of: UnsafeRawBufferPointer(start: copy.base, count: copy.count), to: &output)
  }

  private func append(_ text: UnsafeRawBufferPointer, to output: inout ByteBuffer) {
    guard let base = text.bindMemory(to: UInt8.self).baseAddress else { return }
    let words = DictionaryKey(base, text.count)
    if order == .name { words.appendName(to: &output) } else { words.appendWhole(to: &output) }
  }
}
