internal import VietCore
internal import VietKernels
internal import VietOrthography
internal import VietUnicode

/// Normalisation equals ICU byte for byte: each form, each kernel, each chunking, with and without a record.
enum NormalizeFuzzing {
  static func run(_ bytes: UnsafeRawBufferPointer) throws {
    var input = FuzzInput(bytes)
    let form = input.pick(NormalizationForm.allCases)
    let salt = input.byte()
    let mended = ByteBuffer.filled { MalformedUTF8.replace(input.rest, into: &$0) }
    try compareMending(input.rest, mended)
    try compareStream(input.rest, mended, form, salt)
    try withBytes(of: mended) { text in try compare(text, form, salt) }
  }

  private static func withBytes(
    of array: [UInt8], _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    // Of exactly this size, so that the address sanitizer sees a read beyond the end.
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: array.count, alignment: 1)
    defer { copy.deallocate() }
    copy.copyBytes(from: array)
    try body(UnsafeRawBufferPointer(copy))
  }

  private static func compareMending(_ raw: UnsafeRawBufferPointer, _ mended: [UInt8]) throws {
    let reference: [UInt8]
    do throws {
      reference = try ByteBuffer.filled { buffer in
        try ICUDecoding.replaceMalformed(raw, into: &buffer)
      }
    } catch { throw BrokenLaw("ICU decodes any bytes", "\(error)") }
    try demand(mended == reference, "malformed UTF-8 becomes what ICU makes of it", "\(mended) \(reference)")
    try demand(
      UTF8Validation.isValid(raw) == raw.elementsEqual(mended), "valid is what mending leaves alone")
  }

  private static func compare(_ text: UnsafeRawBufferPointer, _ form: NormalizationForm, _ salt: Int)
    throws
  {
    let reference: [UInt8]
    let isNormalized: Bool
    do throws {
      reference = try ByteBuffer.filled { buffer in
        try ICUNormalizing.normalize(text, to: form, into: &buffer)
      }
      isNormalized = try ICUNormalizing.isNormalized(text, in: form)
    } catch { throw BrokenLaw("ICU normalises any text", "\(error)") }
    for kernels in KernelSet.allCases where kernels.isAvailable {
      let normalizer = UnicodeNormalizer(form, kernels: kernels)
      let found = ByteBuffer.filled { normalizer.normalize(text, into: &$0) }
      try demand(
        found == reference, "\(form) with \(kernels.name) is what ICU gives", "\(found) \(reference)")
      try demand(normalizer.isNormalized(text) == isNormalized, "isNormalized with \(kernels.name)")
      var edits = Alignment.Builder()
      let recorded = ByteBuffer.filled { normalizer.normalize(text, into: &$0, recording: &edits) }
      try demand(recorded == reference, "recording changes nothing")
      try AlignmentLaws.check(edits.finish(), from: text, to: recorded)
      var stream = UnicodeNormalizerStream(normalizer)
      let chunked = ByteBuffer.filled { output in
        FuzzInput.forEachChunk(of: text, salt: salt) { stream.consume($0, into: &output) }
        stream.finish(into: &output)
      }
      try demand(chunked == reference, "any chunking of well-formed text", "\(chunked) \(reference)")
    }
  }

  private static func compareStream(
    _ raw: UnsafeRawBufferPointer, _ mended: [UInt8], _ form: NormalizationForm, _ salt: Int
  ) throws {
    let normalizer = Normalizer(Normalizer.Options(form: form))
    let whole = ByteBuffer.filled { output in
      mended.withUnsafeBytes { normalizer.normalize($0, into: &output) }
    }
    let chunked: [UInt8]
    do throws {
      var stream = normalizer.makeStream()
      chunked = try ByteBuffer.filled { output in
        try FuzzInput.forEachChunk(of: raw, salt: salt) { chunk in
          try stream.consume(chunk, into: &output)
        }
        try stream.finish(into: &output)
      }
    } catch { throw BrokenLaw("replace never throws", "\(error)") }
    try demand(chunked == whole, "any chunking of any bytes", "\(chunked) \(whole)")
  }
}

/// What every record of a rewriting must hold.
enum AlignmentLaws {
  /// The edits rebuild the result from the original.
  static func check(_ alignment: Alignment, from original: UnsafeRawBufferPointer, to result: [UInt8])
    throws
  {
    var rebuilt: [UInt8] = []
    var from = 0
    for edit in alignment.edits {
      try demand(
        edit.original.lowerBound >= from && edit.original.upperBound <= original.count
          && edit.normalized.upperBound <= result.count, "edits ascend within the texts")
      rebuilt += original[from..<edit.original.lowerBound]
      try demand(rebuilt.count == edit.normalized.lowerBound, "between edits the texts are the same")
      rebuilt += result[edit.normalized.lowerBound..<edit.normalized.upperBound]
      from = edit.original.upperBound
    }
    rebuilt += original[from...]
    try demand(rebuilt == result, "the edits rebuild the result")
  }
}
