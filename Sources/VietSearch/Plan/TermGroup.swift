internal import VietIndex

/// One query term in one part: the lists of its spellings, and how they count.
struct TermGroup {
  struct Member {
    var list: PostingList
    /// 0 the typed spelling or one of those that count alike, 1 spellings that add marks, 2 others.
    var tier: UInt8
  }

  var members: [Member]
  /// Boost times idf.
  var weight: Float
  /// Whether spellings count by tier; else their frequencies are added up.
  var isTiered: Bool
  var norms: FieldNorms
  /// Average lengths for which the impacts were made, and that of the snapshot.
  var oldAverage: Float
  var average: Float

  var cost: Int { members.reduce(0) { $0 + $1.list.documents } }

  /// What the group adds to a score for the frequency `tf` of the spellings of `tier`.
  @inline(__always)
  func contribution(_ tf: Float, tier: UInt8, _ doc: UInt32) -> Float {
    let part = tf / (tf + norms.saturation(doc))
    guard isTiered else { return weight * part }
    return switch tier {
    case 0: weight * (Similarity.tierBase.0 + Similarity.tierSlope.0 * part)
    case 1: weight * (Similarity.tierBase.1 + Similarity.tierSlope.1 * part)
    default: weight * (Similarity.tierBase.2 + Similarity.tierSlope.2 * part)
    }
  }

  /// A bound of ``contribution(_:tier:_:)`` where no impact is above `step`.
  func bound(_ step: UInt8, tier: UInt8) -> Float {
    let part = Impact.bound(step, old: oldAverage, new: average)
    let inTiers: Float =
      switch tier {
      case 0: Similarity.tierBase.0 + Similarity.tierSlope.0 * part
      case 1: Similarity.tierBase.1 + Similarity.tierSlope.1 * part
      default: Similarity.tierBase.2 + Similarity.tierSlope.2 * part
      }
    // One step up covers the rounding of the multiplications.
    return (weight * (isTiered ? inTiers : part)) * 1.00001
  }
}
