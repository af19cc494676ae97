internal import VietCore
internal import VietKernels
internal import VietUnicode

extension Normalizer {
  /// Returns how many bytes from the start can be rewritten without those behind them, at most ``longestUnit``; 0: more
  /// input is needed to say.
  ///
  /// Whole lines; of a line beyond the cap what stands before its last blank, else before the last boundary within the
  /// cap. Where a text is cut depends on its bytes alone, not on how they arrive. Complexity: O(*n*).
  package static func unit(of bytes: UnsafeRawBufferPointer) -> Int {
    let window = UnsafeRawBufferPointer(rebasing: bytes.prefix(longestUnit))
    var i = window.count
    while i > 0 {
      if window[i - 1] == 0x0A { return i }
      i -= 1
    }
    guard bytes.count > longestUnit else { return 0 }
    return UnicodeNormalizer(.nfc).placeToCut(window)
  }

  func forEachUnit(of bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
    var from = 0
    while bytes.count - from > Self.longestUnit {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[from...])
      let length = Self.unit(of: rest)
      body(UnsafeRawBufferPointer(rebasing: rest[..<length]))
      from += length
    }
    if from < bytes.count { body(UnsafeRawBufferPointer(rebasing: bytes[from...])) }
  }
}
