internal import CVietData
internal import VietCore

/// The tables of ``SyllableScanner``: ICU's break automaton, the class of every code point, the codes of letters.
///
/// Made by viet-tablegen (`ScannerTableGenerator`) from the linked ICU. What a run of Vietnamese touches — rows,
/// letters, one or two blocks of classes — is under 12 KB.
package struct ScannerTables: @unchecked Sendable {
  /// Where things lie in the blob; shared with the generator. All numbers are little-endian.
  package enum Layout {
    package static let magic: UInt32 = 0x4353_5456  // "VTSC"
    package static let version: UInt32 = 1
    /// Magic, version, states, categories, first dictionary category, blocks, ICU major and minor.
    package static let headerWords = 16
    package static let blockSize = 128
    package static let blockCount = 0x11_0000 / blockSize
    package static let maximumPairs = 256
    package static let letterCount = 0x250 + 0x40 + 0x100

    package static func aligned(_ offset: Int) -> Int { (offset + 63) & ~63 }

    /// Index of a code point's letter entry, or `nil` outside the Latin blocks and the combining marks.
    @inline(__always)
    package static func letterIndex(_ scalar: UInt32) -> Int? {
      if scalar < 0x250 { return Int(scalar) }
      if scalar >= 0x300 && scalar < 0x340 { return Int(scalar) - 0x300 + 0x250 }
      if scalar >= 0x1E00 && scalar < 0x1F00 { return Int(scalar) - 0x1E00 + 0x290 }
      return nil
    }
  }

  let categoryCount: Int
  let firstDictionaryCategory: UInt8
  /// Next states; see ``CompiledBreakRules``.
  let rows: UnsafePointer<UInt8>
  let accepting: UnsafePointer<UInt8>
  /// Break category of each pair number.
  let pairCategory: UnsafePointer<UInt8>
  /// Class of each pair number: the raw value of ``ScalarClass``, and ``plainBit``.
  let pairClass: UnsafePointer<UInt8>
  private let blockIndex: UnsafePointer<UInt16>
  private let blocks: UnsafePointer<UInt8>
  /// Letter entries, see ``LetterEntry``.
  let letters: UnsafePointer<UInt64>
  /// For each ASCII byte after a word, two words of bits: the ASCII bytes after it that leave the word ended.
  private let wordEnds: UnsafeMutablePointer<UInt64>
  /// The same for ASCII marks: the bytes after which the mark is a segment of its own.
  private let loneEnds: UnsafeMutablePointer<UInt64>
  /// 1 for the bytes that end a word whatever follows.
  private let surelyEnds: UnsafeMutablePointer<UInt8>
  private let marks: UnsafeMutablePointer<Mark>

  /// An ASCII mark that is a token of its own.
  struct Mark {
    var hash: UInt64
    var kind: TokenKind
  }

  /// Set where lower-casing and decomposing leave the code point as it is: its hash code is its number.
  package static let plainBit: UInt8 = 0x80

  static let shared: ScannerTables = {
    let blob = viet_data_scanner()
    return ScannerTables(UnsafeRawBufferPointer(start: blob.bytes, count: blob.count))
  }()

  private init(_ blob: UnsafeRawBufferPointer) {
    func word(_ i: Int) -> Int {
      Int(UInt32(littleEndian: blob.load(fromByteOffset: i * 4, as: UInt32.self)))
    }
    precondition(
      word(0) == Layout.magic && word(1) == Layout.version,
      "the embedded scanner tables are of another version: run viet-tablegen make scanner")
    let states = word(2)
    categoryCount = word(3)
    firstDictionaryCategory = UInt8(word(4))
    let blockBytes = word(5) * Layout.blockSize
    var offset = Layout.headerWords * 4
    func section<T>(_ count: Int, of type: T.Type) -> UnsafePointer<T> {
      offset = Layout.aligned(offset)
      defer { offset += count * MemoryLayout<T>.stride }
      return (blob.baseAddress! + offset).assumingMemoryBound(to: T.self)
    }
    rows = section(states * categoryCount, of: UInt8.self)
    accepting = section(states, of: UInt8.self)
    pairCategory = section(Layout.maximumPairs, of: UInt8.self)
    pairClass = section(Layout.maximumPairs, of: UInt8.self)
    letters = section(Layout.letterCount, of: UInt64.self)
    blockIndex = section(Layout.blockCount, of: UInt16.self)
    blocks = section(blockBytes, of: UInt8.self)
    wordEnds = .allocate(capacity: 256)
    wordEnds.initialize(repeating: 0, count: 256)
    loneEnds = .allocate(capacity: 256)
    loneEnds.initialize(repeating: 0, count: 256)
    surelyEnds = .allocate(capacity: 256)
    surelyEnds.initialize(repeating: 0, count: 256)
    marks = .allocate(capacity: 128)
    marks.initialize(repeating: Mark(hash: 0, kind: .other), count: 128)
    deriveEnds()
  }

  /// Reads off the automaton what the byte after an ASCII byte decides.
  private func deriveEnds() {
    func next(_ state: Int, _ byte: Int) -> Int { Int(rows[state * categoryCount + category(byte)]) }
    func category(_ byte: Int) -> Int { Int(pairCategory[pair(UInt32(byte))]) }
    // Every state in which a word of letters and digits may be.
    var words: Set<Int> = [next(1, 0x61), next(1, 0x30)]
    while case let more = Set(words.flatMap { [next($0, 0x61), next($0, 0x30)] }).subtracting(words),
      !more.isEmpty
    {
      words.formUnion(more)
    }
    for byte in 0..<128 where letters[byte] == 0 {
      if words.allSatisfy({ next($0, byte) == 0 }) { surelyEnds[byte] = 1 }
      for after in 0..<128 {
        let endsWord = words.allSatisfy { word in
          let state = next(word, byte)
          return state == 0 || (accepting[state] == 0 && next(state, after) == 0)
        }
        if endsWord { wordEnds[byte * 2 + after >> 6] |= 1 << UInt64(after & 63) }
        if accepting[next(1, byte)] != 0 && next(next(1, byte), after) == 0 {
          loneEnds[byte * 2 + after >> 6] |= 1 << UInt64(after & 63)
        }
      }
      var spelling = UInt8(byte)
      withUnsafeBytes(of: &spelling) { bytes in
        let reader = SegmentReader(bytes, self)
        marks[byte] = Mark(
          hash: reader.exactHash ?? UnitHash.exact(bytes), kind: reader.summary.kind ?? .other)
      }
    }
  }

  /// Whether a word of letters and digits ends before `byte`, whose neighbour is `after`.
  @inline(__always)
  func endsWord(_ byte: UInt8, before after: UInt8) -> Bool {
    if surelyEnds[Int(byte)] != 0 { return true }
    guard byte < 0x80, after < 0x80 else { return false }
    return wordEnds[Int(byte) &<< 1 | Int(after &>> 6)] &>> UInt64(after & 63) & 1 != 0
  }

  /// Whether an ASCII mark is a segment of its own before the byte `after`.
  @inline(__always)
  func endsAlone(_ byte: UInt8, before after: UInt8) -> Bool {
    guard after < 0x80 else { return false }
    return loneEnds[Int(byte) &<< 1 | Int(after &>> 6)] &>> UInt64(after & 63) & 1 != 0
  }

  @inline(__always)
  func mark(_ byte: UInt8) -> Mark { marks[Int(byte)] }

  /// The number under which category and class of a code point stand.
  @inline(__always)
  func pair(_ scalar: UInt32) -> Int {
    Int(blocks[Int(blockIndex[Int(scalar &>> 7)]) &<< 7 | Int(scalar & 127)])
  }
}

/// What the scanner knows of a Latin letter, a digit or a combining mark, in 64 bits: 0 if nothing.
///
/// From the lowest bit: exact code (6), folded code (6), then fields that are summed over a token: tone marks
/// (10, and room for carries up to bit 32), capitals (8), small letters (8), digits (8), codes (8).
package enum LetterEntry {
  package static let toneShift: UInt64 = 12
  package static let upperShift: UInt64 = 32
  package static let lowerShift: UInt64 = 40
  package static let digitShift: UInt64 = 48
  package static let countShift: UInt64 = 56

  /// The entry of a letter or digit whose codes are given.
  package static func make(
    exact: UInt64, folded: UInt64, tones: UInt64, isUpper: Bool, isLower: Bool, isDigit: Bool
  ) -> UInt64 {
    exact | folded << 6 | tones << toneShift | (isUpper ? 1 << upperShift : 0)
      | (isLower ? 1 << lowerShift : 0) | (isDigit ? 1 << digitShift : 0) | 1 << countShift
  }
}
