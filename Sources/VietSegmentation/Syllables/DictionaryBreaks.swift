internal import VietUnicode

/// ICU's breaks of scripts that are written without blanks; ICU is opened when the first such text comes.
struct DictionaryBreaks: ~Copyable {
  private var breaker: ICUBreaker?
  private var found: [UInt32] = []

  /// Ends (bytes) of the parts of one segment; the whole is one part where ICU has no answer.
  mutating func ends(of segment: UnsafeRawBufferPointer) -> [UInt32] {
    found.removeAll(keepingCapacity: true)
    do {
      if breaker == nil { breaker = try ICUBreaker() }
      try breaker?.breaks(segment, into: &found)
    } catch { found.removeAll() }
    return found.isEmpty ? [UInt32(segment.count)] : found
  }
}
