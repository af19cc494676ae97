// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVietText
internal import VietCore
internal import VietKernels
internal import VietOrthography
internal import VietSegmentation

private final class RestorerHandle: Sendable {
  let restorer: Restorer
  let invalid: InvalidUTF8Policy

  init(_ restorer: Restorer, _ invalid: InvalidUTF8Policy) {
    self.restorer = restorer
    self.invalid = invalid
  }

  func restore(
    _ text: UnsafeRawBufferPointer, _ stream: inout RestorerStream, into result: inout ByteBuffer
  ) throws(Failure) {
    try translating { () throws(MalformedUTF8Error) in
      try stream.rewrite(text, origin: 0, into: &result)
    }
  }
}

private func handle(_ text: UnsafePointer<CChar>?, _ model: UnsafeRawBufferPointer) throws(Failure)
  -> RestorerHandle
{
  var list = OptionList(text)
  let tones: KeyValuePairs<String, ToneMarkStyle> = ["old": .traditional, "new": .modern]
  let tone = try list.choice("tone", tones) ?? .traditional
  let confidence = try list.number("min-confidence", 0...100) ?? 0
  let invalid = try list.choice("invalid", InvalidUTF8Policy.choices) ?? .replace
  try list.expectEnd()
  let chosen = try translating { () throws(ModelError) in
    model.isEmpty ? .builtIn : try RestorationModel(model)
  }
  var restorer = Restorer(model: chosen, tone: tone)
  restorer.minConfidence = Double(confidence) / 100
  return RestorerHandle(restorer, invalid)
}

@c @implementation
public func viet_restorer_new(
  _ options: UnsafePointer<CChar>?, _ model: UnsafeRawPointer?, _ modelLength: Int,
  _ restorer: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    guard let restorer else { throw Failure.missing("the place for the handle") }
    let model = try bytes(model?.assumingMemoryBound(to: CChar.self), modelLength, "model")
    restorer.pointee = retain(try handle(options, model))
  }
}

@c @implementation
public func viet_restorer_free(_ restorer: OpaquePointer?) { release(restorer, as: RestorerHandle.self) }

@c @implementation
public func viet_restore(
  _ restorer: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ textLength: Int,
  _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ length: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(restorer, as: RestorerHandle.self, "restorer")
    let text = try bytes(text, textLength)
    var result = ByteBuffer(capacity: text.count + text.count / 2 + 64)
    var stream = handle.restorer.makeStream(invalid: handle.invalid)
    try handle.restore(text, &stream, into: &result)
    try deliver(result, out, capacity, length)
  }
}

@c @implementation
public func viet_restore_batch(
  _ restorer: OpaquePointer?, _ texts: UnsafePointer<CChar>?, _ offsets: UnsafePointer<Int64>?,
  _ count: Int, _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ outOffsets: UnsafeMutablePointer<Int64>?, _ length: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(restorer, as: RestorerHandle.self, "restorer")
    var stream = handle.restorer.makeStream(invalid: handle.invalid)
    try deliverEach(try TextBatch(texts, offsets, count), out, capacity, outOffsets, length) {
      (text, result) throws(Failure) in
      try handle.restore(text, &stream, into: &result)
    }
  }
}

@c @implementation
public func viet_restore_candidates(
  _ restorer: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ textLength: Int, _ limit: Int,
  _ callback: viet_candidate_callback?, _ context: UnsafeMutableRawPointer?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(restorer, as: RestorerHandle.self, "restorer")
    guard let callback else { throw Failure(.invalidArgument, "the callback is NULL") }
    guard limit > 0 else { throw Failure(.invalidArgument, "limit is a number from 1") }
    let text = try bytes(text, textLength)
    var parts: [Range<Int>] = []
    MalformedUTF8.forEachPart(of: text) { part, isSound in if isSound { parts.append(part) } }
    for part in parts {
      let stretch = UnsafeRawBufferPointer(rebasing: text[part])
      for syllable in handle.restorer.candidates(stretch, limit: limit) {
        try hand(syllable, at: part.lowerBound, to: callback, context)
      }
    }
  }
}

/// Calls `callback` with each spelling of a syllable; `offset` is where the stretch that it was found in starts.
private func hand(
  _ syllable: RestoredSyllable, at offset: Int, to callback: viet_candidate_callback,
  _ context: UnsafeMutableRawPointer?
) throws(Failure) {
  for (rank, candidate) in syllable.candidates.enumerated() {
    let answer = candidate.text.withCString { spelling in
      var given = viet_candidate(
        start: UInt64(offset + syllable.range.lowerBound), end: UInt64(offset + syllable.range.upperBound),
        spelling: spelling, rank: rank, score: candidate.score)
      return callback(context, &given)
    }
    guard answer == 0 else { throw Failure.stopped }
  }
}
