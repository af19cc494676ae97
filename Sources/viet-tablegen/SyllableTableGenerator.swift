internal import VietOrthography

/// The perfect table of spellings, from the rules of the orthography.
enum SyllableTableGenerator: GeneratedTable {
  static let path = "Sources/CVietData/blobs/syllables.bin"

  struct Ambiguous: Error, CustomStringConvertible {
    let spelling: String
    var description: String { "the rules give two syllables to the spelling '\(spelling)'" }
  }

  static func make() throws -> [UInt8] { try place(try entries()) }

  /// A slot a spelling without tone.
  private static func entries() throws -> [UInt64: UInt64] {
    typealias Layout = SyllableTable.Layout
    var entries: [UInt64: UInt64] = [:]
    var twins: Set<UInt64> = []
    var clash: Ambiguous?
    SyllableRules.forEachBase { syllable in
      let spelling = SyllableSpelling(syllable)
      if syllable.onset == .gi, syllable.nucleus == .ie, syllable.coda == .none {
        twins.insert(spelling.key)
        return
      }
      if entries[spelling.key] != nil { clash = Ambiguous(spelling: syllable.spelling(.modern)) }
      entries[spelling.key] = Layout.slot(
        key: spelling.key, syllable: syllable.rawValue, newPlace: spelling.newPlace,
        oldPlace: spelling.oldPlace,
        tones: SyllableRules.tones(of: syllable.onset, syllable.nucleus, syllable.coda), hasTwin: false)
    }
    if let clash { throw clash }
    for key in twins { entries[key]! |= 1 << 62 }
    return entries
  }

  /// Hash and displace: the fullest buckets choose first.
  private static func place(_ entries: [UInt64: UInt64]) throws -> [UInt8] {
    typealias Layout = SyllableTable.Layout
    var buckets = [[UInt64]](repeating: [], count: 1 << Layout.bucketBits)
    for key in entries.keys.sorted() { buckets[Layout.bucket(Layout.hash(key))].append(key) }
    var displacements = [UInt16](repeating: 0, count: buckets.count)
    var slots = [UInt64](repeating: 0, count: 1 << Layout.slotBits)
    let order = buckets.indices.sorted { (buckets[$1].count, $0) < (buckets[$0].count, $1) }
    for bucket in order where !buckets[bucket].isEmpty {
      let keys = buckets[bucket]
      let displacement = (UInt16.min...UInt16.max).first { displacement in
        let places = Set(keys.map { Layout.place(Layout.hash($0), displacement: displacement) })
        return places.count == keys.count && places.allSatisfy { slots[$0] == 0 }
      }
      guard let displacement else { throw NoPlace() }
      displacements[bucket] = displacement
      for key in keys { slots[Layout.place(Layout.hash(key), displacement: displacement)] = entries[key]! }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Layout.bytes)
    for value in displacements { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    for value in slots { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }

  struct NoPlace: Error, CustomStringConvertible {
    let description = "no displacement fits: give SyllableTable.Layout more slots"
  }
}
