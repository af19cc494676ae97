internal import VietCore

/// What a simple word is, wherever it stands.
struct SimpleWord {
  var exactHash: UInt64
  var foldedHash: UInt64
  var kind: TokenKind
  var shape: CaseShape
  var flags: TextUnit.Flags

  @inline(__always)
  func unit(_ start: Int, _ end: Int, _ before: TextUnit.Flags) -> TextUnit {
    TextUnit(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), kind: kind,
      shape: shape,
      flags: before.union(flags), exactHash: exactHash, foldedHash: foldedHash)
  }
}

/// The bytes from a place to the next blank or ASCII mark below `0`, if they are fewer than 16.
struct WordStretch {
  /// The bytes, little-endian, 0 behind the end.
  let low: UInt64
  let high: UInt64
  /// Bytes; 16 stands for more than 15.
  let length: Int

  /// Looks at 16 bytes at once.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>) {
    let block = UnsafeRawPointer(bytes).loadUnaligned(as: SIMD16<UInt8>.self)
    let words = unsafeBitCast(block, to: SIMD2<UInt64>.self)
    let ends = unsafeBitCast(block .< SIMD16<UInt8>(repeating: 0x30), to: SIMD2<UInt64>.self)
    let lowEnd = UInt64(littleEndian: ends[0])
    let highEnd = UInt64(littleEndian: ends[1])
    // A comparison leaves 0xFF in each byte that ends; below the first of them lie the bytes of the word.
    if lowEnd != 0 {
      low = UInt64(littleEndian: words[0]) & ((lowEnd & (0 &- lowEnd)) &- 1)
      high = 0
      length = lowEnd.trailingZeroBitCount &>> 3
    } else {
      low = UInt64(littleEndian: words[0])
      high = highEnd == 0 ? 0 : UInt64(littleEndian: words[1]) & ((highEnd & (0 &- highEnd)) &- 1)
      length = 8 &+ highEnd.trailingZeroBitCount &>> 3
    }
  }
}

/// Remembers the simple words met last, keyed by their bytes: direct-mapped, small enough for the second-level cache.
///
/// Text repeats its words; one look instead of a walk over the letters, whose lengths no branch predictor knows.
struct WordMemo: ~Copyable {
  private struct Entry {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var word = SimpleWord(exactHash: 0, foldedHash: 0, kind: .other, shape: .none, flags: [])
  }

  private static let bits: UInt64 = 12
  private let entries: UnsafeMutablePointer<Entry>

  init() {
    entries = .allocate(capacity: 1 << Int(Self.bits))
    entries.initialize(repeating: Entry(), count: 1 << Int(Self.bits))
  }

  deinit { entries.deallocate() }

  @inline(__always)
  private static func slot(_ stretch: WordStretch) -> Int {
    let mixed = (stretch.low ^ (stretch.high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed &>> (64 - bits))
  }

  /// The word, if it is remembered.
  @inline(__always)
  func word(_ stretch: WordStretch) -> SimpleWord? {
    let entry = entries + Self.slot(stretch)
    guard entry.pointee.low == stretch.low, entry.pointee.high == stretch.high, stretch.length < 16 else {
      return nil
    }
    return entry.pointee.word
  }

  /// Remembers a word in place of whatever had its slot.
  func keep(_ stretch: WordStretch, _ word: SimpleWord) {
    guard stretch.length < 16 else { return }
    entries[Self.slot(stretch)] = Entry(low: stretch.low, high: stretch.high, word: word)
  }
}
