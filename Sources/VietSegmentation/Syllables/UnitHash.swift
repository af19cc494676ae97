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

  /// đ and its look-alikes, which fold to d.
  static func isStroked(_ scalar: UInt32) -> Bool { scalar == 0x111 || scalar == 0xF0 || scalar == 0x256 }

  /// The definition, by way of ICU; the scanner's tables are tested against it.
  private static func hash(_ spelling: UnsafeRawBufferPointer, isFolding: Bool) -> UInt64 {
    var codes = UnitCodes()
    var isAfterLatin = false
    ICUFolding.withLowerDecomposed(spelling, compatibility: isFolding) { scalar, isMark, isLatin in
      if isFolding {
        if isMark && isAfterLatin { return }
        if !isMark { isAfterLatin = isLatin }
        codes.append(isStroked(scalar) ? 0x64 : scalar)
      } else {
        codes.append(scalar)
      }
    }
    return codes.hash
  }
}
