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

  /// A bound of ``contribution(_:tier:_:)`` where no impact is above `step`.
  func bound(_ step: UInt8, tier: UInt8) -> Float {
    // One step up covers the rounding of the multiplications.
    scaled(Impact.bound(step, old: oldAverage, new: average), tier: tier) * 1.00001
  }
}
