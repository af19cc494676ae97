internal import VietCore
internal import VietKernels
internal import VietOrthography
internal import VietUnicode

/// Repair, tone placement, i and y, strip and fold: valid UTF-8 out, any chunking, the record, idempotent.
enum SpellingFuzzing {
  static func run(_ bytes: UnsafeRawBufferPointer) throws {
    var input = FuzzInput(bytes)
    let choice = input.byte()
    let salt = input.byte()
    var options = Normalizer.Options(form: input.pick(NormalizationForm.allCases.map { $0 } + [nil]))
    options.repair = choice & 1 != 0
    options.tone = [nil, .traditional, .modern][(choice >> 1 & 3) % 3]
    options.yi = [nil, .i, .y][(choice >> 3 & 3) % 3]
    options.strip = choice & 32 != 0
    options.fold = choice & 64 != 0
    let normalizer = Normalizer(options)
    let mended = ByteBuffer.filled { MalformedUTF8.replace(input.rest, into: &$0) }
    try mended.withUnsafeBytes { text in
      let result = ByteBuffer.filled { normalizer.normalize(text, into: &$0) }
      try demand(result.withUnsafeBytes { UTF8Validation.isValid($0) }, "valid UTF-8 comes out")
      var output = ByteBuffer()
      let alignment = normalizer.align(text, into: &output)
      try demand(
        output.array == result, "aligning rewrites the same",
        "\(output.string) \(String(decoding: result, as: UTF8.self))")
      try AlignmentLaws.check(alignment, from: text, to: result)
      if normalizer.isNormalized(text) { try demand(text.elementsEqual(result), "unchanged is unchanged") }
      // A word that repair mended is context for its neighbours in a second run; capitals and marks, which i and y go
      // by, are gone after strip and fold.
      let losesContext = options.yi != nil && (options.strip || options.fold)
      if options.form != nil, !options.repair, !losesContext {
        let again = ByteBuffer.filled { output in
          result.withUnsafeBytes { normalizer.normalize($0, into: &output) }
        }
        try demand(again == result, "spelling is idempotent", "\(options) \(again) \(result)")
      }
    }
    try chunk(input.rest, mended, normalizer, salt)
  }

  private static func chunk(
    _ raw: UnsafeRawBufferPointer, _ mended: [UInt8], _ normalizer: Normalizer, _ salt: Int
  ) throws {
    let whole = ByteBuffer.filled { output in
      mended.withUnsafeBytes { normalizer.normalize($0, into: &output) }
    }
    var stream = normalizer.makeStream()
    let chunked: [UInt8]
    do throws {
      chunked = try ByteBuffer.filled { output in
        try FuzzInput.forEachChunk(of: raw, salt: salt) { piece in
          try stream.consume(piece, into: &output)
        }
        try stream.finish(into: &output)
      }
    } catch { throw BrokenLaw("replace never throws", "\(error)") }
    try demand(chunked == whole, "any chunking of any bytes")
  }
}
