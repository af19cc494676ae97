// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVietText
internal import VietCore
internal import VietEncodings
internal import VietOrthography

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

private final class ConverterHandle: Sendable {
  let converter: TextConverter
  init(_ converter: TextConverter) { self.converter = converter }
}

private func encoding(_ name: String) throws(Failure) -> TextEncoding {
  guard let encoding = TextEncoding(name: name) else {
    let names = TextEncoding.all.map(\.name).joined(separator: ", ")
    throw Failure(.invalidArgument, "there is no encoding '\(name)' (\(names))")
  }
  return encoding
}

private func converter(_ text: UnsafePointer<CChar>?) throws(Failure) -> TextConverter {
  var list = OptionList(text)
  guard let from = try list.value("from") else {
    throw Failure(.invalidArgument, "the option from=ENCODING is needed")
  }
  let source = try encoding(from)
  let target = try list.value("to").map(encoding) ?? .utf8
  guard target.isWritable else {
    throw Failure(.invalidArgument, "text can be mended from \(target.name), not made into it")
  }
  var options = TextConverter.Options()
  let policies: KeyValuePairs<String, UnmappablePolicy> = [
    "error": .error, "replace": .replace, "escape": .escape, "lower": .lower,
  ]
  options.unmappable = try list.choice("unmappable", policies) ?? options.unmappable
  options.invalid = try list.choice("invalid", InvalidUTF8Policy.choices) ?? options.invalid
  let tones: KeyValuePairs<String, ToneMarkStyle> = ["old": .traditional, "new": .modern]
  options.style = try list.choice("tone", tones) ?? options.style
  options.keepsForeign = try list.flag("keep-foreign")
  try list.expectEnd()
  return TextConverter(from: source, to: target, options: options)
}

@c @implementation
public func viet_converter_new(
  _ options: UnsafePointer<CChar>?, _ handle: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    guard let handle else { throw Failure.missing("the place for the handle") }
    handle.pointee = retain(ConverterHandle(try converter(options)))
  }
}

@c @implementation
public func viet_converter_free(_ converter: OpaquePointer?) {
  release(converter, as: ConverterHandle.self)
}

@c @implementation
public func viet_convert(
  _ converter: OpaquePointer?, _ input: UnsafePointer<CChar>?, _ inputLength: Int,
  _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ length: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let text = try bytes(input, inputLength)
    // UTF-16 is read with state, so each text has a copy of its own.
    var converter = try object(converter, as: ConverterHandle.self, "converter").converter
    var scratch = ByteBuffer()
    var result = ByteBuffer(capacity: text.count + text.count / 2 + 64)
    _ = try translating { () throws(ConversionError) in
      try converter.convert(text, isFirst: true, isLast: true, scratch: &scratch, into: &result)
    }
    try deliver(result, out, capacity, length)
  }
}

/// Names of encodings for C, made once.
private enum EncodingNames {
  nonisolated(unsafe) static let all: [String: UnsafeMutablePointer<CChar>] = {
    var names: [String: UnsafeMutablePointer<CChar>] = [:]
    for name in TextEncoding.all.map(\.name) + ["not-vietnamese", "binary"] { names[name] = strdup(name) }
    return names
  }()
}

@c @implementation
public func viet_detect(
  _ input: UnsafePointer<CChar>?, _ inputLength: Int, _ confidence: UnsafeMutablePointer<Double>?
) -> UnsafePointer<CChar>? {
  let sample = UnsafeRawBufferPointer(start: input, count: input == nil ? 0 : max(inputLength, 0))
  let guess = EncodingDetector().rank(sample)[0]
  confidence?.pointee = guess.confidence
  return UnsafePointer(EncodingNames.all[guess.answer.name])
}
