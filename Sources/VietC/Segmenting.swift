// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVietText
internal import VietCore
internal import VietSegmentation

/// What a `viet_segmenter` is.
final class SegmenterHandle: Sendable {
  /// What becomes a token.
  enum Unit: Sendable { case word, syllable, sentence }

  /// The working memory of one call.
  final class Worker: @unchecked Sendable {
    var pipeline: TextPipeline
    init(_ depth: TextPipeline.Depth) { pipeline = TextPipeline(depth) }
  }

  let unit: Unit
  let depth: TextPipeline.Depth
  let workers: Pool<Worker>

  init(_ unit: Unit, _ depth: TextPipeline.Depth) {
    self.unit = unit
    self.depth = depth
    workers = Pool { Worker(depth) }
  }

  /// Calls `body` with the first unit of each token and one past its last.
  @inline(__always)
  func forEachToken<E: Error>(
    _ units: UnsafeBufferPointer<TextUnit>, _ body: (_ first: Int, _ last: Int) throws(E) -> Void
  ) throws(E) {
    let (open, mask): (Bool, TextUnit.Flags) =
      switch unit {
      case .word: (true, .continuesWord)
      case .sentence: (false, .sentenceStart)
      case .syllable: (true, [])
      }
    var first = 0
    while first < units.count {
      var last = first &+ 1
      // A word goes on where the flag is set, a sentence where it isn't.
      while last < units.count, units[last].flags.isDisjoint(with: mask) != open { last &+= 1 }
      try body(first, last)
      first = last
    }
  }

  /// The token of units `first..<last`, `offset` bytes from the start.
  func token(_ units: UnsafeBufferPointer<TextUnit>, _ first: Int, _ last: Int, offset: Int) -> viet_token {
    viet_token(
      start: UInt64(offset &+ Int(units[first].start)), end: UInt64(offset &+ Int(units[last &- 1].end)),
      syllables: unit == .word ? UInt32(last &- first) : 1, kind: kind(units[first]),
      flags: Self.flags(units, first, last))
  }

  @inline(__always)
  func kind(_ unit: TextUnit) -> viet_kind {
    self.unit == .sentence ? viet_kind(VIET_OTHER) : unit.kind.rawValue
  }

  @inline(__always)
  static func flags(_ units: UnsafeBufferPointer<TextUnit>, _ first: Int, _ last: Int) -> UInt8 {
    var result = flags(units[first].flags)
    for i in first &+ 1..<max(last, first &+ 1) where units[i].flags.contains(.malformed) {
      result |= UInt8(VIET_HAS_MALFORMED)
    }
    return result
  }

  static func flags(_ flags: TextUnit.Flags) -> UInt8 {
    (flags.contains(.sentenceStart) ? UInt8(VIET_SENTENCE_START) : 0)
      | (flags.contains(.blankBefore) ? UInt8(VIET_BLANK_BEFORE) : 0)
      | (flags.contains(.newlineBefore) ? UInt8(VIET_NEWLINE_BEFORE) : 0)
      | (flags.contains(.malformed) ? UInt8(VIET_HAS_MALFORMED) : 0)
  }
}

private func segmenter(
  _ text: UnsafePointer<CChar>?, _ lexicon: String?, _ model: UnsafeRawBufferPointer
) throws(Failure) -> SegmenterHandle {
  var list = OptionList(text)
  let units: KeyValuePairs<String, SegmenterHandle.Unit> = [
    "word": .word, "syllable": .syllable, "sentence": .sentence,
  ]
  let unit = try list.choice("unit", units) ?? .word
  let lines: SentenceMarker.Lines = try list.flag("join-lines") ? .areJoined : .endSentences
  try list.expectEnd()
  guard unit == .word || (lexicon == nil && model.isEmpty) else {
    throw Failure(.invalidArgument, "a lexicon and a model are for unit=word")
  }
  switch unit {
  case .syllable: return SegmenterHandle(unit, .syllables)
  case .sentence: return SegmenterHandle(unit, .sentences(lines))
  case .word:
    let segmenter = try translating { () throws(ModelError) in
      var words = Lexicon()
      if let lexicon { try words.add(lines: lexicon) }
      return WordSegmenter(model: model.isEmpty ? .builtIn : try WordModel(model), lexicon: words)
    }
    return SegmenterHandle(unit, .words(lines, segmenter))
  }
}

@c @implementation
public func viet_segmenter_new(
  _ options: UnsafePointer<CChar>?, _ lexicon: UnsafePointer<CChar>?, _ lexiconLength: Int,
  _ model: UnsafeRawPointer?, _ modelLength: Int, _ handle: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    guard let handle else { throw Failure.missing("the place for the handle") }
    let model = try bytes(model?.assumingMemoryBound(to: CChar.self), modelLength, "model")
    handle.pointee = retain(try segmenter(options, try string(lexicon, lexiconLength, "lexicon"), model))
  }
}

@c @implementation
public func viet_segmenter_free(_ segmenter: OpaquePointer?) {
  release(segmenter, as: SegmenterHandle.self)
}

/// Beyond this many bytes a text is cut as a stream, so that memory does not grow with it.
private let wholeLimit = 1 << 20

@c @implementation
public func viet_segment(
  _ segmenter: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ textLength: Int,
  _ callback: viet_token_callback?, _ context: UnsafeMutableRawPointer?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(segmenter, as: SegmenterHandle.self, "segmenter")
    guard let callback else { throw Failure.missing("the callback") }
    let text = try bytes(text, textLength)
    guard text.count <= wholeLimit else {
      let stream = TokenStream(handle)
      try stream.push(text, callback, context)
      return try stream.finish(callback, context)
    }
    try handle.workers.lend { worker throws(Failure) in
      worker.pipeline.run(text)
      try worker.pipeline.units.withUnits { units throws(Failure) in
        try handle.forEachToken(units) { first, last throws(Failure) in
          var token = handle.token(units, first, last, offset: 0)
          guard callback(context, &token) == 0 else { throw .stopped }
        }
      }
    }
  }
}
