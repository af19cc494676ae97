public import VietCore
public import VietOrthography

/// Writes Vietnamese as the keys that a person would type for it.
public struct TypingEncoder: Sendable {
  public let method: TypingMethod
  private let decoder: TypingDecoder

  /// - Parameter style: the tone placement of whoever reads the keys back.
  public init(_ method: TypingMethod, style: ToneMarkStyle = .traditional) {
    self.method = method
    decoder = TypingDecoder(method, style: style)
  }

  /// Appends keys for `text` (UTF-8, NFC).
  ///
  /// A ``TypingDecoder`` of the same method and style gives `text` back, whatever it is: each word is tried,
  /// and what the reader would change is escaped by `\` or left as the letter that it is. A text may be
  /// encoded in parts that are cut after a newline. Complexity: O(*n*).
  public func encode(_ text: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    output.reserve(text.count * 2)
    var scratch = Scratch()
    var reader = UTF8Reader(text)
    var wordStart = 0
    scratch.word.removeAll(keepingCapacity: true)
    while !reader.isAtEnd {
      let start = reader.offset
      let codePoint = reader.next()
      if let codePoint, isWordCharacter(codePoint) {
        if scratch.word.isEmpty { wordStart = start }
        scratch.word.append(codePoint)
        continue
      }
      encodeWord(text[wordStart..<start], &scratch, into: &output)
      if codePoint == UInt32(UInt8(ascii: "\\")) { output.append(UInt8(ascii: "\\")) }
      output.append(UnsafeRawBufferPointer(rebasing: text[start..<reader.offset]))
    }
    encodeWord(text[wordStart..<text.count], &scratch, into: &output)
  }

  private struct Scratch: ~Copyable {
    var word: [UInt32] = []
    var keys = ByteBuffer(capacity: 256)
    var back = ByteBuffer(capacity: 256)
  }

  private func isWordCharacter(_ codePoint: UInt32) -> Bool {
    codePoint < 0x80 ? method.isKey(UInt8(codePoint)) : VietnameseLetters.place(codePoint) != nil
  }

  private func encodeWord(
    _ bytes: Slice<UnsafeRawBufferPointer>, _ scratch: inout Scratch, into output: inout ByteBuffer
  ) {
    guard !scratch.word.isEmpty else { return }
    defer { scratch.word.removeAll(keepingCapacity: true) }
    let original = UnsafeRawBufferPointer(rebasing: bytes)
    if scratch.word.count <= TypedWord.cap {
      scratch.keys.removeAll()
      scratch.back.removeAll()
      appendKeys(scratch.word, to: &scratch.keys)
      scratch.keys.withBytes { decoder.decode($0, into: &scratch.back) }
      if scratch.back.withBytes({ $0.elementsEqual(original) }) {
        scratch.keys.withBytes { output.append($0) }
        return
      }
    }
    appendEscaped(scratch.word, into: &output)
  }

  /// The keys in the usual order: letter, its quality, its tone.
  private func appendKeys(_ word: [UInt32], to keys: inout ByteBuffer) {
    for codePoint in word {
      guard codePoint >= 0x80, let place = VietnameseLetters.place(codePoint) else {
        keys.append(UInt8(truncatingIfNeeded: codePoint))
        continue
      }
      let isCapital = VietnameseLetters.isCapital(place)
      let (base, quality, tone) =
        place >= 144
        ? (UInt8(ascii: "d"), Quality.stroke, 0)
        : (VowelRow.parts[place / 12].base, VowelRow.parts[place / 12].quality, place % 6)
      keys.append(isCapital ? base - 0x20 : base)
      if let key = method.qualityKey(quality, on: base) {
        keys.append(isCapital && key > 0x60 ? key - 0x20 : key)
      }
      if tone != 0 { keys.append(method.toneKey(tone)) }
    }
  }

  /// Letters of Vietnamese stay as they are; a key that would act is escaped.
  private func appendEscaped(_ word: [UInt32], into output: inout ByteBuffer) {
    var follower = TypedWord(method, style: decoder.style)
    for codePoint in word {
      guard codePoint < 0x80 else {
        follower.removeAll()
        output.append(PackedUTF8(codePoint))
        continue
      }
      let byte = UInt8(codePoint)
      var trial = follower
      trial.add(byte)
      let isPlain =
        trial.count == follower.count + 1 && trial.codePoints.dropLast().elementsEqual(follower.codePoints)
        && trial.codePoints.last == codePoint
      if follower.count < TypedWord.cap, isPlain {
        follower = trial
        output.append(byte)
        continue
      }
      // A word at the cap is followed by plain keys as it is; an escape there starts a new one.
      output.append(UInt8(ascii: "\\"))
      output.append(byte)
      if follower.count >= TypedWord.cap { follower.removeAll() } else { follower.addPlain(byte) }
    }
  }
}
