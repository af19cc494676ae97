internal import VietIndex

/// Counts a phrase of distinct terms in documents that have all of them.
struct PhraseCheck {
  /// Places of the terms, the leader's first.
  let places: [UInt32]
  /// Sum of the weights.
  let weight: Float
  let norms: FieldNorms

  /// Where the positions of the leader and of one other term are read to.
  struct Room: ~Copyable {
    var starts = PositionBuffer()
    var other = PositionBuffer()
  }

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
  func occurrences(
    _ cursors: UnsafeMutablePointer<PostingCursor>, above threshold: Double, _ doc: UInt32,
    _ room: inout Room
  ) -> UInt32 {
    guard let lengths = norms.lengths else { return 0 }
    room.starts.count = 0
    cursors[0].positions(lengths, into: &room.starts)
    let first = room.starts.base
    // Starts of the phrase that are still possible.
    var left = 0
    let place = places[0]
    for i in 0..<room.starts.count where first[i] >= place {
      first[left] = first[i] &- place
      left &+= 1
    }
    for j in 1..<places.count {
      if left == 0 || score(UInt32(truncatingIfNeeded: left), doc) <= threshold { return 0 }
      room.other.count = 0
      cursors[j].positions(lengths, into: &room.other)
      let second = room.other.base
      let count = room.other.count
      let place = places[j]
      var a = 0
      var b = 0
      var kept = 0
      while a < left && b < count {
        let x = first[a]
        let y = second[b]
        let wanted = x &+ place
        // Kept only if equal; written either way, to spare the branch.
        first[kept] = x
        kept &+= wanted == y ? 1 : 0
        a &+= wanted <= y ? 1 : 0
        b &+= y <= wanted ? 1 : 0
      }
      left = kept
    }
    return UInt32(truncatingIfNeeded: left)
  }
}
