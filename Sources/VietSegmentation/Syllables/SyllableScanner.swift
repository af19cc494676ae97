internal import VietCore
internal import VietUnicode

/// Cuts text into syllable units as UAX #29 (ICU's word break, locale vi) draws them.
///
/// Blanks become flags of the unit after them, everything else is in exactly one unit. Total: malformed bytes
/// give units of kind `other`, one a maximal subpart.
///
/// The naive way runs ICU's automaton over code points, sums up what each segment holds, and hashes it: that is
/// ``scanSegment(_:at:isLast:)``. In front of it stands a loop for what nearly all text consists of — up to nine
/// letters and digits of Vietnamese, then a byte that certainly ends the segment — which does all of it at once.
public struct SyllableScanner: ~Copyable {
  /// A segment without a break is cut at a code point beyond this many bytes.
  public static let cap = 1 << 20

  private let tables = ScannerTables.shared
  private var dictionary = DictionaryBreaks()
  private var memo = WordMemo()
  /// What the blanks in front of the next unit said.
  private var flags: TextUnit.Flags = [.blankBefore, .newlineBefore]

  public init() {}

  /// Forgets what was scanned: the next text starts anew.
  public mutating func reset() { flags = [.blankBefore, .newlineBefore] }

  /// Appends the units of `text` to `units`, offsets relative to `text`.
  ///
  /// Returns the bytes consumed: all of them if `isLast`, else up to the last place behind which nothing that follows
  /// can change anything. Hand the rest over again, in front of what follows; a rest is never longer than ``cap``.
  /// `text` is at most 4 GiB. Complexity: O(*n*).
  public mutating func scan(
    _ text: UnsafeRawBufferPointer, isLast: Bool = true, into units: inout UnitBatch
  ) -> Int {
    guard let base = text.baseAddress, text.count > 0 else { return 0 }
    let bytes = base.assumingMemoryBound(to: UInt8.self)
    let count = text.count
    var place = 0
    while place < count {
      place = scanSimple(bytes, count, from: place, into: &units)
      if place >= count { break }
      let end = scanSegment(text, at: place, isLast: isLast)
      if end == place { break }
      add(text, place, end, to: &units)
      place = end
    }
    return place
  }

  /// The longest token of the fast loop is 9 letters of 3 bytes; it looks at a few bytes more.
  private static let margin = 48

  /// Scans simple tokens and blanks; returns where the first thing stands that is not simple.
  @inline(__always)
  private mutating func scanSimple(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, from start: Int, into units: inout UnitBatch
  ) -> Int {
    let limit = count &- Self.margin
    var place = start
    var flags = self.flags
    defer { self.flags = flags }
    while place < limit {
      let first = bytes[place]
      if first <= 0x20 {
        guard let said = Self.blank(bytes + place, after: flags) else { return place }
        flags.formUnion(said)
        place &+= 1
        continue
      }
      let stretch = WordStretch(bytes + place)
      if stretch.length == 0 {
        // One ASCII mark that the byte after it certainly doesn't join.
        guard tables.endsAlone(first, before: bytes[place &+ 1]) else { return place }
        let mark = tables.mark(first)
        Self.append(
          TextUnit(
            start: UInt32(truncatingIfNeeded: place), end: UInt32(truncatingIfNeeded: place &+ 1),
            kind: mark.kind,
            shape: .none, flags: flags, exactHash: mark.hash, foldedHash: mark.hash), to: &units)
        flags = []
        place &+= 1
        continue
      }
      // Nearly every word was met a moment ago.
      if let known = memo.word(stretch) {
        let end = place &+ stretch.length
        guard tables.endsWord(bytes[end], before: bytes[end &+ 1]) else { return place }
        Self.append(known.unit(place, end, flags), to: &units)
        flags = []
        place = end
        continue
      }
      guard let (word, length) = readWord(bytes + place) else {
        guard first < 0x80, tables.endsAlone(first, before: bytes[place &+ 1]) else { return place }
        let mark = tables.mark(first)
        Self.append(
          TextUnit(
            start: UInt32(truncatingIfNeeded: place), end: UInt32(truncatingIfNeeded: place &+ 1),
            kind: mark.kind,
            shape: .none, flags: flags, exactHash: mark.hash, foldedHash: mark.hash), to: &units)
        flags = []
        place &+= 1
        continue
      }
      let end = place &+ length
      guard tables.endsWord(bytes[end], before: bytes[end &+ 1]) || Self.isSureMark(bytes + end) else {
        return place
      }
      if length == stretch.length { memo.keep(stretch, word) }
      Self.append(word.unit(place, end, flags), to: &units)
      flags = []
      place = end
    }
    return place
  }

  @inline(__always)
  private static func append(_ unit: TextUnit, to units: inout UnitBatch) {
    if units.count == units.capacity { units.reserve(1) }
    units.base[units.count] = unit
    units.count &+= 1
  }

  /// What an ASCII blank says about the next unit; `nil` where a neighbour may belong to the same segment.
  @inline(__always)
  private static func blank(_ bytes: UnsafePointer<UInt8>, after flags: TextUnit.Flags) -> TextUnit.Flags? {
    let next = bytes[1]
    switch bytes[0] {
    case 0x20, 0x09:
      if next < 0x80 { return next != 0x20 ? .blankBefore : nil }
      // Letters and general punctuation: no mark that UAX #29 would attach to the blank.
      if next >= 0xC3 && next <= 0xC6 { return .blankBefore }
      if next == 0xE1 && bytes[2] >= 0xB8 && bytes[2] <= 0xBB { return .blankBefore }
      return next == 0xE2 && bytes[2] == 0x80 && bytes[3] >= 0x90 && bytes[3] <= 0xA7 ? .blankBefore : nil
    case 0x0A: return lineEnd(after: flags)
    case 0x0D: return next == 0x0A ? [] : lineEnd(after: flags)
    default: return nil
    }
  }

