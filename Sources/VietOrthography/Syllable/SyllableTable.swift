internal import CVietData

/// The perfect table from a spelling to its ``Syllable``: some 3,900 spellings without tones, by hash and displace
/// (Belazzougui, Botelho, Dietzfelbinger: *Hash, displace, and compress*, 2009).
///
/// Its bytes are made by `viet-tablegen` from ``SyllableRules``; the layout is that of ``Layout``.
package struct SyllableTable: @unchecked Sendable {
  /// The bytes, little endian: the displacement of each bucket, then the slots.
  package enum Layout {
    /// Buckets of the first hash; each has a displacement of two bytes.
    package static let bucketBits = 10
    /// Slots of eight bytes.
    package static let slotBits = 13
    package static let bytes = 2 << bucketBits + 8 << slotBits

    /// A slot: the key (35 bits), the syllable without its tone (15), the places of the mark by the new and by
    /// the old rule (3 each), the tones it can have (6), and whether a mark one letter before the new place
    /// means the rime ia (gịa). 0 is empty.
    package static func slot(
      key: UInt64, syllable: UInt32, newPlace: Int, oldPlace: Int, tones: UInt8, hasTwin: Bool
    ) -> UInt64 {
      key | UInt64(syllable >> 3) << 35 | UInt64(newPlace) << 50 | UInt64(oldPlace) << 53 | UInt64(tones)
        << 56
        | (hasTwin ? 1 << 62 : 0)
    }

    /// Index of the letter that bears the mark by the new rule.
    @inline(__always)
    static func newPlace(_ slot: UInt64) -> Int { Int(truncatingIfNeeded: slot >> 50 & 7) }

    /// Two hashes of a key: the bucket, and the slot before it is displaced.
    @inline(__always)
    package static func bucket(_ hash: UInt64) -> Int {
      Int(truncatingIfNeeded: hash >> UInt64(64 - bucketBits))
    }

    @inline(__always)
    package static func place(_ hash: UInt64, displacement: UInt16) -> Int {
      let step = hash >> 34 | 1
      return Int(truncatingIfNeeded: (hash >> 16 &+ step &* UInt64(displacement)) & (1 << slotBits - 1))
    }

    /// Fibonacci hashing after one fold, so that letters at every place reach the high bits.
    @inline(__always)
    package static func hash(_ key: UInt64) -> UInt64 {
      let h = key &* 0x9E37_79B9_7F4A_7C15
      return (h ^ h >> 29) &* 0xBF58_476D_1CE4_E5B9
    }
  }

  private let displacements: UnsafePointer<UInt16>
  private let slots: UnsafePointer<UInt64>
  private let letters: LetterTable

  /// The table in the binary.
  package static let shared: SyllableTable = {
    let blob = viet_data_syllables()
    precondition(
      blob.count == Layout.bytes, "the embedded syllable table has another layout; run viet-tablegen make")
    return SyllableTable(UnsafeRawPointer(blob.bytes))
  }()

  /// `bytes` lives as long as the table and is aligned to eight.
  package init(_ bytes: UnsafeRawPointer) {
    displacements = bytes.assumingMemoryBound(to: UInt16.self)
    slots = (bytes + 2 << Layout.bucketBits).assumingMemoryBound(to: UInt64.self)
    letters = .shared
  }

  /// Whether the bytes spell a syllable: NFC, any case, either place of the tone mark.
  package func isSyllable(_ bytes: UnsafeRawBufferPointer) -> Bool { find(bytes) != nil }

  /// The syllable that the bytes spell: NFC, any case, either place of the tone mark.
  ///
  /// Total: malformed UTF-8 spells nothing. Complexity: O(1), at most seven letters are read; no allocation.
  package func find(_ bytes: UnsafeRawBufferPointer) -> Syllable? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = find(base.assumingMemoryBound(to: UInt8.self), bytes.count)
    return raw == 0 ? nil : Syllable(unchecked: raw)
  }

  /// As ``find(_:)``, for inner loops: the raw value, or 0 for what is no syllable.
  package func find(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
    guard count > 0, count <= SyllableSpelling.maximumBytes else { return 0 }
    var key: UInt64 = 0
    var shift: UInt64 = 0
    var tone: UInt8 = 0
    var place = 0
    var index = 0
    while index < count {
      let code = letters.read(bytes, &index, count)
      guard code != LetterTable.none, shift < 35 else { return 0 }
      key |= UInt64(code & 31) << shift
      if code > 31 {
        guard tone == 0 else { return 0 }
        tone = code >> 5
        place = Int(truncatingIfNeeded: shift)
      }
      shift &+= 5
    }
    return find(key: key, tone: tone, place: place / 5)
  }

  /// As ``find(_:_:)`` for letters packed already: `place` is the index of the letter with the mark.
  @inline(__always)
  func find(key: UInt64, tone: UInt8, place: Int) -> UInt32 {
    let slot = slot(key)
    guard slot != 0, slot >> (56 &+ UInt64(tone)) & 1 != 0 else { return 0 }
    let base = UInt32(truncatingIfNeeded: slot >> 35 & 0x7FFF) << 3
    let new = Layout.newPlace(slot)
    if tone == 0 || place == new || place == Int(truncatingIfNeeded: slot >> 53 & 7) {
      return base | UInt32(tone)
    }
    if slot >> 62 & 1 != 0, place == new &- 1, tone == Tone.nang.rawValue {
      return Syllable(.gi, glide: false, .ie, .none, .nang).rawValue
    }
    return 0
  }

  /// The slot of a key, or 0.
  @inline(__always)
  func slot(_ key: UInt64) -> UInt64 {
    let hash = Layout.hash(key)
    let slot = slots[Layout.place(hash, displacement: displacements[Layout.bucket(hash)])]
    return slot & (1 << 35 - 1) == key ? slot : 0
  }
}
