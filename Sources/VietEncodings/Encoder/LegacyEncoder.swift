public import VietCore
internal import VietUnicode

/// Writes UTF-8 in an eight-bit encoding.
public struct LegacyEncoder: Sendable {
  public let encoding: LegacyEncoding
  public let unmappable: UnmappablePolicy
  private let chart: CompiledChart

  public init(_ encoding: LegacyEncoding, unmappable: UnmappablePolicy = .error) {
    self.encoding = encoding
    self.unmappable = unmappable
    chart = encoding.chart
  }

  /// The bytes of `text`, which may be in any normal form.
  ///
  /// - Throws: ``ConversionError`` naming the character, when the policy is `.error`.
  public func encode(_ text: String) throws(ConversionError) -> [UInt8] {
    var text = text
    var output = ByteBuffer(capacity: text.utf8.count)
    let result = text.withUTF8 { bytes in
      Result { () throws(ConversionError) in try encode(UnsafeRawBufferPointer(bytes), into: &output) }
    }
    _ = try result.get()
    return output.array
  }

  /// Appends the bytes of `text` (UTF-8, any normal form) to `output` and returns how many characters it could not write.
  ///
  /// - Throws: ``ConversionError`` with the offset in `text`.
  /// - Complexity: O(*n*).
  @discardableResult
  public func encode(_ text: UnsafeRawBufferPointer, into output: inout ByteBuffer) throws(ConversionError)
    -> Int
  {
    try withComposed(text) { (composed, isSame) throws(ConversionError) in
      do throws(ConversionError) { return try run(composed, into: &output) } catch {
        throw isSame ? error : locate(error, in: text)
      }
    }
  }

  private func run(_ text: UnsafeRawBufferPointer, into output: inout ByteBuffer) throws(ConversionError)
    -> Int
  {
    output.reserve(text.count)
    var reader = UTF8Reader(text)
    var lost = 0
    while !reader.isAtEnd {
      let start = reader.offset
      let codePoint = reader.next()
      if let codePoint, let bytes = lookUp(codePoint) {
        append(bytes, to: &output)
        continue
      }
      guard let codePoint else {
        throw ConversionError(
          .invalidBytes, offset: start, detail: "byte \(byteName(text[start])) is not UTF-8")
      }
      try substitute(codePoint, at: start, into: &output)
      lost += 1
    }
    return lost
  }

  private func lookUp(_ codePoint: UInt32) -> UInt16? {
    guard codePoint < CompiledChart.encodableEnd else { return nil }
    let bytes = chart.bytes[Int(codePoint)]
    return bytes == 0 && codePoint != 0 ? nil : bytes
  }

  private func append(_ bytes: UInt16, to output: inout ByteBuffer) {
    if bytes >= 0x100 { output.append(UInt8(bytes >> 8)) }
    output.append(UInt8(bytes & 0xFF))
  }

  private func substitute(
    _ codePoint: UInt32, at offset: Int, into output: inout ByteBuffer
  ) throws(ConversionError) {
    switch unmappable {
    case .error:
      let character = Unicode.Scalar(codePoint).map { "\($0) " } ?? ""
      throw ConversionError(
        .unmappable, offset: offset,
        detail: "\(character)(\(codePointName(codePoint))) is not in \(encoding.rawValue)")
    case .escape: output.append("\\u{\(String(codePoint, radix: 16, uppercase: true))}")
    case .replace: output.append(UInt8(ascii: "?"))
    case .lower:
      if let place = VietnameseLetters.place(codePoint),
        let bytes = lookUp(VietnameseLetters.codePoints[VietnameseLetters.small(place)])
      {
        append(bytes, to: &output)
      } else {
        output.append(UInt8(ascii: "?"))
      }
    }
  }

  /// Finds in `text` what stands at a place of its composed form. Only on the way to an error.
  private func locate(_ error: ConversionError, in text: UnsafeRawBufferPointer) -> ConversionError {
    // A letter and the combining marks after it compose alone.
    var composed = ByteBuffer(capacity: 256)
    var start = 0
    var composedCount = 0
    while start < text.count {
      let run = Self.cluster(text, from: start)
      composed.removeAll()
      guard (try? ICUNormalizing.normalize(run, to: .nfc, into: &composed)) != nil else { break }
      composedCount += composed.count
      if composedCount > error.offset { break }
      start += run.count
    }
    return ConversionError(error.code, offset: min(start, text.count), detail: error.detail)
  }

  /// The code point at `start` with the combining diacritics (U+0300 to U+036F) after it.
  private static func cluster(_ text: UnsafeRawBufferPointer, from start: Int) -> UnsafeRawBufferPointer {
    let rest = UnsafeRawBufferPointer(rebasing: text[start...])
    var reader = UTF8Reader(rest)
    _ = reader.next()
    while true {
      let end = reader.offset
      guard !reader.isAtEnd, let next = reader.next(), (0x300...0x36F).contains(next) else {
        return UnsafeRawBufferPointer(rebasing: rest[..<end])
      }
    }
  }
}
