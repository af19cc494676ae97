internal import CVietText
internal import VietC

/// The C functions: memory is never written beyond the capacity given, a second call with the room that the first
/// asked for succeeds, and a stream says what the whole says.
enum LibraryFuzzing {
  static func run(_ bytes: UnsafeRawBufferPointer) throws {
    var input = FuzzInput(bytes)
    let choice = input.byte()
    let salt = input.byte()
    switch choice % 6 {
    case 0: try normalize(input.rest, options[salt % options.count], salt)
    case 1: try convert(input.rest, conversions[salt % conversions.count], salt)
    case 2: try segment(input.rest, units[salt % units.count], salt)
    case 3: try analyze(input.rest, salt)
    case 5: try restore(input.rest, salt)
    default: optionText(input.rest)
    }
  }

  private static let options = [
    "", "form=nfd", "form=nfkc repair tone=new", "strip", "fold", "form=none yi=i", "invalid=strict",
    "invalid=pass",
  ]
  private static let conversions = [
    "from=tcvn3", "from=vni", "from=utf-16", "from=viqr", "from=telex keep-foreign",
    "from=utf-8 to=vni unmappable=replace",
    "from=utf-8 to=utf-16", "from=mojibake-utf8", "from=cp1258 to=viscii unmappable=escape",
  ]
  private static let units = ["unit=word", "unit=syllable", "unit=sentence", "unit=word join-lines"]

  private static func normalize(_ text: UnsafeRawBufferPointer, _ options: String, _ salt: Int) throws {
    var normalizer: OpaquePointer?
    try demand(viet_normalizer_new(options, &normalizer, nil).isSuccess, "a normalizer of \(options)")
    defer { viet_normalizer_free(normalizer) }
    try fill(salt) { out, capacity, length in
      viet_normalize(normalizer, text.chars, text.count, out, capacity, length, nil)
    }
  }

  private static func convert(_ text: UnsafeRawBufferPointer, _ options: String, _ salt: Int) throws {
    var converter: OpaquePointer?
    try demand(viet_converter_new(options, &converter, nil).isSuccess, "a converter of \(options)")
    defer { viet_converter_free(converter) }
    try fill(salt) { out, capacity, length in
      viet_convert(converter, text.chars, text.count, out, capacity, length, nil)
    }
    _ = viet_detect(text.chars, text.count, nil)
  }

  private static func restore(_ text: UnsafeRawBufferPointer, _ salt: Int) throws {
    var restorer: OpaquePointer?
    let options = ["", "tone=new", "min-confidence=90", "invalid=pass"][salt % 4]
    try demand(viet_restorer_new(options, nil, 0, &restorer, nil).isSuccess, "a restorer of \(options)")
    defer { viet_restorer_free(restorer) }
    try fill(salt) { out, capacity, length in
      viet_restore(restorer, text.chars, text.count, out, capacity, length, nil)
    }
    var places = Places(count: UInt64(text.count))
    let status = viet_restore_candidates(
      restorer, text.chars, text.count, 1 + salt % 8,
      { context, candidate in
        guard let context, let candidate else { return 1 }
        let places = context.assumingMemoryBound(to: Places.self)
        let isRight =
          candidate.pointee.start < candidate.pointee.end && candidate.pointee.end <= places.pointee.count
          && (candidate.pointee.rank > 0
            ? candidate.pointee.start == places.pointee.last
            : candidate.pointee.start >= places.pointee.last)
        places.pointee.last = candidate.pointee.start
        return isRight ? 0 : 1
      }, &places, nil)
    try demand(status.isSuccess, "spellings stand in the text, in its order")
  }

  /// Where spellings may stand: below `count`, not before `last`.
  private struct Places {
    let count: UInt64
    var last: UInt64 = 0
  }

  /// Calls with too little room, then with what was asked for.
  private static func fill(
    _ salt: Int, _ call: (UnsafeMutablePointer<CChar>?, Int, UnsafeMutablePointer<Int>) -> viet_status
  ) throws {
    var needed = 0
    let small = salt % 16
    let first = UnsafeMutablePointer<CChar>.allocate(capacity: small + 1)
    defer { first.deallocate() }
    first[small] = 0x55
    let status = call(first, small, &needed)
    try demand(first[small] == 0x55, "nothing is written beyond the capacity")
    if status.isSuccess { try demand(needed <= small, "what was written has room") }
    guard status == viet_status(VIET_BUFFER_TOO_SMALL) else { return }
    try demand(needed > small, "too small is smaller than needed", "\(needed) \(small)")
    // Of exactly this size, so that the address sanitizer sees a write beyond the end.
    let second = UnsafeMutablePointer<CChar>.allocate(capacity: needed)
    defer { second.deallocate() }
    var length = 0
    try demand(call(second, needed, &length).isSuccess, "what was asked for is enough")
    try demand(length == needed, "the same length", "\(length) \(needed)")
  }

