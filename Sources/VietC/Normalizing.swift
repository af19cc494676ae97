// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVietText
internal import VietCore
internal import VietOrthography
internal import VietUnicode

private final class NormalizerHandle: Sendable {
  let normalizer: Normalizer
  let invalid: InvalidUTF8Policy

  init(_ normalizer: Normalizer, _ invalid: InvalidUTF8Policy) {
    self.normalizer = normalizer
    self.invalid = invalid
  }

  static let folding = NormalizerHandle(Normalizer(.search), .replace)

  func normalize(_ text: UnsafeRawBufferPointer) throws(Failure) -> ByteBuffer {
    var result = ByteBuffer(capacity: text.count + text.count / 8 + 64)
    var stream = normalizer.makeStream(invalid: invalid)
    try rewrite(text, &stream, into: &result)
    return result
  }

  func rewrite(
    _ text: UnsafeRawBufferPointer, _ stream: inout NormalizerStream, into result: inout ByteBuffer
  ) throws(Failure) {
    try translating { () throws(MalformedUTF8Error) in
      try stream.rewrite(text, origin: 0, into: &result)
    }
  }
}

private func options(_ text: UnsafePointer<CChar>?) throws(Failure) -> NormalizerHandle {
  var list = OptionList(text)
  var options = Normalizer.Options()
  let forms: KeyValuePairs<String, NormalizationForm?> = [
    "nfc": .nfc, "nfd": .nfd, "nfkc": .nfkc, "nfkd": .nfkd, "none": nil,
  ]
  if let form = try list.choice("form", forms) { options.form = form }
  let tones: KeyValuePairs<String, ToneMarkStyle?> = ["keep": nil, "new": .modern, "old": .traditional]
  if let tone = try list.choice("tone", tones) { options.tone = tone }
  let letters: KeyValuePairs<String, YiLetter?> = ["keep": nil, "i": .i, "y": .y]
  if let yi = try list.choice("yi", letters) { options.yi = yi }
  options.repair = try list.flag("repair")
  options.strip = try list.flag("strip")
  options.fold = try list.flag("fold")
  let invalid = try list.choice("invalid", InvalidUTF8Policy.choices) ?? .replace
  try list.expectEnd()
  return NormalizerHandle(Normalizer(options), invalid)
}

@c @implementation
public func viet_normalizer_new(
  _ optionText: UnsafePointer<CChar>?, _ normalizer: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    guard let normalizer else { throw Failure.missing("the place for the handle") }
    normalizer.pointee = retain(try options(optionText))
  }
}

@c @implementation
public func viet_normalizer_free(_ normalizer: OpaquePointer?) {
  release(normalizer, as: NormalizerHandle.self)
}

@c @implementation
public func viet_normalize(
  _ normalizer: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ textLength: Int,
  _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ length: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(normalizer, as: NormalizerHandle.self, "normalizer")
    try deliver(try handle.normalize(try bytes(text, textLength)), out, capacity, length)
  }
}

@c @implementation
public func viet_fold(
  _ text: UnsafePointer<CChar>?, _ textLength: Int, _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ length: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    try deliver(
      try NormalizerHandle.folding.normalize(try bytes(text, textLength)), out, capacity, length)
  }
}

@c @implementation
public func viet_normalize_batch(
  _ normalizer: OpaquePointer?, _ texts: UnsafePointer<CChar>?, _ offsets: UnsafePointer<Int64>?,
  _ count: Int, _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ outOffsets: UnsafeMutablePointer<Int64>?, _ length: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(normalizer, as: NormalizerHandle.self, "normalizer")
    var stream = handle.normalizer.makeStream(invalid: handle.invalid)
    try deliverEach(try TextBatch(texts, offsets, count), out, capacity, outOffsets, length) {
      (text, result) throws(Failure) in
      try handle.rewrite(text, &stream, into: &result)
    }
  }
}
