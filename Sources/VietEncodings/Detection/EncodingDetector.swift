internal import VietCore
internal import VietUnicode

/// Tells the encoding of a sample by reading it as each and looking how much of it becomes Vietnamese.
public struct EncodingDetector: Sendable {
  /// Bytes that are looked at; more make the answer no better.
  public static let sampleSize = 1 << 16

  public init() {}

  /// The likeliest answer first, never empty. 200 bytes are enough. Complexity: O(*n*), 15 times over.
  public func rank(_ sample: UnsafeRawBufferPointer) -> [EncodingGuess] {
    let sample = UnsafeRawBufferPointer(rebasing: sample.prefix(Self.sampleSize))
    if let guess = Self.utf16(sample) { return [guess] }
    if Self.isBinary(sample) { return [EncodingGuess(.binary, confidence: 0.99)] }
    if sample.allSatisfy({ $0 < 0x80 && ($0 >= 0x20 || (0x09...0x0D).contains($0)) }) {
      return Self.ascii(sample)
    }
    if Self.isUTF8(sample) { return Self.utf8(sample) }
    return Self.eightBit(sample)
  }

  // MARK: Not eight-bit

  private static func utf16(_ sample: UnsafeRawBufferPointer) -> EncodingGuess? {
    guard sample.count >= 2 else { return nil }
    if (sample[0], sample[1]) == (0xFF, 0xFE) || (sample[0], sample[1]) == (0xFE, 0xFF) {
      return EncodingGuess(.encoding(.utf16), confidence: 0.99)
    }
    // Without a mark: the high bytes of Vietnamese are 00, 01 and 1E.
    let high = stride(from: 1, to: sample.count, by: 2).filter { [0x00, 0x01, 0x1E].contains(sample[$0]) }
      .count
    guard sample.count >= 20, Double(high) > 0.9 * Double(sample.count / 2) else { return nil }
    var text = ByteBuffer(capacity: sample.count * 2)
    var decoder = UTF16Decoder(invalid: .replace)
    let even = UnsafeRawBufferPointer(rebasing: sample.prefix(sample.count & ~1))
    _ = try? decoder.decode(even, isLast: true, into: &text)
    let hasControls = text.withBytes { $0.contains { $0 < 0x20 && !(0x09...0x0D).contains($0) } }
    return hasControls ? nil : EncodingGuess(.encoding(.utf16), confidence: 0.95)
  }

  private static func isBinary(_ sample: UnsafeRawBufferPointer) -> Bool {
    // VISCII, VPS and TCVN 5712 have letters among the controls, but not these.
    let controls = sample.filter {
      $0 == 0 || $0 == 0x07 || $0 == 0x08 || $0 == 0x0E || $0 == 0x0F || $0 == 0x7F
    }
    return sample.contains(0) || controls.count * 50 > sample.count
  }

  /// Well-formed but for characters cut off at the ends.
  private static func isUTF8(_ sample: UnsafeRawBufferPointer) -> Bool {
    let cutOff = sample.prefix(3).prefix { $0 & 0xC0 == 0x80 }.count
    let sample = UnsafeRawBufferPointer(rebasing: sample[cutOff...])
    var reader = UTF8Reader(sample)
    while !reader.isAtEnd {
      let start = reader.offset
      if reader.next() == nil { return start > sample.count - 4 && sample.count > 4 && start > 0 }
    }
    return true
  }

  // MARK: UTF-8 and ASCII

  private static func utf8(_ sample: UnsafeRawBufferPointer) -> [EncodingGuess] {
    let sound = score(sample)
    // Keys and VIQR beside some signs and letters that are not ASCII.
    let typed = ascii(sample, sound: sound.syllables)
    if typed.count > 1 { return typed }
    var guesses: [EncodingGuess] = []
    for kind in MojibakeKind.allCases {
      var mended = ByteBuffer(capacity: sample.count)
      MojibakeMender(kind).mend(sample, into: &mended)
      let after = mended.withBytes { score($0) }
      if after.balance > sound.balance + 2, after.share > 0.6 {
        guesses.append(EncodingGuess(.encoding(.mojibake(kind)), confidence: after.share * 0.99))
      }
    }
    guesses.sort { $0.confidence > $1.confidence }
    // Well-formed UTF-8 by chance is rare, whatever the language.
    return guesses + [EncodingGuess(.encoding(.utf8), confidence: guesses.isEmpty ? 0.99 : 0.3)]
  }

  private static func ascii(_ sample: UnsafeRawBufferPointer, sound: Int = 0) -> [EncodingGuess] {
    var guesses: [EncodingGuess] = []
    for encoding in [TextEncoding.viqr, .typing(.telex), .typing(.vniKeys)] {
      var text = ByteBuffer(capacity: sample.count * 2)
      switch encoding {
      case .viqr: VIQRDecoder().decode(sample, into: &text)
      case .typing(let method): TypingDecoder(method).decode(sample, into: &text)
      default: continue
      }
      let score = text.withBytes { VietnameseScore($0) }
      let words = score.syllables + score.others + score.plain
      // Vietnamese marks about two words in three.
      if score.share > 0.7, score.syllables * 4 > words, score.syllables > sound * 4 {
        guesses.append(EncodingGuess(.encoding(encoding), confidence: score.share * 0.99))
      }
    }
    guesses.sort { $0.confidence > $1.confidence }
    return guesses + [EncodingGuess(.encoding(.utf8), confidence: guesses.isEmpty ? 0.9 : 0.1)]
  }

  // MARK: Eight-bit

  private static func eightBit(_ sample: UnsafeRawBufferPointer) -> [EncodingGuess] {
    var scored: [(LegacyEncoding, VietnameseScore)] = []
    for encoding in LegacyEncoding.allCases {
      var text = ByteBuffer(capacity: sample.count * 2)
      _ = try? LegacyDecoder(encoding, invalid: .replace).decode(sample, into: &text)
      scored.append((encoding, text.withBytes { VietnameseScore($0) }))
    }
    // Stable: TCVN3 stands before TCVN 5712, of which it is a part.
    let best = scored.enumerated().sorted { a, b in
      a.element.1.balance != b.element.1.balance
        ? a.element.1.balance > b.element.1.balance : a.offset < b.offset
    }.map(\.element)
    var guesses = best.filter { $0.1.share > 0.6 && $0.1.syllables > 0 }.map {
      EncodingGuess(.encoding(.legacy($0.0)), confidence: $0.1.share * 0.99)
    }
    guesses.append(EncodingGuess(.notVietnamese, confidence: guesses.isEmpty ? 0.8 : 0.1))
    return guesses
  }

  private static func score(_ text: UnsafeRawBufferPointer) -> VietnameseScore {
    var composed = ByteBuffer(capacity: text.count)
    guard (try? ICUNormalizing.normalize(text, to: .nfc, into: &composed)) != nil else {
      return VietnameseScore(text)
    }
    return composed.withBytes { VietnameseScore($0) }
  }
}
