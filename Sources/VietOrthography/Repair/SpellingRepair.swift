package import VietCore
internal import VietUnicode

/// Mends what was plainly meant otherwise (`tóan` to `toán`, `Ðức` to `Đức`, `nǎm` to `năm`), and takes out
/// invisible characters between Latin letters and odd blanks.
///
/// A word is rewritten only where the result is a valid syllable and the word as written is none. Lines that look
/// like mojibake or code, URLs, e-mail addresses and spans between backquotes stay as they are.
package struct SpellingRepair: Sendable {
  private let letters = LetterTable.shared
  private let syllables = SyllableTable.shared

  package init() {}

  /// Appends `bytes` (valid UTF-8 in NFC) mended, and records each edit relative to `bytes`.
  ///
  /// What a word becomes depends on its line, so cut inputs at newlines only. Complexity: O(*n*).
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
    var copy = EditingCopy(base, output)
    output.reserve(bytes.count + 16)
    var start = 0
    while start < bytes.count {
      var end = start
      var seen: UInt8 = 0
      while end < bytes.count, base[end] != 0x0A {
        seen |= base[end]
        end &+= 1
      }
      if seen >= 0x80 {
        let line = UnsafeBufferPointer(start: base + start, count: end - start)
        let signs = LineSigns(line)
        if !signs.isMojibake, !signs.isCode {
          var walk = Line(bytes: base, start: start, end: end, signs: signs)
          repair(&walk, &copy, into: &output, recording: &edits)
        }
      }
      start = end &+ 1
    }
    copy.copy(upTo: bytes.count, into: &output)
  }

  private struct Line {
    let bytes: UnsafePointer<UInt8>
    let start: Int
    let end: Int
    let signs: LineSigns

    func scalar(at index: Int) -> UInt32 {
      var scalars = UTF8Scalars(UnsafeRawBufferPointer(start: bytes + index, count: min(4, end - index)))
      return scalars.next()?.value ?? 0xFFFD
    }
  }

  private func repair(
    _ line: inout Line, _ copy: inout EditingCopy, into output: inout ByteBuffer,
    recording edits: inout some EditRecording & ~Copyable
  ) {
    let bytes = line.bytes
    var index = line.start
    while index < line.end {
      // A stretch between ASCII blanks.
      let start = index
      var seen: UInt8 = 0
      while index < line.end, bytes[index] > 0x20 {
        seen |= bytes[index]
        index &+= 1
      }
      if seen >= 0x80, !isUntouchable(line, start, index) {
        repairStretch(line, start, index, &copy, into: &output, recording: &edits)
      }
      // Between backquotes is code.
      if let quote = backquote(bytes, start, index), let close = closing(line, quote) {
        index = max(index, close)
      }
      index &+= 1
    }
  }

  private func backquote(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    (start..<end).first { bytes[$0] == 0x60 }
  }

  private func closing(_ line: Line, _ quote: Int) -> Int? {
    (quote + 1..<line.end).first { line.bytes[$0] == 0x60 }
  }

  /// URLs, e-mail addresses, mentions, and what only code has in it.
  private func isUntouchable(_ line: Line, _ start: Int, _ end: Int) -> Bool {
    for i in start..<end {
      switch line.bytes[i] {
      case 0x60, 0x7B, 0x7D, 0x5C, 0x3D, 0x24, 0x7C, 0x5E: return true
      default: break
      }
    }
    return WordBounds(bytes: line.bytes + start, count: end - start).isAddress(around: 0)
  }

  private func repairStretch(
    _ line: Line, _ start: Int, _ end: Int, _ copy: inout EditingCopy, into output: inout ByteBuffer,
    recording edits: inout some EditRecording & ~Copyable
  ) {
    let bounds = WordBounds(bytes: line.bytes, count: line.end)
    var index = start
    while index < end {
      if line.bytes[index] < 0x80, !WordBounds.isASCIIWord(line.bytes[index]) {
        index &+= 1
        continue
      }
      let next = bounds.after(index)
      if bounds.isWord(at: index) {
        let stop = wordEnd(line, bounds, index, end)
        word(line, bounds, index..<stop, &copy, into: &output, recording: &edits)
        index = stop
        continue
      }
      if LookAlikes.isBlank(line.scalar(at: index)) {
        var blank: UInt8 = 0x20
        copy.replace(index, next, with: &blank, count: 1, into: &output, recording: &edits)
      }
      index = next
    }
  }

  /// End of the word at `start`: invisible characters and spacing accents inside it, or accents after it, belong to it.
  private func wordEnd(_ line: Line, _ bounds: WordBounds, _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end {
      if bounds.isWord(at: index) {
        index = bounds.after(index)
        continue
      }
      guard line.bytes[index] >= 0x80 else { break }
      let scalar = line.scalar(at: index)
      let next = bounds.after(index)
      if LookAlikes.mark(ofSpacing: scalar) != nil {
        index = next
      } else if LookAlikes.isInvisible(scalar), let stop = afterInvisible(line, bounds, index, end) {
        index = stop
      } else {
        break
      }
    }
    return index
  }

  /// Where a run of invisible characters ends, if a letter or mark follows it.
  private func afterInvisible(_ line: Line, _ bounds: WordBounds, _ start: Int, _ end: Int) -> Int? {
    var index = start
    while index < end, line.bytes[index] >= 0x80, LookAlikes.isInvisible(line.scalar(at: index)) {
      index = bounds.after(index)
    }
    return index < end && bounds.isWord(at: index) ? index : nil
  }

  private func word(
    _ line: Line, _ bounds: WordBounds, _ word: Range<Int>, _ copy: inout EditingCopy,
    into output: inout ByteBuffer, recording edits: inout some EditRecording & ~Copyable
  ) {
    var seen: UInt8 = 0
    for i in word { seen |= line.bytes[i] }
    guard seen >= 0x80, syllables.find(line.bytes + word.lowerBound, word.count) == 0 else { return }
    // No word of one syllable is longer, even with each mark and invisible character apart.
    if word.count <= 64, let replaced = meant(line, bounds, word) {
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: SyllableSpelling.maximumBytes) { buffer in
        let count = replaced.reading.write(place: replaced.place, to: buffer.baseAddress!)
        copy.replace(
          word.lowerBound, word.upperBound, with: buffer.baseAddress!, count: count, into: &output,
          recording: &edits)
      }
      return
    }
    removeInvisible(line, bounds, word, &copy, into: &output, recording: &edits)
  }

  /// The spelling that was meant, where it is plain enough to write it.
  private func meant(_ line: Line, _ bounds: WordBounds, _ word: Range<Int>) -> (
    reading: WordReading, place: Int
  )? {
    let reading = WordReading(
      UnsafeRawBufferPointer(start: line.bytes + word.lowerBound, count: word.count))
    guard reading.hasLatin, let (_, place) = reading.meant else { return nil }
    let context = RepairContext(bounds, word, lineStart: line.start)
    if reading.hasCaron {
      guard !line.signs.hasPinyin, context.isAmongVietnamese else { return nil }
      return (reading, place)
    }
    let isMoved = reading.toneMarks == 1 && place != reading.place
    // Two things wrong at once are not plain.
    if isMoved, reading.hasOtherScript { return nil }
    if isMoved, !reading.isTelling, place < reading.place, reading.place == reading.count - 1 {
      // xià, huà, niú, più: a mark on the last vowel is how others write it.
      guard !line.signs.hasPinyin, context.isBetweenVietnamese else { return nil }
      return (reading, place)
    }
    guard reading.isTelling || context.isAmongVietnamese else { return nil }
    return (reading, place)
  }

  /// Removes invisible characters that stand between two Latin letters.
  private func removeInvisible(
    _ line: Line, _ bounds: WordBounds, _ word: Range<Int>, _ copy: inout EditingCopy,
    into output: inout ByteBuffer, recording edits: inout some EditRecording & ~Copyable
  ) {
    var index = word.lowerBound
    var afterLatin = false
    while index < word.upperBound {
      let scalar = line.scalar(at: index)
      guard LookAlikes.isInvisible(scalar) else {
        let facts = CodePointFacts(of: scalar)
        if !facts.isMark { afterLatin = facts.contains(.latin) && facts.isLetter }
        index = bounds.after(index)
        continue
      }
      let start = index
      while index < word.upperBound, LookAlikes.isInvisible(line.scalar(at: index)) {
        index = bounds.after(index)
      }
      guard afterLatin, index < word.upperBound else { continue }
      let facts = CodePointFacts(of: line.scalar(at: index))
      guard facts.contains(.latin), facts.isLetter else { continue }
      copy.replace(
        start, index, with: line.bytes, count: 0, into: &output, recording: &edits)
    }
  }
}
