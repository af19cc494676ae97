internal import VietIndex

/// One query term in one part: the lists of its spellings, and how they count.
struct TermGroup {
  struct Member {
    var list: PostingList
    /// 0 the typed spelling or one of those that count alike, 1 spellings that add marks, 2 others.
    var tier: UInt8
  }

  var members: [Member]
  /// Boost times idf of the folded form.
  var weight: Float
  /// Whether spellings count by tier; else their frequencies are added up.
  var isTiered: Bool
  var tiers: TierWeights
  var norms: FieldNorms
  /// Average lengths for which the impacts were made, and that of the snapshot.
  var oldAverage: Float
  var average: Float

  var cost: Int { members.reduce(0) { $0 + $1.list.documents } }

  /// What the group adds to a score for the frequency `tf` of the spellings of `tier`.
  @inline(__always)
  func contribution(_ tf: Float, tier: UInt8, _ doc: UInt32) -> Float {
    scaled(tf / (tf + norms.saturation(doc)), tier: tier)
  }

  /// The contribution for `part`, which is tf / (tf + K).
  @inline(__always)
  func scaled(_ part: Float, tier: UInt8) -> Float {
    let line = tiers[tier]
    return line.base + line.slope * part
  }

  /// Writes what documents with these frequencies get, as ``contribution(_:tier:_:)``, to `out`.
  @inline(__always)
  func contributions(
    _ docs: UnsafePointer<UInt32>, _ frequencies: UnsafePointer<UInt32>, count: Int, tier: UInt8,
    into out: UnsafeMutablePointer<Float>
  ) {
    norms.saturations(docs, count: count, into: out)
    let line = tiers[tier]
    for i in 0..<count {
      let tf = Float(frequencies[i])
      out[i] = line.base + line.slope * (tf / (tf + out[i]))
    }
  }

  /// A bound of tf / (tf + K) where no impact is above `step`.
  func share(_ step: UInt8) -> Float { Impact.bound(step, old: oldAverage, new: average) }

  /// A bound of ``contribution(_:tier:_:)`` where no impact is above `step`.
  func bound(_ step: UInt8, tier: UInt8) -> Float {
    // One step up covers the rounding of the multiplications.
    scaled(share(step), tier: tier) * 1.00001
  }
}
