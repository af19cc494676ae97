// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVietText
internal import VietCore
internal import VietSegmentation

/// What a `viet_stream` is: one text that arrives in pieces.
final class TokenStream: @unchecked Sendable {
  private let handle: SegmenterHandle
  private var cutter: SentenceCutter
  /// Syllables need no sentences, and are told sooner.
  private let syllables: SyllableStream?
  private var isStopped = false

  init(_ handle: SegmenterHandle) {
    self.handle = handle
    cutter = SentenceCutter(handle.depth)
    syllables = handle.unit == .syllable ? SyllableSegmenter().makeStream() : nil
  }

  func push(
    _ text: UnsafeRawBufferPointer, _ callback: viet_token_callback, _ context: UnsafeMutableRawPointer?
  ) throws(Failure) {
    try run(callback, context) { onUnits, onSyllable in
      let chunk = Span<UInt8>(_unsafeElements: text.bindMemory(to: UInt8.self))
      if let syllables {
        try syllables.consume(chunk, emit: onSyllable)
      } else {
        try cutter.consume(chunk, onUnits)
      }
    }
  }

  func finish(_ callback: viet_token_callback, _ context: UnsafeMutableRawPointer?) throws(Failure) {
    try run(callback, context) { onUnits, onSyllable in
      if let syllables { try syllables.finish(emit: onSyllable) } else { try cutter.finish(onUnits) }
    }
  }

  private func run(
    _ callback: viet_token_callback, _ context: UnsafeMutableRawPointer?,
    _ body: (SentenceCutter.Body, (TextToken) throws -> Void) throws -> Void
  ) throws(Failure) {
    guard !isStopped else { throw Failure(.invalidArgument, "the stream was stopped (free it)") }
    do {
      try body(
        { units, offset in
          try handle.forEachToken(units) { first, last throws(Failure) in
            var token = handle.token(units, first, last, offset: offset)
            guard callback(context, &token) == 0 else { throw .stopped }
          }
        },
        { syllable in
          // Where nothing looks for sentences, lines are they.
          let isFirst = syllable.flags.contains(.newlineBefore)
          var token = viet_token(
            start: UInt64(syllable.range.lowerBound), end: UInt64(syllable.range.upperBound), syllables: 1,
            kind: syllable.kind.rawValue,
            flags: SegmenterHandle.flags(isFirst ? syllable.flags.union(.sentenceStart) : syllable.flags))
          guard callback(context, &token) == 0 else { throw Failure.stopped }
        })
    } catch {
      isStopped = true
      throw .stopped
    }
  }
}

@c @implementation
public func viet_stream_new(
  _ segmenter: OpaquePointer?, _ stream: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    guard let stream else { throw Failure.missing("the place for the handle") }
    stream.pointee = retain(
      TokenStream(try object(segmenter, as: SegmenterHandle.self, "segmenter")))
  }
}

@c @implementation
public func viet_stream_free(_ stream: OpaquePointer?) { release(stream, as: TokenStream.self) }

@c @implementation
public func viet_stream_push(
  _ stream: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ textLength: Int,
  _ callback: viet_token_callback?, _ context: UnsafeMutableRawPointer?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let stream = try object(stream, as: TokenStream.self, "stream")
    guard let callback else { throw Failure.missing("the callback") }
    try stream.push(try bytes(text, textLength), callback, context)
  }
}

@c @implementation
public func viet_stream_finish(
  _ stream: OpaquePointer?, _ callback: viet_token_callback?, _ context: UnsafeMutableRawPointer?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let stream = try object(stream, as: TokenStream.self, "stream")
    guard let callback else { throw Failure.missing("the callback") }
    try stream.finish(callback, context)
  }
}