  private final class Tokens {
    var all: [[UInt64]] = []
    static let collect: viet_token_callback = { context, token in
      guard let context, let token else { return 1 }
      let kind = UInt64(token.pointee.kind)
      Unmanaged<Tokens>.fromOpaque(context).takeUnretainedValue().all.append(
        [token.pointee.start, token.pointee.end, UInt64(token.pointee.syllables), kind])
      return 0
    }
    var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
  }

  private static func segment(_ text: UnsafeRawBufferPointer, _ options: String, _ salt: Int) throws {
    var segmenter: OpaquePointer?
    try demand(
      viet_segmenter_new(options, nil, 0, nil, 0, &segmenter, nil).isSuccess, "a segmenter of \(options)")
    defer { viet_segmenter_free(segmenter) }
    let whole = Tokens()
    let status = viet_segment(segmenter, text.chars, text.count, Tokens.collect, whole.context, nil)
    try demand(status.isSuccess, "any bytes are segmented", "\(status)")
    var end: UInt64 = 0
    for token in whole.all {
      try demand(token[0] >= end && token[1] > token[0], "tokens ascend")
      end = token[1]
    }
    try demand(end <= UInt64(text.count), "tokens lie in the text")
    var stream: OpaquePointer?
    try demand(viet_stream_new(segmenter, &stream, nil).isSuccess, "a stream")
    defer { viet_stream_free(stream) }
    let pieces = Tokens()
    try FuzzInput.forEachChunk(of: text, salt: salt) { chunk in
      let status = viet_stream_push(stream, chunk.chars, chunk.count, Tokens.collect, pieces.context, nil)
      try demand(status.isSuccess, "any chunk is taken", "\(status)")
    }
    try demand(viet_stream_finish(stream, Tokens.collect, pieces.context, nil).isSuccess, "a stream ends")
    try demand(pieces.all == whole.all, "any chunking gives the same tokens")
  }

  private static func analyze(_ text: UnsafeRawBufferPointer, _ salt: Int) throws {
    var analyzer: OpaquePointer?
    let name = ["vi", "vi-syllable", "vi-folded", "whitespace", "keyword"][salt % 5]
    // The text is its own stop words, synonyms and lexicon.
    let lists = salt & 8 != 0 ? text : UnsafeRawBufferPointer(start: nil, count: 0)
    let status = viet_analyzer_new(
      name, lists.chars, lists.count, lists.chars, lists.count, nil, 0, &analyzer, nil)
    guard status.isSuccess else { return }
    defer { viet_analyzer_free(analyzer) }
    for purpose in [VIET_DOCUMENT, VIET_QUERY, VIET_PREFIX_QUERY] {
      let status = viet_analyze(
        analyzer, text.chars, text.count, viet_purpose(purpose), { _, _ in 0 }, nil, nil)
      try demand(status.isSuccess, "any bytes are analysed", "\(status)")
    }
  }

  /// The bytes as options: refused or taken, with a message that ends.
  private static func optionText(_ bytes: UnsafeRawBufferPointer) {
    let text = String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
    var error = viet_error()
    var made: OpaquePointer?
    if viet_normalizer_new(text, &made, &error).isSuccess { viet_normalizer_free(made) }
    if viet_converter_new(text, &made, &error).isSuccess { viet_converter_free(made) }
    if viet_fts_new(text, &made, &error).isSuccess { viet_fts_free(made) }
    let model = salted(bytes)
    if viet_segmenter_new("", bytes.chars, bytes.count, model.chars, model.count, &made, &error).isSuccess {
      viet_segmenter_free(made)
    }
  }

  private static func salted(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes.dropFirst(bytes.count / 2))
  }
}

extension UnsafeRawBufferPointer {
  fileprivate var chars: UnsafePointer<CChar>? { baseAddress?.assumingMemoryBound(to: CChar.self) }
}

extension viet_status {
  fileprivate var isSuccess: Bool { self == 0 }
}
