package import VietCore

/// Which letter the open rime i is written with after `h k l m s t`: `kĩ, Mĩ` or `kỹ, Mỹ`.
@frozen
public enum YiLetter: String, CaseIterable, Codable, Sendable { case i, y }

/// Rewrites the open rime i of valid syllables with one letter, i or y.
///
/// To i: every such syllable, but for what may be foreign. To y: only syllables that dictionaries write with y (Sino-Vietnamese ones), since
/// `mì`, `tí`, `li ti` never are; and `quí` to `quý`, which is `quý` by either rule. A name of one syllable
/// (`chị Lý`) stays as it is; so do URLs and e-mail addresses.
package struct YiSpelling: Sendable {
  private let letter: YiLetter
  private let letters = LetterTable.shared
  private let syllables = SyllableTable.shared

  package init(_ letter: YiLetter) { self.letter = letter }

  /// Appends `bytes` (valid UTF-8 in NFC) rewritten, and records each edit relative to `bytes`.
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
    let wanted: Letter = letter == .i ? .y : .i
    var copy = EditingCopy(base, output)
    output.reserve(bytes.count + 16)
    var index = 1
    while index < bytes.count {
      defer { index &+= 1 }
      // A letter i or y right after h k l m s t u.
      guard Self.isOnset(base[index &- 1]), base[index] >= 0x49 else { continue }
      var end = index
      let code = letters.read(base, &end, bytes.count)
      guard code != LetterTable.none, code & 31 == wanted.rawValue,
        end == bytes.count || !bounds.isWord(at: end)
      else { continue }
      let start = bounds.wordStart(index)
      let raw = syllables.find(base + start, end - start)
      guard raw != 0, isChanged(Syllable(unchecked: raw), bounds, start..<end),
        !bounds.isAddress(around: start)
      else { continue }
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3) { buffer in
        let count = letters.write(
          letter == .i ? .i : .y, Syllable(unchecked: raw).tone, isUpper: letters.isUpper(base + index),
          to: buffer.baseAddress!)
        copy.replace(
          index, end, with: buffer.baseAddress!, count: count, into: &output, recording: &edits)
      }
    }
    copy.copy(upTo: bytes.count, into: &output)
  }

  @inline(__always)
  private static func isOnset(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case 0x68, 0x6B, 0x6C, 0x6D, 0x73, 0x74, 0x75: true
    default: false
    }
  }

  /// Whether a syllable that ends in the other letter is rewritten where it stands.
  private func isChanged(_ syllable: Syllable, _ bounds: WordBounds, _ word: Range<Int>) -> Bool {
    guard syllable.coda == .none else { return false }
    if syllable.hasGlide { return letter == .y && syllable.onset == .c }
    switch syllable.onset {
    case .h, .c, .l, .m, .s, .t: break
    default: return false
    }
    if YiWords.isOneSyllableName(bounds, word, syllable) { return false }
    if syllable.tone == .ngang, YiWords.mayBeForeign(bounds, word, syllable) { return false }
    return letter == .i || YiWords.isWrittenWithY(syllable, bounds, word)
  }
}
