internal import VietCore
internal import VietEncodings
internal import VietKernels
internal import VietOrthography
internal import VietUnicode

/// Any bytes read as any encoding; any text written in any; what people type.
enum ConversionFuzzing {
  static func decode(_ bytes: UnsafeRawBufferPointer) throws {
    var input = FuzzInput(bytes)
    let source = input.pick(TextEncoding.all)
    let salt = input.byte() | 1
    var options = TextConverter.Options()
    options.unmappable = .replace
    let whole = try convert(input.rest, source, .utf8, options).bytes
    try demand(isValid(whole), "\(source.name) gives valid UTF-8", "\(whole)")
    let chunked = try convert(input.rest, source, .utf8, options, salt: salt).bytes
    try demand(chunked == whole, "any chunking of \(source.name)", "\(chunked) \(whole)")
    // From everything to everything, by way of the text.
    let target = TextEncoding.all[salt % TextEncoding.all.count]
    if target.isWritable { _ = try convert(input.rest, source, target, options) }
    options.invalid = .pass
    _ = try convert(input.rest, source, .utf8, options)
    options.invalid = .strict
    do { _ = try convert(input.rest, source, .utf8, options) } catch let error as ConversionError {
      try demand((0...input.rest.count).contains(error.offset), "an error lies in the input", "\(error)")
    }
  }

  static func encode(_ bytes: UnsafeRawBufferPointer) throws {
    var input = FuzzInput(bytes)
    let target = input.pick(TextEncoding.all.filter(\.isWritable))
    var options = TextConverter.Options()
    options.unmappable = input.pick(UnmappablePolicy.allCases)
    options.style = input.pick(ToneMarkStyle.allCases)
    let written: (bytes: [UInt8], losses: TextConverter.Losses)
    do { written = try convert(input.rest, .utf8, target, options) } catch let error as ConversionError {
      try demand(options.unmappable == .error, "only `error` fails", "\(target.name) \(error)")
      try demand((0...input.rest.count).contains(error.offset), "an error lies in the input", "\(error)")
      return
    }
    // Nothing was lost, so reading gives the text back. A byte order mark is none of the text.
    guard options.unmappable == .error, written.losses.malformed == 0, !hasMark(input.rest) else { return }
    switch target {
    case .legacy, .utf16: try demandBack(written.bytes, input.rest, target, options)
    default: break
    }
  }

  static func detect(_ bytes: UnsafeRawBufferPointer) throws {
    let guesses = EncodingDetector().rank(bytes)
    try demand(!guesses.isEmpty, "there is always an answer")
    for guess in guesses {
      try demand((0...1).contains(guess.confidence), "confidence from 0 to 1", "\(guess)")
    }
  }

  /// Keys, and VIQR, which must come back as it was written.
  static func type(_ bytes: UnsafeRawBufferPointer) throws {
    var input = FuzzInput(bytes)
    var options = TextConverter.Options()
    options.keepsForeign = input.byte() & 1 != 0
    options.style = input.pick(ToneMarkStyle.allCases)
    let source = input.pick([TextEncoding.viqr, .typing(.telex), .typing(.vniKeys)])
    let read = try convert(input.rest, source, .utf8, options).bytes
    guard UTF8Validation.isValid(input.rest) else { return }
    try demand(isValid(read), "\(source.name) gives valid UTF-8", "\(read)")
    let written = try convert(input.rest, .utf8, source, options).bytes
    if source == .viqr, !hasMark(input.rest) { try demandBack(written, input.rest, source, options) }
  }

  private static func demandBack(
    _ written: [UInt8], _ text: UnsafeRawBufferPointer, _ encoding: TextEncoding,
    _ options: TextConverter.Options
  ) throws {
    let back = try written.withUnsafeBytes { try convert($0, encoding, .utf8, options).bytes }
    let wanted = composed(text)
    let found = back.withUnsafeBytes { composed($0) }
    try demand(found == wanted, "\(encoding.name) gives the text back", "\(found) \(wanted)")
  }

  private static func composed(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    ByteBuffer.filled { UnicodeNormalizer(.nfc).normalize(text, into: &$0) }
  }

  private static func isValid(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { UTF8Validation.isValid($0) }
  }

  private static func hasMark(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.starts(with: [0xEF, 0xBB, 0xBF])
  }

  /// Converts all at once, or with a `salt` in pieces cut where the converter says, as the command line does.
  private static func convert(
    _ bytes: UnsafeRawBufferPointer, _ source: TextEncoding, _ target: TextEncoding,
    _ options: TextConverter.Options, salt: Int? = nil
  ) throws -> (bytes: [UInt8], losses: TextConverter.Losses) {
    var converter = TextConverter(from: source, to: target, options: options)
    var scratch = ByteBuffer()
    var losses = TextConverter.Losses()
    var isFirst = true
    var held: [UInt8] = []
    var output = ByteBuffer()
    func step(_ end: Int, isLast: Bool) throws {
      let piece = Array(held[..<end])
      losses += try piece.withUnsafeBytes {
        try converter.convert($0, isFirst: isFirst, isLast: isLast, scratch: &scratch, into: &output)
      }
      if end > 0 { isFirst = false }
      held.removeFirst(end)
    }
    if let salt {
      try FuzzInput.forEachChunk(of: bytes, salt: salt) { chunk in
        held += chunk
        let end = held.withUnsafeBytes { converter.cut($0) }
        if end > 0 { try step(end, isLast: false) }
      }
    } else {
      held = Array(bytes)
    }
    try step(held.count, isLast: true)
    return (output.array, losses)
  }
}
