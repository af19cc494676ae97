public import VietCore
internal import VietOrthography

/// A syllable that may bear marks, and what it may be.
public struct RestoredSyllable: Hashable, Sendable {
  /// One way to spell it.
  public struct Candidate: Hashable, Sendable {
    /// In the case of what was typed, NFC.
    public let text: String
    /// How likely it is beside the others, 0 to 1.
    public let score: Double
  }

  /// Where it stands in the text that was given.
  public let range: UTF8Range<Original>
  /// The likeliest first; never empty.
  public let candidates: [Candidate]
}

extension Restorer {
  /// Returns every syllable of `text`, well-formed UTF-8, that may bear marks, with its `limit` likeliest spellings.
  ///
  /// Complexity: O(*n*).
  public func candidates(_ text: UnsafeRawBufferPointer, limit: Int) -> [RestoredSyllable] {
    var composed = ByteBuffer(capacity: text.count + 16)
    let alignment = Normalizer(.canonical).align(text, into: &composed)
    var scratch = Scratch()
    var result: [RestoredSyllable] = []
    composed.withBytes { bytes in
      var offset = 0
      forEachLine(of: bytes) { line in
        appendCandidates(line, offset, limit, alignment, &scratch, &result)
        offset += line.count
      }
    }
    return result
  }

  /// As ``candidates(_:limit:)-(UnsafeRawBufferPointer,_)``.
  public func candidates(_ text: String, limit: Int) -> [RestoredSyllable] {
    var text = text
    return text.withUTF8 { candidates(UnsafeRawBufferPointer($0), limit: limit) }
  }

  private func appendCandidates(
    _ text: UnsafeRawBufferPointer, _ offset: Int, _ limit: Int, _ alignment: Alignment,
    _ scratch: inout Scratch, _ result: inout [RestoredSyllable]
  ) {
    scratch.line.fill(text, model, &scratch.search)
    guard !scratch.line.spots.isEmpty else { return }
    scratch.search.run(model, keepingEdges: true)
    let scores = RestorationScores(scratch.search)
    for spot in scratch.line.spots {
      let group = Int(scratch.search.sites[Int(spot.site)].group)
      let candidates = scores.ranking(Int(spot.site)).prefix(max(1, limit)).map { candidate, share in
        let bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
          count = spot.letters.write(
            model.token(group + candidate).pattern, tone, to: buffer.baseAddress!)
        }
        return RestoredSyllable.Candidate(text: String(decoding: bytes, as: UTF8.self), score: share)
      }
      result.append(
        RestoredSyllable(
          range: alignment.original(UTF8Range(offset + Int(spot.start), offset + Int(spot.end))),
          candidates: candidates))
    }
  }
}