  private static func lineEnd(after flags: TextUnit.Flags) -> TextUnit.Flags {
    flags.contains(.newlineBefore)
      ? [.blankBefore, .newlineBefore, .paragraphBefore] : [.blankBefore, .newlineBefore]
  }

  /// Dashes, double quotes and the ellipsis of general punctuation: they end a word whatever follows.
  @inline(__always)
  private static func isSureMark(_ bytes: UnsafePointer<UInt8>) -> Bool {
    guard bytes[0] == 0xE2, bytes[1] == 0x80 else { return false }
    switch bytes[2] {
    case 0x93, 0x94, 0x9C, 0x9D, 0xA6: return true
    default: return false
    }
  }

  /// Reads up to nine Vietnamese letters and digits; `nil` if there is none, or too little to tell its shape.
  private func readWord(_ bytes: UnsafePointer<UInt8>) -> (SimpleWord, length: Int)? {
    let letters = tables.letters
    var end = 0
    var exact: UInt64 = 0
    var folded: UInt64 = 0
    var sums: UInt64 = 0
    var codes = 0
    var isFirstUpper = false
    repeat {
      let byte = bytes[end]
      let entry: UInt64
      let next: Int
      if byte < 0x80 {
        entry = letters[Int(byte)]
        next = end &+ 1
      } else if byte == 0xE1 {
        let second = bytes[end &+ 1] &- 0xB8
        let third = bytes[end &+ 2] ^ 0x80
        guard second < 4, third < 0x40 else { break }
        entry = letters[0x290 &+ (Int(second) &<< 6 | Int(third))]
        next = end &+ 3
      } else if byte >= 0xC3 && byte <= 0xC6 {
        let second = bytes[end &+ 1] ^ 0x80
        guard second < 0x40 else { break }
        entry = letters[Int(byte & 0x1F) &<< 6 | Int(second)]
        next = end &+ 2
      } else {
        break
      }
      if entry == 0 { break }
      if codes == 0 { isFirstUpper = (entry &>> LetterEntry.upperShift) & 1 != 0 }
      exact = exact &<< 6 | (entry & 63)
      folded = folded &<< 6 | ((entry &>> 6) & 63)
      sums &+= entry &>> LetterEntry.toneShift
      codes &+= 1
      end = next
    } while codes < UnitCodes.codesPerWord
    if codes == 0 { return nil }
    let upper = (sums &>> (LetterEntry.upperShift - LetterEntry.toneShift)) & 0xFF
    let lower = (sums &>> (LetterEntry.lowerShift - LetterEntry.toneShift)) & 0xFF
    let digits = (sums &>> (LetterEntry.digitShift - LetterEntry.toneShift)) & 0xFF
    let shape: CaseShape
    if upper == 0 {
      shape = lower == 0 ? .none : .lower
    } else if lower == 0 {
      shape = upper == 1 ? .title : .upper
    } else {
      // Digits in front of the first letter leave open which letter comes first.
      if digits != 0 { return nil }
      shape = upper == 1 && isFirstUpper ? .title : .mixed
    }
    let word = SimpleWord(
      exactHash: UnitHash.mix(exact ^ (sums &<< 54)), foldedHash: UnitHash.mix(folded),
      kind: digits == UInt64(codes) ? .number : .word, shape: shape,
      flags: digits != 0 && digits != UInt64(codes) ? .compound : [])
    return (word, end)
  }

  /// Runs the automaton from `start`; returns where the segment ends, or `start` if more text may change it.
  private func scanSegment(_ text: UnsafeRawBufferPointer, at start: Int, isLast: Bool) -> Int {
    let columns = tables.categoryCount
    var state = 1
    var end = start
    var place = start
    while true {
      guard place < text.count else {
        if !isLast && place &- start <= Self.cap { return start }
        break
      }
      if place &- start > Self.cap { return place }
      let step = text.decodeScalar(at: place)
      if step.isCut && !isLast { return start }
      state = Int(tables.rows[state &* columns &+ Int(tables.pairCategory[tables.pair(step.scalar)])])
      place &+= step.length
      if tables.accepting[state] != 0 || end == start { end = place }
      if state == 0 { break }
    }
    return end
  }

  /// Appends the unit or units of one segment; a blank one leaves its flags for the next.
  private mutating func add(
    _ text: UnsafeRawBufferPointer, _ start: Int, _ end: Int, to units: inout UnitBatch
  ) {
    let segment = UnsafeRawBufferPointer(rebasing: text[start..<end])
    let reader = SegmentReader(segment, tables)
    guard reader.needsDictionary else { return add(segment, reader, at: start, to: &units) }
    var from = 0
    for cut in dictionary.ends(of: segment) {
      let part = UnsafeRawBufferPointer(rebasing: segment[from..<Int(cut)])
      add(part, SegmentReader(part, tables), at: start &+ from, to: &units)
      from = Int(cut)
    }
  }

  private mutating func add(
    _ segment: UnsafeRawBufferPointer, _ reader: SegmentReader, at start: Int, to units: inout UnitBatch
  ) {
    guard let kind = reader.summary.kind else {
      flags.formUnion(reader.summary.blankFlags(after: flags))
      return
    }
    if reader.summary.isMalformed { flags.insert(.malformed) }
    if reader.summary.isCompound { flags.insert(.compound) }
    units.append(
      TextUnit(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: start &+ segment.count),
        kind: kind, shape: reader.summary.shape, flags: flags,
        exactHash: reader.exactHash ?? UnitHash.exact(segment),
        foldedHash: reader.foldedHash ?? UnitHash.folded(segment)))
    flags = []
  }
}
