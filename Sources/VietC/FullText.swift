// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVietText
internal import VietAnalysis
internal import VietCore

private final class FullTextHandle: Sendable {
  let tokenizer: FullTextTokenizer
  init(_ tokenizer: FullTextTokenizer) { self.tokenizer = tokenizer }
}

@c @implementation
public func viet_fts_new(
  _ options: UnsafePointer<CChar>?, _ fts: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    guard let fts else { throw Failure.missing("the place for the handle") }
    var list = OptionList(options)
    var unit: FullTextTokenizer.Unit?
    for candidate in FullTextTokenizer.Unit.allCases where try list.flag(candidate.rawValue) {
      guard unit == nil else {
        throw Failure(.invalidArgument, "word, syllable and folded exclude each other")
      }
      unit = candidate
    }
    let marks = try list.choice("marks", ["typed": FullTextTokenizer.Marks.typed, "ignored": .ignored])
    try list.expectEnd()
    fts.pointee = retain(FullTextHandle(FullTextTokenizer(unit ?? .syllable, marks: marks ?? .typed)))
  }
}

@c @implementation
public func viet_fts_free(_ fts: OpaquePointer?) { release(fts, as: FullTextHandle.self) }

@c @implementation
public func viet_fts_tokenize(
  _ fts: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ textLength: Int, _ why: viet_purpose,
  _ callback: viet_fts_callback?, _ context: UnsafeMutableRawPointer?,
  _ stopped: UnsafeMutablePointer<Int32>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  stopped?.pointee = 0
  return report(error) { () throws(Failure) in
    let handle = try object(fts, as: FullTextHandle.self, "tokenizer")
    guard let callback else { throw Failure.missing("the callback") }
    let text = try bytes(text, textLength)
    guard text.count <= Int(Int32.max) else { throw Failure(.tooLarge, "the text has 2 GiB or more") }
    var answer: Int32 = 0
    let isWhole = handle.tokenizer.tokenize(text, for: try purpose(why)) { token, start, end, isColocated in
      answer = callback(
        context, isColocated ? Int32(VIET_COLOCATED) : 0,
        token.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(token.count),
        Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: end))
      return answer == 0
    }
    guard isWhole else {
      stopped?.pointee = answer
      throw .stopped
    }
  }
}
