internal import VietCore
internal import VietUnicode

/// The one hash function of spellings: what the scanner puts into units and what lexicons are keyed by.
///
/// A spelling is lower-cased (simple mappings), decomposed (NFD), and written as a row of 6-bit codes:
///
/// | code | is |
/// |---|---|
/// | 1…26 | a…z |
/// | 27…36 | 0…9 |
/// | 37 | đ |
/// | 38…43 | ă â ê ô ơ ư: a base letter with its quality mark |
/// | 63 | any other code point; four codes with its number follow, the highest six bits first |
///
/// Tone marks leave no code: they are counted, two bits each, in a field of their own, so that where a tone
/// mark stands does not matter (`hoà` = `hòa`) and neither does the order of combining marks. Nine codes make a
/// 54-bit word, the tone field takes the upper ten bits of the last one. Words are mixed one after the other by
/// a bijection: two spellings of nine codes or fewer with at most one tone mark never share a hash.
///
/// The folded hash is that of the spelling by NFKD instead of NFD, without nonspacing marks on Latin letters, đ
/// and its look-alikes as d. It equals the exact hash of the folded spelling.
public enum UnitHash {
  /// Returns the hash of a spelling in UTF-8; malformed bytes count as U+FFFD. Complexity: O(*n*).
  public static func exact(_ spelling: UnsafeRawBufferPointer) -> UInt64 {
    hash(spelling, isFolding: false)
  }

  /// Returns the hash of a spelling without its marks. Complexity: O(*n*).
  public static func folded(_ spelling: UnsafeRawBufferPointer) -> UInt64 { hash(spelling, isFolding: true) }

  /// Returns the hash of a spelling.
  public static func exact(_ spelling: String) -> UInt64 {
    var spelling = spelling
    return spelling.withUTF8 { exact(UnsafeRawBufferPointer($0)) }
  }

  /// Returns the hash of a spelling without its marks.
  public static func folded(_ spelling: String) -> UInt64 {
    var spelling = spelling
    return spelling.withUTF8 { folded(UnsafeRawBufferPointer($0)) }
  }

  /// The bijection that words pass through.
  @inline(__always)
  static func mix(_ word: UInt64) -> UInt64 {
    var x = word &* 0x9E37_79B9_7F4A_7C15
    x ^= x &>> 32
    x = x &* 0xD6E8_FEB8_6659_FD93
    return x ^ (x &>> 29)
  }

  /// The definition, by way of ICU; the scanner's tables are tested against it.
  private static func hash(_ spelling: UnsafeRawBufferPointer, isFolding: Bool) -> UInt64 {
    var codes = UnitCodes()
    var isAfterLatin = false
    ICUFolding.withLowerDecomposed(spelling, compatibility: isFolding) { scalar, isMark, isLatin in
      if isFolding {
        if isMark && isAfterLatin { return }
        if !isMark { isAfterLatin = isLatin }
        let isStroked = scalar == 0x111 || scalar == 0xF0 || scalar == 0x256
        codes.append(isStroked ? 0x64 : scalar)
      } else {
        codes.append(scalar)
      }
    }
    return codes.hash
  }
}

/// Collects the codes of one spelling.
struct UnitCodes {
  static let codesPerWord = 9

  private var state: UInt64 = 0
  private var word: UInt64 = 0
  private var tones: UInt64 = 0
  private var count = 0

  var hash: UInt64 { UnitHash.mix(state ^ word ^ (tones &<< 54)) }

  /// Adds one code point of the lower-case decomposed spelling.
  mutating func append(_ scalar: UInt32) {
    switch scalar {
    case 0x61...0x7A: add(UInt64(scalar - 0x60))
    case 0x30...0x39: add(UInt64(scalar - 0x30 + 27))
    case 0x111: add(37)
    case 0x300: tones &+= 1
    case 0x309: tones &+= 1 << 2
    case 0x303: tones &+= 1 << 4
    case 0x301: tones &+= 1 << 6
    case 0x323: tones &+= 1 << 8
    case 0x302, 0x306, 0x31B:
      if let letter = Self.letter(UInt8(truncatingIfNeeded: word & 63), with: scalar) {
        word = (word & ~63) | letter
      } else {
        escape(scalar)
      }
    default: escape(scalar)
    }
  }

  private mutating func escape(_ scalar: UInt32) {
    add(63)
    add(UInt64(scalar &>> 18) & 63)
    add(UInt64(scalar &>> 12) & 63)
    add(UInt64(scalar &>> 6) & 63)
    add(UInt64(scalar) & 63)
  }

  private mutating func add(_ code: UInt64) {
    if count == Self.codesPerWord {
      state = UnitHash.mix(state ^ word)
      word = 0
      count = 0
    }
    word = word &<< 6 | code
    count &+= 1
  }

  /// The code of a base letter with a quality mark on it.
  private static func letter(_ base: UInt8, with mark: UInt32) -> UInt64? {
    switch (base, mark) {
    case (1, 0x306): 38
    case (1, 0x302): 39
    case (5, 0x302): 40
    case (15, 0x302): 41
    case (15, 0x31B): 42
    case (21, 0x31B): 43
    default: nil
    }
  }
}
