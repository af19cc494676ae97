/// Cuts text into syllable units as UAX #29 (ICU's word break, locale vi) draws them.
///
/// Blanks become flags of the unit after them, everything else is in exactly one unit. Total: malformed bytes
/// give units of kind `other`.
public struct SyllableScanner: ~Copyable {
  private var reference: ReferenceScanner

  /// - Throws: where ICU's data lack break rules.
  public init() throws { reference = try ReferenceScanner() }

  /// Appends the units of `text` to `units`, offsets relative to `text`.
  ///
  /// Returns the bytes consumed: all of them if `isLast`, else up to the last place behind which nothing that follows
  /// can change. Hand the rest over again, in front of what follows.
  public mutating func scan(
    _ text: UnsafeRawBufferPointer, isLast: Bool = true, into units: inout UnitBatch
  ) throws -> Int {
    var end = text.count
    if !isLast {
      while end > 0, text[end - 1] != 0x0A { end -= 1 }
    }
    try reference.scan(UnsafeRawBufferPointer(rebasing: text[..<end]), into: &units)
    return end
  }
}
