/// A well-formed Vietnamese syllable: onset, glide, nucleus, coda and tone in 32 bits.
///
/// There is no value for a malformed one. Case is not part of it, nor is the placement of the tone mark.
public struct Syllable: Hashable, Sendable {
  /// Tone in bits 0–2, coda in 3–6, nucleus in 7–11, glide in 12, onset in 13–17. Never 0. Stable.
  public let rawValue: UInt32

  /// A value that came from ``rawValue``, or from the table; not checked.
  package init(unchecked rawValue: UInt32) { self.rawValue = rawValue }

  /// Parts that are known to go together.
  init(_ onset: Onset, glide: Bool, _ nucleus: Nucleus, _ coda: Coda, _ tone: Tone) {
    let head = UInt32(onset.rawValue) << 13 | (glide ? 1 << 12 : 0)
    rawValue = head | UInt32(nucleus.rawValue) << 7 | UInt32(coda.rawValue) << 3 | UInt32(tone.rawValue)
  }

  /// Reads a spelling in any case, in NFC, with the tone mark in the old or the new place.
  ///
  /// Returns `nil` for what the orthography does not admit. Complexity: O(1), no allocation for native strings.
  public init?(_ spelling: some StringProtocol) {
    var text = String(spelling)
    let found = text.withUTF8 { SyllableTable.shared.find(UnsafeRawBufferPointer($0)) }
    guard let found else { return nil }
    self = found
  }

  /// Reads UTF-8 bytes as ``init(_:)-(StringProtocol)`` does.
  public init?(utf8 bytes: UnsafeRawBufferPointer) {
    guard let found = SyllableTable.shared.find(bytes) else { return nil }
    self = found
  }

  /// Puts parts together, or returns `nil` where the orthography does not admit them.
  public init?(onset: Onset, glide: Bool, nucleus: Nucleus, coda: Coda, tone: Tone) {
    let candidate = Syllable(onset, glide: glide, nucleus, coda, tone)
    guard candidate.tones & (1 << tone.rawValue) != 0 else { return nil }
    let found = candidate.withUTF8(.modern) { SyllableTable.shared.find($0) }
    // Equal only if the spelling means these parts and no others.
    guard found == candidate else { return nil }
    self = candidate
  }

  public var onset: Onset { Onset(rawValue: UInt8(rawValue >> 13 & 31))! }
  /// Whether the sound w stands between onset and nucleus, written o or u (hoa, quý).
  public var hasGlide: Bool { rawValue >> 12 & 1 != 0 }
  public var nucleus: Nucleus { Nucleus(rawValue: UInt8(rawValue >> 7 & 31))! }
  public var coda: Coda { Coda(rawValue: UInt8(rawValue >> 3 & 15))! }
  public var tone: Tone { Tone(rawValue: UInt8(rawValue & 7))! }

  private var tones: UInt8 { SyllableRules.tones(of: onset, nucleus, coda) }

  /// Returns this syllable with another tone, or `nil` if its coda forbids it (stops take only sắc and nặng).
  public func withTone(_ tone: Tone) -> Syllable? {
    guard tones & (1 << tone.rawValue) != 0 else { return nil }
    return Syllable(unchecked: rawValue & ~7 | UInt32(tone.rawValue))
  }

  /// Whether the two styles write it differently: the open rimes oa, oe, uy with a tone mark, not after q.
  public var dependsOnStyle: Bool {
    guard hasGlide, coda == .none, onset != .c, tone != .ngang else { return false }
    switch nucleus {
    case .a, .e, .y: return true
    default: return false
    }
  }
}

extension Syllable: CustomStringConvertible {
  public var description: String { spelling(.traditional) }
}
