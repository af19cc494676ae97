public import VietCore
public import VietOrthography

/// Turns keys as a person types them into Vietnamese.
///
/// `\` makes the next key plain, which ``TypingEncoder`` uses for what would be misread otherwise. Letters
/// that are Vietnamese already, and everything beyond ASCII, stay and end the word.
public struct TypingDecoder: Sendable {
  public let method: TypingMethod
  /// Where the tone mark goes in open rimes.
  public let style: ToneMarkStyle
  /// Whether a word that comes out as no Vietnamese syllable stays as typed (`windows`).
  public let keepsForeign: Bool

  public init(_ method: TypingMethod, style: ToneMarkStyle = .traditional, keepsForeign: Bool = false) {
    self.method = method
    self.style = style
    self.keepsForeign = keepsForeign
  }

  /// Appends the text that the keys give (UTF-8, NFC).
  ///
  /// Total. A text may be decoded in parts that are cut after a newline. Complexity: O(*n*).
  public func decode(_ keys: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    output.reserve(keys.count + keys.count / 2 + 8)
    var word = TypedWord(method, style: style)
    var start = 0
    var isEscaped = false
    var hasEscape = false

    func finish(at end: Int, into output: inout ByteBuffer) {
      guard !word.isEmpty else { return }
      let typed = UnsafeRawBufferPointer(rebasing: keys[start..<end])
      write(word, typed: typed, hasEscape: hasEscape, into: &output)
      word.removeAll()
      hasEscape = false
    }

    var i = 0
    while i < keys.count {
      let byte = keys[i]
      if isEscaped {
        isEscaped = false
        if byte > 0x20 && byte < 0x7F {
          if word.isEmpty { start = i }
          hasEscape = true
          if method.isKey(byte), word.count < TypedWord.cap {
            word.addPlain(byte)
          } else {
            finish(at: i, into: &output)
            output.append(byte)
          }
          i += 1
          continue
        }
        finish(at: i - 1, into: &output)
        output.append(UInt8(ascii: "\\"))
      }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if method.isKey(byte), word.count < TypedWord.cap {
        if word.isEmpty { start = i }
        word.add(byte)
      } else if method.isKey(byte) {
        // Too long for a syllable: the rest of it is plain.
        finish(at: i, into: &output)
        while i < keys.count, method.isKey(keys[i]) {
          output.append(keys[i])
          i += 1
        }
        continue
      } else {
        finish(at: i, into: &output)
        output.append(byte)
      }
      i += 1
    }
    finish(at: keys.count - (isEscaped ? 1 : 0), into: &output)
    if isEscaped { output.append(UInt8(ascii: "\\")) }
  }

  private func write(
    _ word: TypedWord, typed: UnsafeRawBufferPointer, hasEscape: Bool, into output: inout ByteBuffer
  ) {
    let start = output.count
    for codePoint in word.codePoints { output.append(PackedUTF8(codePoint)) }
    guard keepsForeign, !hasEscape else { return }
    let result = UnsafeRawBufferPointer(start: output.base + start, count: output.count - start)
    if Syllable(utf8: result) != nil { return }
    output.count = start
    output.append(typed)
  }
}
