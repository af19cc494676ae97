public import VietCore

extension UnicodeNormalizer {
  /// Returns `text` in the form. Complexity: O(*n*); `text` itself where it is normalised already.
  public func normalize(_ text: String) -> String {
    var text = text
    return text.withUTF8 { utf8 -> String? in
      let bytes = UnsafeRawBufferPointer(utf8)
      if isNormalized(bytes) { return nil }
      var output = ByteBuffer(capacity: bytes.count + bytes.count / 4)
      normalize(bytes, into: &output)
      return output.string
    } ?? text
  }

  /// Returns `text` in the form, with where each part of it came from. Complexity: O(*n*).
  public func align(_ text: String) -> AlignedText {
    var text = text
    var output = ByteBuffer(capacity: text.utf8.count)
    var edits = Alignment.Builder()
    text.withUTF8 { normalize(UnsafeRawBufferPointer($0), into: &output, recording: &edits) }
    return AlignedText(text: output.string, alignment: edits.finish())
  }

  /// Whether `text` is in the form already. Complexity: O(*n*); does not allocate for native strings that the
  /// kernels know.
  public func isNormalized(_ text: String) -> Bool {
    if let answer = text.utf8.withContiguousStorageIfAvailable({ isNormalized(UnsafeRawBufferPointer($0)) }) {
      return answer
    }
    var text = text
    return text.withUTF8 { isNormalized(UnsafeRawBufferPointer($0)) }
  }

  /// Starts on a text that arrives in chunks.
  public func makeStream() -> UnicodeNormalizerStream { UnicodeNormalizerStream(self) }
}
