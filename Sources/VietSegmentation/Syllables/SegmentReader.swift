/// One pass over a segment by the tables: its kind, its shape, and both hashes where the tables suffice for them.
struct SegmentReader {
  private(set) var summary = SegmentSummary()
  private(set) var needsDictionary = false
  /// `nil` where a code point needs ICU to be lower-cased or decomposed.
  private(set) var exactHash: UInt64?
  private(set) var foldedHash: UInt64?

  init(_ segment: UnsafeRawBufferPointer, _ tables: ScannerTables) {
    var exact = UnitCodes()
    var folded = UnitCodes()
    var isTabled = true
    var isAfterLatin = false
    var isAfterPlain = false
    segment.withDecodedScalars { scalar, isMalformed in
      let pair = tables.pair(scalar)
      let packed = tables.pairClass[pair]
      summary.add(
        ScalarClass(rawValue: packed & ~ScannerTables.plainBit) ?? .other, isMalformed: isMalformed)
      if tables.pairCategory[pair] >= tables.firstDictionaryCategory { needsDictionary = true }
      if let index = ScannerTables.Layout.letterIndex(scalar), tables.letters[index] != 0 {
        let entry = tables.letters[index]
        exact.add(letter: entry & 63, tones: (entry &>> LetterEntry.toneShift) & 0x3FF)
        folded.add(letter: (entry &>> 6) & 63)
        isAfterLatin = (entry &>> LetterEntry.digitShift) & 1 == 0
        isAfterPlain = false
      } else if UnitCodes.isShort(scalar) {
        // A plain code point may be a Latin letter whose marks folding drops: ICU knows.
        if isAfterPlain { isTabled = false }
        if !UnitCodes.isQuality(scalar) {
          exact.append(scalar)
        } else if !exact.compose(scalar) {
          // Two quality marks: canonical order decides which one the letter takes.
          isTabled = false
        }
        if !isAfterLatin { folded.append(scalar) }
      } else if packed & ScannerTables.plainBit != 0 {
        exact.escape(scalar)
        folded.escape(scalar)
        isAfterLatin = false
        isAfterPlain = true
      } else {
        isTabled = false
      }
    }
    if isTabled {
      exactHash = exact.hash
      foldedHash = folded.hash
    }
  }
}
