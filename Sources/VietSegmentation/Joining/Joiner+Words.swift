internal import VietCore

/// Abbreviations, compounds, code-like strings, and the full stop that lacks its blank.
extension Joiner {
  /// `C++`, `C#`, `r=22`, `R&D`.
  func code(at i: Int, to run: Int) -> Match? {
    guard units[i].kind == .word, i &+ 1 < run, bytes(units[i]).allSatisfy({ $0 < 0x80 }) else { return nil }
    switch mark(i &+ 1) {
    case UInt8(ascii: "+"):
      guard i &+ 2 < run, mark(i &+ 2) == UInt8(ascii: "+"), units[i].count <= 3 else { return nil }
      return Match(end: i &+ 3, kind: .word)
    case UInt8(ascii: "#"):
      return units[i].count == 1 && units[i].shape == .title
        && (i &+ 2 == run || units[i &+ 2].kind == .punct)
        ? Match(end: i &+ 2, kind: .word) : nil
    case UInt8(ascii: "="):
      guard i &+ 2 < run, units[i &+ 2].kind == .word || units[i &+ 2].kind == .number else { return nil }
      return Match(end: i &+ 3, kind: .word)
    case UInt8(ascii: "&"):
      guard i &+ 2 < run, units[i &+ 2].kind == .word, isCapital(units[i]), isCapital(units[i &+ 2]) else {
        return nil
      }
      return Match(end: i &+ 3, kind: .word)
    default: return nil
    }
  }

  /// `GD-ĐT`, `knock-out`, `GPT-4o`, `km/h`, `đ/c`, `43H-016`, `54/2025/NĐ-CP`, `CaCO₃`, `m³/giờ`.
  func compound(at i: Int, to run: Int) -> Match? {
    guard units[i].kind == .word || units[i].kind == .number else { return nil }
    var end = partEnd(i, run)
    if end > i &+ 1, end == run || !isConnector(end) { return Match(end: end, kind: units[i].kind) }
    var hasWord = units[i].kind == .word
    while end &+ 1 < run, isConnector(end), units[end &+ 1].kind == .word || units[end &+ 1].kind == .number {
      if units[end &+ 1].kind == .word { hasWord = true }
      end = partEnd(end &+ 1, run)
    }
    guard end > i &+ 1, hasWord else { return nil }
    return Match(end: end, kind: isSlashed(i, end) ? .abbrev : .word)
  }

  /// One past the word or figure at `i` with the raised and lowered figures that it holds, as in formulas: `CaCO₃`, `5m²`.
  private func partEnd(_ i: Int, _ run: Int) -> Int {
    var end = i &+ 1
    while end < run, isScript(end) || (end > i &+ 1 && units[end].kind == .word && isScript(end &- 1)) {
      end &+= 1
    }
    return end
  }

  /// A figure raised or lowered.
  func isScript(_ i: Int) -> Bool {
    let start = Int(units[i].start)
    guard units[i].kind == .number, text[start] == 0xC2 || text[start] == 0xE2 else { return false }
    switch text.decodeScalar(at: start).scalar {
    case 0xB2, 0xB3, 0xB9, 0x2070...0x2079, 0x2080...0x2089: return true
    default: return false
    }
  }

  /// A hyphen or a slash.
  func isConnector(_ i: Int) -> Bool {
    switch mark(i) {
    case UInt8(ascii: "-"), UInt8(ascii: "/"): return true
    case 0: break
    default: return false
    }
    guard units[i].count == 3 else { return false }
    let scalar = text.decodeScalar(at: Int(units[i].start)).scalar
    return scalar == 0x2010 || scalar == 0x2011
  }

  /// One letter, a slash, one letter: `đ/c`, `k/g`.
  private func isSlashed(_ i: Int, _ end: Int) -> Bool {
    end == i &+ 3 && mark(i &+ 1) == UInt8(ascii: "/") && isSingleLetter(units[i])
      && isSingleLetter(units[i &+ 2])
  }

  /// `TP.`, `PGS.TS.`, `ThS.`, `v.v.`, `K.`, `Q.1`.
  func abbreviation(at i: Int, to run: Int) -> Match? {
    let unit = units[i]
    guard unit.kind == .word else { return nil }
    if unit.flags.contains(.compound), isDotted(bytes(unit)), cutPlace(unit) == nil {
      guard hasStop(i, run) else {
        return unit.shape == .upper || Abbreviations.contains(unit.exactHash)
          ? Match(end: i &+ 1, kind: .abbrev) : nil
      }
      return Match(end: i &+ 2, kind: .abbrev)
    }
    guard hasStop(i, run) else { return nil }
    if isSingleLetter(unit) {
      if i &+ 2 < run, units[i &+ 2].kind == .number { return Match(end: i &+ 3, kind: .abbrev) }
      return isInsideSentence(i) ? Match(end: i &+ 2, kind: .abbrev) : nil
    }
    return Abbreviations.contains(unit.exactHash) ? Match(end: i &+ 2, kind: .abbrev) : nil
  }

