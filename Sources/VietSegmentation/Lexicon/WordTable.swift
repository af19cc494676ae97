internal import CVietData
internal import VietCore

/// The words that the model's features ask for: rows of units, each with the lists that bear it.
///
/// An open-addressed table of 32-bit slots: the upper 24 bits tag the row, the lower 8 are its ``Lists``; an empty
/// slot is 0. A row that is no word but begins one is there too, so that a look-up of longer rows ends early. With 24
/// bits of tag and half of the slots empty, a row that isn't in the table is taken for one about once in ten million.
/// Made by viet-tablegen (`WordTableGenerator`) from `Corpus/lexicon/words.tsv`.
package struct WordTable: @unchecked Sendable {
  /// Which lists bear a row.
  package struct Lists: OptionSet, Hashable, Sendable {
    package var rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The vocabulary of RDRsegmenter.
    package static let treebank = Lists(rawValue: 1)
    /// The word list of pyvi.
    package static let techbook = Lists(rawValue: 2)
    /// Titles of Wiktionary.
    package static let wiktionary = Lists(rawValue: 4)
    /// Two or more independent lists.
    package static let attested = Lists(rawValue: 8)
    /// Names of provinces, districts and communes.
    package static let place = Lists(rawValue: 16)
    /// Family names.
    package static let family = Lists(rawValue: 32)
    /// Parts of given names.
    package static let given = Lists(rawValue: 64)
    /// Begins a longer row.
    package static let prefix = Lists(rawValue: 128)
  }

  /// Where things lie; shared with the generator. All numbers are little-endian.
  package enum Layout {
    package static let magic: UInt32 = 0x584C_5456  // "VTLX"
    package static let version: UInt32 = 1
    /// Magic, version, slot bits, rows, checksum of the slots (two words).
    package static let headerWords = 16
    /// Units of the longest row.
    package static let longest = 4
  }

  /// ``ModelChecksum`` of the slots: models name the table they were trained with.
  package let checksum: UInt64
  private let slots: UnsafePointer<UInt32>
  private let mask: Int
  /// A bit for each row, by the upper bits of its tag. Most rows that are asked for are not in the table: this is small
  /// enough to stay in the cache and tells so for six of seven of them.
  private let filter: UnsafePointer<UInt64>
  private static let filterBits = 19

  /// The table in the binary.
  package static let builtIn: WordTable = {
    let blob = viet_data_words()
    let header = UnsafeRawPointer(blob.bytes!)
    func word(_ i: Int) -> UInt32 {
      UInt32(littleEndian: header.load(fromByteOffset: i * 4, as: UInt32.self))
    }
    precondition(
      word(0) == Layout.magic && word(1) == Layout.version
        && blob.count == Layout.headerWords * 4 + 4 << word(2),
      "the embedded word table is of another version: run viet-tablegen make words")
    return WordTable(
      checksum: UInt64(word(4)) | UInt64(word(5)) << 32,
      slots: (header + Layout.headerWords * 4).assumingMemoryBound(to: UInt32.self),
      mask: 1 << Int(word(2)) - 1)
  }()

  private init(checksum: UInt64, slots: UnsafePointer<UInt32>, mask: Int) {
    self.checksum = checksum
    self.slots = slots
    self.mask = mask
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: 1 << Self.filterBits / 64)
    words.initialize(repeating: 0, count: 1 << Self.filterBits / 64)
    for place in 0...mask where slots[place] != 0 {
      let bit = Self.filterBit(UInt64(slots[place] &>> 8))
      words[bit &>> 6] |= 1 &<< UInt64(bit & 63)
    }
    filter = UnsafePointer(words)
  }

  @inline(__always)
  private static func filterBit(_ tag: UInt64) -> Int {
    Int(truncatingIfNeeded: tag &>> UInt64(24 - filterBits))
  }

  /// The lists that bear a row, by its ``RowHash``. Complexity: O(1), one cache miss.
  ///
  /// Looks at four slots at once: whether a row is in the table and how far from its place is as good as random, and a
  /// branch on it would cost more than the look.
  @inline(__always)
  func lists(of row: UInt64) -> UInt32 {
    let bit = Self.filterBit(row &>> 40)
    let mayBe = (filter[bit &>> 6] &>> UInt64(bit & 63)) & 1
    // A row that isn't there looks at the first slot, as all of them do.
    let place = Int(truncatingIfNeeded: row & (0 &- mayBe)) & mask
    guard place &+ 3 <= mask else { return walk(row) }
    let four = UnsafeRawPointer(slots + place).loadUnaligned(as: SIMD4<UInt32>.self)
    let tag = SIMD4<UInt32>(repeating: UInt32(truncatingIfNeeded: row &>> 40))
    let isRow = unsafeBitCast((four &>> SIMD4<UInt32>(repeating: 8)) .== tag, to: SIMD4<UInt32>.self)
    let isEmpty = unsafeBitCast(four .== SIMD4<UInt32>(repeating: 0), to: SIMD2<UInt64>.self)
    let found = unsafeBitCast(four & isRow, to: SIMD2<UInt64>.self)
    let either = found[0] | found[1]
    guard either | isEmpty[0] | isEmpty[1] | (mayBe ^ 1) != 0 else { return walk(row) }
    return UInt32(truncatingIfNeeded: (either | either &>> 32) & 0xFF)
  }

  /// The same, slot by slot.
  @inline(never)
  func walk(_ row: UInt64) -> UInt32 {
    let tag = UInt32(truncatingIfNeeded: row &>> 40)
    var place = Int(truncatingIfNeeded: row) & mask
    while true {
      let slot = slots[place]
      if slot &>> 8 == tag && slot != 0 { return slot & 0xFF }
      if slot == 0 { return 0 }
      place = (place &+ 1) & mask
    }
  }

  /// The bytes of a table of `rows`. The same for the same rows, in whatever order they come.
  package static func make(_ rows: [UInt64: Lists]) -> [UInt8] {
    var bits = 4
    while 1 << bits < rows.count * 2 { bits += 1 }
    let mask = 1 << bits - 1
    var slots = [UInt32](repeating: 0, count: 1 << bits)
    for (row, lists) in rows.sorted(by: { $0.key < $1.key }) where !lists.isEmpty {
      var place = Int(truncatingIfNeeded: row) & mask
      while slots[place] != 0 { place = (place + 1) & mask }
      slots[place] = UInt32(truncatingIfNeeded: row >> 40) << 8 | UInt32(lists.rawValue)
    }
    var header = [UInt32](repeating: 0, count: Layout.headerWords)
    let body = slots.map(\.littleEndian).withUnsafeBytes { Array($0) }
    let checksum = body.withUnsafeBytes { ModelChecksum.of($0) }
    header.replaceSubrange(
      0..<6,
      with: [
        Layout.magic, Layout.version, UInt32(bits), UInt32(rows.count), UInt32(truncatingIfNeeded: checksum),
        UInt32(checksum >> 32),
      ])
    return header.map(\.littleEndian).withUnsafeBytes { Array($0) } + body
  }
}
