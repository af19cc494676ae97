internal import VietCore
package import VietUnicode

/// Syllable tokens the slow and certain way: ICU breaks, code point by code point classes, hashes by definition.
///
/// The truth that ``SyllableScanner`` is tested against.
package struct ReferenceScanner: ~Copyable {
  private var breaker: ICUBreaker
  private var ends: [UInt32] = []

  package init() throws(ICUError) { breaker = try ICUBreaker() }

  /// Appends the units of `text`, which is taken as a whole.
  package mutating func scan(_ text: UnsafeRawBufferPointer, into units: inout UnitBatch) throws(ICUError) {
    ends.removeAll(keepingCapacity: true)
    try breaker.breaks(text, into: &ends)
    var start = 0
    var flags: TextUnit.Flags = [.blankBefore, .newlineBefore]
    for end in ends {
      let segment = UnsafeRawBufferPointer(rebasing: text[start..<Int(end)])
      var summary = SegmentSummary()
      segment.withDecodedScalars { scalar, isMalformed in
        summary.add(ScalarClass(scalar), isMalformed: isMalformed)
      }
      if let kind = summary.kind {
        if summary.isMalformed { flags.insert(.malformed) }
        if summary.isCompound { flags.insert(.compound) }
        units.append(
          TextUnit(
            start: UInt32(start), end: end, kind: kind, shape: summary.shape, flags: flags,
            exactHash: UnitHash.exact(segment), foldedHash: UnitHash.folded(segment)))
        flags = []
      } else {
        flags.formUnion(summary.blankFlags(after: flags))
      }
      start = Int(end)
    }
  }
}