  /// A run of full stops.
  func dots(at i: Int, to run: Int) -> Match? {
    var end = i
    while end < run, mark(end) == UInt8(ascii: ".") { end &+= 1 }
    return end > i &+ 1 ? Match(end: end, kind: .punct) : nil
  }

  /// `:)`, `=))`, `;(`: eyes and a run of mouths; one mouth only where nothing stands before the eyes.
  func emoticon(at i: Int, to run: Int) -> Match? {
    switch mark(i) {
    case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="): break
    default: return nil
    }
    guard i &+ 1 < run else { return nil }
    let mouth = mark(i &+ 1)
    guard mouth == UInt8(ascii: ")") || mouth == UInt8(ascii: "(") else { return nil }
    var end = i &+ 2
    while end < run, mark(end) == mouth { end &+= 1 }
    guard end > i &+ 2 || i == 0 || units[i].flags.contains(.blankBefore) else { return nil }
    return Match(end: end, kind: .emoji)
  }

  /// Whether exactly one full stop follows.
  private func hasStop(_ i: Int, _ run: Int) -> Bool {
    i &+ 1 < run && mark(i &+ 1) == UInt8(ascii: ".") && !(i &+ 2 < run && mark(i &+ 2) == UInt8(ascii: "."))
  }

  /// Whether the letter of an initial stands in a sentence that goes on after its stop: something follows on the line,
  /// or the name before it would be left without its end.
  private func isInsideSentence(_ i: Int) -> Bool {
    let next = i &+ 2
    if next < units.count, !units[next].flags.contains(.newlineBefore), units[next].kind != .punct {
      return true
    }
    if next < units.count, !units[next].flags.contains(.blankBefore), mark(next) == UInt8(ascii: ",") {
      return true
    }
    return i > 0 && !units[i].flags.contains(.newlineBefore) && isCapital(units[i])
      && isCapital(units[i &- 1])
      && units[i &- 1].kind == .word
  }

  private func isSingleLetter(_ unit: TextUnit) -> Bool {
    guard unit.kind == .word, unit.count <= 6 else { return false }
    let step = text.decodeScalar(at: Int(unit.start))
    if step.length == unit.count { return true }
    // A letter with its marks apart.
    var i = Int(unit.start) &+ step.length
    while i < Int(unit.end) {
      let next = text.decodeScalar(at: i)
      guard (0x300...0x36F).contains(next.scalar) else { return false }
      i &+= next.length
    }
    return true
  }

  private func isCapital(_ unit: TextUnit) -> Bool { unit.shape == .title || unit.shape == .upper }

  private func isDotted(_ bytes: UnsafeRawBufferPointer) -> Bool { bytes.contains(UInt8(ascii: ".")) }

  /// Where a word is cut.
  struct Cut {
    /// Place of the full stop.
    var stop: Int
    /// Whether the stop belongs to the abbreviation before it.
    var keepsStop: Bool
  }

  /// UAX #29 holds `nhà.Tôi` for one word. It is cut at a stop between two words of two letters or more, unless it is an
  /// abbreviation; an abbreviation is cut from the name behind it (`TP.Hồ` Chí Minh).
  func cutPlace(_ unit: TextUnit) -> Cut? {
    let start = Int(unit.start)
    let end = Int(unit.end)
    var left = start
    for i in start..<end where text[i] == UInt8(ascii: ".") && i > left && i &+ 1 < end {
      let before = part(left, i)
      var stop = i &+ 1
      while stop < end, text[stop] != UInt8(ascii: ".") { stop &+= 1 }
      let after = part(i &+ 1, stop)
      left = i &+ 1
      if before.letters < 2 || after.letters < 2 { continue }
      if Abbreviations.contains(before.hash) {
        if after.shape == .title || after.shape == .lower, !Abbreviations.contains(after.hash) {
          return Cut(stop: i, keepsStop: true)
        }
        continue
      }
      if before.shape == .upper && after.shape == .upper { continue }
      return Cut(stop: i, keepsStop: false)
    }
    return nil
  }

  private struct Part {
    var letters: Int
    var shape: CaseShape
    var hash: UInt64
  }

  private func part(_ start: Int, _ end: Int) -> Part {
    let bytes = UnsafeRawBufferPointer(rebasing: text[start..<end])
    let reader = SegmentReader(bytes, ScannerTables.shared)
    return Part(
      letters: reader.summary.letterCount, shape: reader.summary.shape,
      hash: reader.exactHash ?? UnitHash.exact(bytes))
  }
}
