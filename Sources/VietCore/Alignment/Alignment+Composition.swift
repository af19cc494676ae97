extension Alignment {
  /// Returns the alignment of two rewritings done one after the other: of the text before this one with the text
  /// after `next`, whose original is this one's rewritten text.
  ///
  /// Edits that overlap or touch in the text between become one. Complexity: O(*e*) in the number of edits of both.
  public func followed(by next: Alignment) -> Alignment {
    if isIdentity { return next }
    if next.isIdentity { return self }
    var builder = Builder()
    var i = 0
    var j = 0
    // What must be added to a place in the text between, before the edits under way, to get the outer places.
    var toOriginal = 0
    var toNormalized = 0
    while i < edits.count || j < next.edits.count {
      let first = i < edits.count ? edits[i].normalized.lowerBound : .max
      let second = j < next.edits.count ? next.edits[j].original.lowerBound : .max
      let lower = Swift.min(first, second)
      var upper = lower
      let lowerOriginal = lower + toOriginal
      let lowerNormalized = lower + toNormalized
      while true {
        if i < edits.count, edits[i].normalized.lowerBound <= upper {
          upper = Swift.max(upper, edits[i].normalized.upperBound)
          toOriginal += edits[i].original.count - edits[i].normalized.count
          i += 1
        } else if j < next.edits.count, next.edits[j].original.lowerBound <= upper {
          upper = Swift.max(upper, next.edits[j].original.upperBound)
          toNormalized += next.edits[j].normalized.count - next.edits[j].original.count
          j += 1
        } else {
          break
        }
      }
      builder.replace(
        UTF8Range(lowerOriginal, upper + toOriginal), with: UTF8Range(lowerNormalized, upper + toNormalized))
    }
    return builder.finish()
  }
}
