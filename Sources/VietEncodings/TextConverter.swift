public import VietCore
internal import VietKernels
public import VietOrthography

/// Rewrites text from one encoding to another by way of UTF-8, NFC where the source is not UTF-8.
public struct TextConverter: Sendable {
  public struct Options: Hashable, Sendable {
    /// What becomes of bytes that the source encoding does not have.
    public var invalid: InvalidUTF8Policy = .replace
    /// What becomes of characters that the target encoding does not have.
    public var unmappable: UnmappablePolicy = .error
    /// Typed words that come out as no Vietnamese syllable stay as typed.
    public var keepsForeign = false
    /// Where typed words get their tone mark in open rimes.
    public var style: ToneMarkStyle = .traditional

    public init() {}
  }

  /// What could not be kept.
  public struct Losses: Hashable, Sendable {
    /// Source bytes that meant nothing.
    public var malformed = 0
    /// Characters that the target does not have.
    public var unmappable = 0
    /// Lines that were mended.
    public var mended = 0

    public init() {}

    public static func += (a: inout Losses, b: Losses) {
      a.malformed += b.malformed
      a.unmappable += b.unmappable
      a.mended += b.mended
    }
  }

  public let source: TextEncoding
  public let target: TextEncoding
  public let options: Options
  private var utf16: UTF16Decoder

  public init(from source: TextEncoding, to target: TextEncoding, options: Options = Options()) {
    precondition(target.isWritable, "mojibake can be read only")
    self.source = source
    self.target = target
    self.options = options
    utf16 = UTF16Decoder(invalid: options.invalid)
  }

  /// Whether parts of a text can be converted by different copies at the same time.
  public var isParallel: Bool { source != .utf16 }

  /// How many bytes from the start of `bytes` may be converted without those that follow; 0 for none.
  ///
  /// After the last newline; where there is none in a megabyte, between two letters.
  public func cut(_ bytes: UnsafeRawBufferPointer) -> Int {
    if source == .utf16 { return bytes.count }
    if let newline = bytes.lastIndex(of: 0x0A) { return newline + 1 }
    guard bytes.count > 1 << 20 else { return 0 }
    var end = bytes.count - 1
    switch source {
    case .legacy(let encoding):
      let decoder = LegacyDecoder(encoding)
      while end > 0, !decoder.isBoundary(before: bytes[end]) { end -= 1 }
    case .viqr, .typing:
      while end > 0, bytes[end] != 0x20 { end -= 1 }
      guard end == 0 else { break }
      // No blank in a megabyte: then between two characters.
      end = bytes.count - 1
      while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    case .utf8, .utf16, .mojibake: while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    }
    return end > 0 ? end : bytes.count
  }

  /// Appends the converted `bytes` to `output`.
  ///
  /// - Parameter scratch: reused between calls, so that nothing is allocated.
  /// - Throws: ``ConversionError`` with the offset in `bytes` (for typed and mended text: of its line).
  /// - Complexity: O(*n*).
  public mutating func convert(
    _ bytes: UnsafeRawBufferPointer, isFirst: Bool, isLast: Bool, scratch: inout ByteBuffer,
    into output: inout ByteBuffer
  ) throws(ConversionError) -> Losses {
    if target == .utf8 { return try decode(bytes, isFirst: isFirst, isLast: isLast, into: &output) }
    scratch.removeAll()
    var losses = try decode(bytes, isFirst: isFirst, isLast: isLast, into: &scratch)
    let text = UnsafeRawBufferPointer(start: scratch.base, count: scratch.count)
    do { losses.unmappable += try encode(text, isFirst: isFirst, into: &output) } catch {
      throw ConversionError(
        error.code, offset: sourceOffset(of: error.offset, text, bytes), detail: error.detail)
    }
    return losses
  }

  // MARK: Source

  private mutating func decode(
    _ bytes: UnsafeRawBufferPointer, isFirst: Bool, isLast: Bool, into text: inout ByteBuffer
  ) throws(ConversionError) -> Losses {
    var losses = Losses()
    switch source {
    case .utf8: losses.malformed += try decodeUTF8(bytes, isFirst: isFirst, into: &text)
    case .utf16: losses.malformed += try utf16.decode(bytes, isLast: isLast, into: &text)
    case .legacy(let encoding):
      losses.malformed += try LegacyDecoder(encoding, invalid: options.invalid).decode(bytes, into: &text)
    case .viqr, .typing, .mojibake: losses += try decodeWritten(bytes, into: &text)
    }
    return losses
  }

