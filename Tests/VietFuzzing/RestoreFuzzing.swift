internal import VietCore
internal import VietKernels
internal import VietOrthography
internal import VietSegmentation

/// Restoring puts on nothing but marks and takes none off; candidates stand in order where they say; any chunking.
enum RestoreFuzzing {
  private static let strip: Normalizer = {
    var options = Normalizer.Options()
    options.strip = true
    return Normalizer(options)
  }()

  static func run(_ bytes: UnsafeRawBufferPointer) throws {
    var input = FuzzInput(bytes)
    let choice = input.byte()
    let salt = input.byte()
    var restorer = Restorer(tone: choice & 1 == 0 ? .traditional : .modern)
    restorer.minConfidence = choice & 2 == 0 ? 0 : 0.6
    let mended = ByteBuffer.filled { MalformedUTF8.replace(input.rest, into: &$0) }
    let restored = restore(mended, restorer)
    let (before, after) = (stripped(mended), stripped(restored))
    try demand(before == after, "without marks, the output is the input", "\(mended) \(restored)")
    try demand(restored.withUnsafeBytes { UTF8Validation.isValid($0) }, "valid UTF-8 comes out")
    try mended.withUnsafeBytes { try checkCandidates($0, restorer) }
    try chunk(input.rest, restored, restorer, salt)
    restorer.isInformal = true
    let informal = restore(mended, restorer)
    try demand(informal.withUnsafeBytes { UTF8Validation.isValid($0) }, "valid UTF-8 comes out of chat")
    try chunk(input.rest, informal, restorer, salt)
  }

  private static func restore(_ text: [UInt8], _ restorer: Restorer) -> [UInt8] {
    ByteBuffer.filled { output in text.withUnsafeBytes { restorer.restore($0, into: &output) } }
  }

  private static func stripped(_ text: [UInt8]) -> [UInt8] {
    ByteBuffer.filled { output in text.withUnsafeBytes { strip.normalize($0, into: &output) } }
  }

  private static func checkCandidates(_ text: UnsafeRawBufferPointer, _ restorer: Restorer) throws {
    var end = 0
    for syllable in restorer.candidates(text, limit: 4) {
      let range = syllable.range
      try demand(
        range.lowerBound >= end && range.upperBound <= text.count && !syllable.candidates.isEmpty,
        "candidates stand in order within the text", "\(range)")
      end = range.upperBound
      let scores = syllable.candidates.map(\.score)
      try demand(
        scores == scores.sorted(by: >) && scores.reduce(0, +) <= 1.000_001 && scores.allSatisfy { $0 >= 0 },
        "scores fall and add up to at most 1", "\(scores)")
    }
  }

  private static func chunk(
    _ raw: UnsafeRawBufferPointer, _ whole: [UInt8], _ restorer: Restorer, _ salt: Int
  ) throws {
    let chunked: [UInt8]
    do throws {
      var stream = restorer.makeStream()
      chunked = try ByteBuffer.filled { output in
        try FuzzInput.forEachChunk(of: raw, salt: salt) { piece in
          try stream.consume(piece, into: &output)
        }
        try stream.finish(into: &output)
      }
    } catch { throw BrokenLaw("replace never throws", "\(error)") }
    try demand(chunked == whole, "any chunking of any bytes", "\(chunked) \(whole)")
  }
}
