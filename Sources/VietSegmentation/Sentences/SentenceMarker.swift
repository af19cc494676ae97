internal import VietCore

/// Marks the units with which sentences begin.
///
/// Decides at each terminator from the few units around it, so that a stream needs to hold one sentence and no more.
/// A line's end ends the sentence, unless lines are to be joined: then an empty line does.
package struct SentenceMarker {
  /// What a line's end means.
  @frozen
  public enum Lines: Sendable {
    case endSentences
    case areJoined
  }

  /// A sentence is cut at the first blank behind this many bytes.
  package static let cap = 1 << 17

  let text: UnsafeRawBufferPointer
  let units: UnsafeMutableBufferPointer<TextUnit>
  let lines: Lines

  package init(_ text: UnsafeRawBufferPointer, _ units: UnsafeMutableBufferPointer<TextUnit>, lines: Lines) {
    self.text = text
    self.units = units
    self.lines = lines
  }

  /// Sets ``TextUnit/Flags/sentenceStart``. Complexity: O(*n*).
  package func mark() {
    guard units.count > 0 else { return }
    let lineEnd: TextUnit.Flags = lines == .areJoined ? .paragraphBefore : .newlineBefore
    units[0].flags.insert(.sentenceStart)
    var start = 0
    var i = 0
    var run = Run(end: 0, closed: 0)
    while i < units.count {
      if i > start,
        units[i].flags.contains(lineEnd)
          || (units[i].flags.contains(.blankBefore)
            && units[i].start &- units[start].start >= UInt32(Self.cap))
      {
        units[i].flags.insert(.sentenceStart)
        start = i
      }
      guard mayTerminate(units[i]) else {
        i &+= 1
        continue
      }
      if run.end <= i { run = self.run(from: i, lineEnd: lineEnd) }
      if let next = boundary(after: i, run, in: start, lineEnd: lineEnd) {
        units[next].flags.insert(.sentenceStart)
        start = next
        i = next
      } else {
        i &+= 1
      }
    }
  }

  @inline(__always)
  private func mayTerminate(_ unit: TextUnit) -> Bool {
    if unit.kind == .punct { return isTerminator(unit) }
    return unit.kind == .abbrev && text[Int(unit.end) &- 1] == UInt8(ascii: ".")
  }

  /// Terminators without a blank between them, such as `?!` or `!!!`, and what closes behind them.
  private struct Run {
    /// One past the last terminator.
    var end: Int
    /// One past the last closing mark.
    var closed: Int
  }

  private func run(from i: Int, lineEnd: TextUnit.Flags) -> Run {
    var end = i &+ 1
    while end < units.count, !units[end].flags.contains(.blankBefore), units[end].kind == .punct,
      isTerminator(units[end])
    {
      end &+= 1
    }
    var closed = end
    while closed < units.count, !units[closed].flags.contains(lineEnd), isCloser(closed) { closed &+= 1 }
    return Run(end: end, closed: closed)
  }

  /// The first unit of the sentence after the terminator `i`, or `nil` where the sentence goes on; `run` is the one that
  /// the terminator is in.
  private func boundary(after i: Int, _ run: Run, in start: Int, lineEnd: TextUnit.Flags) -> Int? {
    let next = run.closed
    guard next < units.count, !units[next].flags.contains(lineEnd) else { return nil }
    let isClosed = next > run.end
    let following = units[next]
    if units[i].kind == .abbrev {
      return Abbreviations.mayEnd(units[i].exactHash) && following.flags.contains(.blankBefore)
        && isCapital(following)
        ? next : nil
    }
    switch terminator(units[run.end &- 1]) {
    case .stop:
      if isListLabel(i, in: start) { return nil }
      if following.flags.contains(.blankBefore) {
        return isClosed && following.shape == .lower ? nil : opens(next)
      }
      // No blank: a sentence begins only with a word, and only after one.
      return i > start && units[i &- 1].kind == .word && following.kind == .word && !isClosed ? next : nil
    case .mark:
      if following.kind == .punct && !isOpener(next) && !following.flags.contains(.blankBefore) { return nil }
      return isClosed && following.shape == .lower ? nil : opens(next)
    case .ellipsis:
      return following.flags.contains(.blankBefore) && isCapital(following) ? next : openedCapital(next)
    }
  }

  private enum Terminator { case stop, mark, ellipsis }

  private func terminator(_ unit: TextUnit) -> Terminator {
    switch text[Int(unit.start)] {
    case UInt8(ascii: "?"), UInt8(ascii: "!"): return .mark
    case UInt8(ascii: "."): return unit.count == 1 ? .stop : .ellipsis
    case 0xE2: return .ellipsis
    // 。！？ need no blank.
    default: return .mark
    }
  }

  @inline(__always)
  private func isTerminator(_ unit: TextUnit) -> Bool {
    switch text[Int(unit.start)] {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"): return true
    case 0xE2, 0xE3, 0xEF:
      switch text.decodeScalar(at: Int(unit.start)).scalar {
      case 0x2026, 0x203C, 0x2047...0x2049, 0x3002, 0xFF01, 0xFF1F: return true
      default: return false
      }
    default: return false
    }
  }

  /// Closing quotes and brackets that hug what is before them.
  private func isCloser(_ i: Int) -> Bool {
    guard units[i].kind == .punct, !units[i].flags.contains(.blankBefore) else { return false }
    switch text.decodeScalar(at: Int(units[i].start)).scalar {
    case 0x29, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x203A: return true
    // A straight quote closes where a blank or nothing follows.
    case 0x22, 0x27:
      return i &+ 1 == units.count || units[i &+ 1].flags.contains(.blankBefore)
        || units[i &+ 1].kind == .punct
    default: return false
    }
  }

  private func isOpener(_ i: Int) -> Bool {
    switch text.decodeScalar(at: Int(units[i].start)).scalar {
    case 0x22, 0x27, 0x28, 0x5B, 0x7B, 0xAB, 0x2018, 0x201C, 0x2039, 0x2D, 0x2013, 0x2014, 0x2022: return true
    default: return false
    }
  }

  /// `next` if a sentence may begin with it.
  private func opens(_ next: Int) -> Int? {
    guard units[next].kind == .punct else { return next }
    return isOpener(next) ? next : nil
  }

  /// `next` if it opens a quote or a bracket in front of a capital.
  private func openedCapital(_ next: Int) -> Int? {
    guard units[next].kind == .punct, units[next].flags.contains(.blankBefore), isOpener(next),
      next &+ 1 < units.count,
      isCapital(units[next &+ 1])
    else { return nil }
    return next
  }

  private func isCapital(_ unit: TextUnit) -> Bool {
    unit.shape == .title || unit.shape == .upper || unit.shape == .mixed
  }

  /// `1.` or `a.` at the head of a sentence.
  private func isListLabel(_ i: Int, in start: Int) -> Bool {
    guard i == start &+ 1 || (i == start &+ 2 && units[start].kind == .punct) else { return false }
    let label = units[i &- 1]
    return label.kind == .number
      ? label.count <= 5 : label.kind == .word && (label.count == 1 || isRoman(label))
  }

  private func isRoman(_ unit: TextUnit) -> Bool {
    text[Int(unit.start)..<Int(unit.end)].allSatisfy {
      $0 == UInt8(ascii: "I") || $0 == UInt8(ascii: "V") || $0 == UInt8(ascii: "X")
    }
  }
}
