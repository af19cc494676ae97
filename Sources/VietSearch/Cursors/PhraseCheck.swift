internal import VietIndex

/// Counts a phrase of distinct terms in documents that have all of them.
struct PhraseCheck {
  /// Places of the terms, the leader's first.
  let places: [UInt32]
  /// Sum of the weights.
  let weight: Float
  let norms: FieldNorms

  init(places: [UInt32], weight: Float, norms: FieldNorms) {
    self.places = places
    self.weight = weight
    self.norms = norms
  }

  @inline(__always)
  func score(_ frequency: UInt32, _ doc: UInt32) -> Double {
    let tf = Float(frequency)
    return Double(weight * (tf / (tf + norms.saturation(doc))))
  }

  /// Writes what documents would score if the phrase stood in them as often as `frequencies` say.
  func scores(
    _ docs: UnsafePointer<UInt32>, _ frequencies: UnsafePointer<UInt32>, count: Int,
    into out: UnsafeMutablePointer<Float>
  ) {
    norms.saturations(docs, count: count, into: out)
    let weight = weight
    for i in 0..<count {
      let tf = Float(frequencies[i])
      out[i] = weight * (tf / (tf + out[i]))
    }
  }

  /// How often the phrase stands in the document at which all cursors stand; 0 where it is not often enough to score
  /// above `threshold`.
  @inline(__always)
  func occurrences(
    _ cursors: UnsafeMutablePointer<PostingCursor>, above threshold: Double, _ doc: UInt32,
    _ marks: inout PhraseMarks
  ) -> UInt32 {
    guard let lengths = norms.lengths else { return 0 }
    marks.begin(length: lengths[doc])
    var left = cursors[0].positions(lengths, into: marks.positions)
    marks.put(left, place: places[0])
    for j in 1..<places.count {
      if left == 0 || score(UInt32(truncatingIfNeeded: left), doc) <= threshold { return 0 }
      let count = cursors[j].positions(lengths, into: marks.positions)
      left = marks.move(count, place: places[j], number: j)
    }
    return UInt32(truncatingIfNeeded: left)
  }
}