  /// Reads what is itself UTF-8 text, with marks spelled out in other characters.
  private func decodeWritten(
    _ bytes: UnsafeRawBufferPointer, into text: inout ByteBuffer
  ) throws(ConversionError) -> Losses {
    var losses = Losses()
    if options.invalid != .pass, !UTF8Validation.isValid(bytes) {
      var sound = ByteBuffer(capacity: bytes.count)
      losses.malformed = try decodeUTF8(bytes, isFirst: false, into: &sound)
      losses.mended = sound.withBytes { rewriteWritten($0, into: &text) }
    } else {
      losses.mended = rewriteWritten(bytes, into: &text)
    }
    return losses
  }

  /// Returns how many lines were mended.
  private func rewriteWritten(_ bytes: UnsafeRawBufferPointer, into text: inout ByteBuffer) -> Int {
    switch source {
    case .typing(let method):
      TypingDecoder(method, style: options.style, keepsForeign: options.keepsForeign).decode(
        bytes, into: &text)
    case .mojibake(let kind): return MojibakeMender(kind).mend(bytes, into: &text)
    default: VIQRDecoder().decode(bytes, into: &text)
    }
    return 0
  }

  private func decodeUTF8(
    _ bytes: UnsafeRawBufferPointer, isFirst: Bool, into text: inout ByteBuffer
  ) throws(ConversionError) -> Int {
    var bytes = bytes
    // A byte order mark says what UTF-8 is; no other encoding has the character.
    if isFirst, target != .utf8, bytes.count >= 3, (bytes[0], bytes[1], bytes[2]) == (0xEF, 0xBB, 0xBF) {
      bytes = UnsafeRawBufferPointer(rebasing: bytes[3...])
    }
    if options.invalid == .pass {
      text.append(bytes)
      return 0
    }
    if options.invalid == .strict {
      do { try MalformedUTF8.check(bytes) } catch {
        throw ConversionError(.invalidBytes, offset: error.offset, detail: error.description)
      }
      text.append(bytes)
      return 0
    }
    return MalformedUTF8.replace(bytes, into: &text)
  }

  // MARK: Target

  private func encode(
    _ text: UnsafeRawBufferPointer, isFirst: Bool, into output: inout ByteBuffer
  ) throws(ConversionError) -> Int {
    switch target {
    case .utf8, .mojibake: output.append(text)
    case .utf16:
      var encoder = isFirst ? UTF16Encoder() : .continuing
      try encoder.encode(text, into: &output)
    case .legacy(let encoding):
      return try LegacyEncoder(encoding, unmappable: options.unmappable).encode(text, into: &output)
    case .viqr: withComposed(text) { text, _ in VIQREncoder().encode(text, into: &output) }
    case .typing(let method):
      let encoder = TypingEncoder(method, style: options.style)
      withComposed(text) { text, _ in encoder.encode(text, into: &output) }
    }
    return 0
  }

  /// Where in the source stands what became the byte at `offset` of the text. Only on the way to an error.
  private func sourceOffset(
    of offset: Int, _ text: UnsafeRawBufferPointer, _ bytes: UnsafeRawBufferPointer
  ) -> Int {
    switch source {
    case .utf8: return offset + (text.count < bytes.count ? bytes.count - text.count : 0)
    case .utf16: return UTF8Reader.utf16Length(UnsafeRawBufferPointer(rebasing: text[..<offset])) * 2
    case .legacy(let encoding):
      let decoder = LegacyDecoder(encoding, invalid: options.invalid)
      guard let aligned = try? decoder.decode(Array(bytes)) else { return 0 }
      return aligned.alignment.original(UTF8Range(offset, offset + 1)).lowerBound
    case .viqr, .typing, .mojibake:
      var newlines = text[..<offset].count(where: { $0 == 0x0A })
      var place = 0
      while newlines > 0, let newline = bytes[place...].firstIndex(of: 0x0A) {
        place = newline + 1
        newlines -= 1
      }
      return place
    }
  }
}
