package import VietCore

/// Moves the tone mark in the open rimes `oa oe uy` of valid syllables, and nowhere else: `hòa` to `hoà` or back.
///
/// After q there is one place only, so `quý` stays; so do URLs, e-mail addresses and ``ForeignNames``. In
/// capitals the mark moves and the case stays with its letter. Old of new is old, new of old is new.
package struct ToneMarkPlacement: Sendable {
  private let style: ToneMarkStyle
  private let letters = LetterTable.shared
  private let syllables = SyllableTable.shared

  package init(_ style: ToneMarkStyle) { self.style = style }

  /// Appends `bytes` (valid UTF-8 in NFC) with the marks moved, and records each edit relative to `bytes`.
  ///
  /// Complexity: O(*n*).
  package func rewrite(
    _ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer,
    recording edits: inout Alignment.Builder
  ) { run(bytes, into: &output, recording: &edits) }

  /// As ``rewrite(_:into:recording:)`` without the record.
  package func rewrite(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    var silent = NoEdits()
    run(bytes, into: &output, recording: &silent)
  }

  private func run(
    _ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer,
    recording edits: inout some EditRecording & ~Copyable
  ) {
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
    let bounds = WordBounds(bytes: base, count: bytes.count)
    var copy = EditingCopy(base, output)
    output.reserve(bytes.count + 16)
    // The second letter of the rime tells: bare after a letter of several bytes, or marked after a bare one.
    var index = 1
    while index < bytes.count {
      let byte = base[index]
      let isCandidate =
        style == .modern
        ? base[index &- 1] >= 0x80 && Self.isSecond(byte)
        : byte >= 0xC3 && Self.isFirst(base[index &- 1])
      if isCandidate {
        move(secondAt: index, bounds, &copy, into: &output, recording: &edits)
      }
      index &+= 1
    }
    copy.copy(upTo: bytes.count, into: &output)
  }

  @inline(__always)
  private static func isSecond(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower == 0x61 || lower == 0x65 || lower == 0x79
  }

  @inline(__always)
  private static func isFirst(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower == 0x6F || lower == 0x75
  }

  /// Moves the mark between the letter before `second` and the one there, if the whole word says so.
  private func move(
    secondAt second: Int, _ bounds: WordBounds, _ copy: inout EditingCopy, into output: inout ByteBuffer,
    recording edits: inout some EditRecording & ~Copyable
  ) {
    let first = bounds.before(second)
    guard first >= copy.copied else { return }
    var end = first
    let firstCode = letters.read(bounds.bytes, &end, bounds.count)
    guard firstCode != LetterTable.none, end == second else { return }
    let secondCode = letters.read(bounds.bytes, &end, bounds.count)
    guard secondCode != LetterTable.none, let pair = Self.rime(firstCode, secondCode) else { return }
    let isMarkedRight = style == .modern ? firstCode >> 5 != 0 : secondCode >> 5 != 0
    guard isMarkedRight, end == bounds.count || !bounds.isWord(at: end) else { return }
    let start = bounds.wordStart(first)
    let raw = syllables.find(bounds.bytes + start, end - start)
    guard raw != 0, Syllable(unchecked: raw).dependsOnStyle,
      !ForeignNames.contains(bounds, start..<end), !bounds.isAddress(around: start)
    else { return }
    let tone = Syllable(unchecked: raw).tone
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8) { buffer in
      let target = buffer.baseAddress!
      var count = letters.write(
        pair.0, style == .modern ? .ngang : tone, isUpper: letters.isUpper(bounds.bytes + first), to: target)
      count += letters.write(
        pair.1, style == .modern ? tone : .ngang, isUpper: letters.isUpper(bounds.bytes + second),
        to: target + count)
      copy.replace(first, end, with: target, count: count, into: &output, recording: &edits)
    }
  }

  /// The two letters, if they are those of oa, oe or uy.
  private static func rime(_ first: UInt8, _ second: UInt8) -> (Letter, Letter)? {
    switch (Letter(rawValue: first & 31), Letter(rawValue: second & 31)) {
    case (.o, .a): (.o, .a)
    case (.o, .e): (.o, .e)
    case (.u, .y): (.u, .y)
    default: nil
    }
  }
}
