internal import VietCore
internal import VietKernels
internal import VietSegmentation

/// Restores pieces of one file, or writes what their syllables may be.
final class RestoreWorker: PieceWorker {
  private let restorer: Restorer
  private let limit: Int?
  private let invalid: InvalidUTF8Policy
  private let file: String
  private var stream: RestorerStream
  private var replaced = 0

  /// `candidates`: how many a syllable; `nil` to restore.
  init(_ restorer: Restorer, candidates: Int?, invalid: InvalidUTF8Policy, file: String) {
    self.restorer = restorer
    self.invalid = invalid
    self.file = file
    limit = candidates
    stream = restorer.makeStream(invalid: invalid)
  }

  var replacements: Int { stream.replacements + replaced }

  func work(_ piece: Piece, into output: inout ByteBuffer) throws {
    if let limit { return try writeCandidates(piece, limit, into: &output) }
    do { try stream.rewrite(piece.bytes, origin: piece.offset, into: &output) } catch {
      throw CommandError(malformed: error, file: file)
    }
  }

  /// Malformed bytes bound a stretch: no syllable goes across them, and offsets are those of the input.
  private func writeCandidates(_ piece: Piece, _ limit: Int, into output: inout ByteBuffer) throws {
    let bytes = piece.bytes
    if invalid == .strict, case let sound = UTF8Validation.validPrefix(bytes), sound < bytes.count {
      throw CommandError(
        malformed: MalformedUTF8Error(offset: piece.offset + sound, byte: bytes[sound]), file: file)
    }
    var json = JSONWriter()
    MalformedUTF8.forEachPart(of: bytes) { part, isSound in
      guard isSound else {
        if invalid == .replace { replaced += 1 }
        return
      }
      let stretch = UnsafeRawBufferPointer(rebasing: bytes[part])
      for syllable in restorer.candidates(stretch, limit: limit) {
        write(syllable, stretch, piece.offset + part.lowerBound, &json, &output)
      }
    }
  }

  private func write(
    _ syllable: RestoredSyllable, _ text: UnsafeRawBufferPointer, _ offset: Int, _ json: inout JSONWriter,
    _ output: inout ByteBuffer
  ) {
    let (start, end) = (syllable.range.lowerBound, syllable.range.upperBound)
    json.reset()
    json.beginObject(&output)
    json.key("start", &output)
    json.number(offset + start, &output)
    json.key("end", &output)
    json.number(offset + end, &output)
    json.key("text", &output)
    json.string(UnsafeRawBufferPointer(rebasing: text[start..<end]), &output)
    json.key("candidates", &output)
    json.beginArray(&output)
    for candidate in syllable.candidates {
      json.beginObject(&output)
      json.key("text", &output)
      json.string(candidate.text, &output)
      json.key("score", &output)
      json.number((candidate.score * 10_000).rounded() / 10_000, &output)
      json.endObject(&output)
    }
    json.endArray(&output)
    json.endObject(&output)
    output.append(0x0A)
  }
}
