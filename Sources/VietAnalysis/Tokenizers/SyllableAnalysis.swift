internal import VietCore

/// Cuts text into syllables, numbers and emoji, and makes their keys in the same pass.
///
/// The naive way is ``ChunkAnalysis``: ICU's word boundaries, then ``TermKey`` for each token. This does the same for
/// what is nearly all of a text: runs of ASCII and Vietnamese letters, composed or not, between marks that never
/// join words. A chunk (what stands between two ASCII blanks, where UAX #29 always breaks) in which anything else
/// shows up is taken back and done the naive way.
enum SyllableAnalysis {
  /// Letters of a token that the fast path takes.
  private static let letterLimit = 256

  /// Appends the terms of `text`, from position `batch.length` on.
  static func analyze(_ text: UnsafeRawBufferPointer, into batch: inout TermBatch) {
    var slow = ChunkAnalysis()
    guard let p = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let end = text.count
    let tables = LetterTables.shared
    let ascii = tables.ascii
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: letterLimit + 8) { forms in
      guard let form = forms.baseAddress else { return }
      var i = 0
      var chunk = 0
      // What to go back to when the chunk turns out to be slow.
      var entriesAtChunk = batch.count
      var keysAtChunk = batch.keys.count
      var lengthAtChunk = batch.length

      chunks: while i < end {
        var byte = p[i]
        if byte < 0x80 {
          let folded = ascii[Int(byte)]
          if folded <= LetterTables.ASCIIClass.joiner {
            i &+= 1
            if byte <= 0x20, isBlank(byte) {
              chunk = i
              entriesAtChunk = batch.count
              keysAtChunk = batch.keys.count
              lengthAtChunk = batch.length
            } else if byte == 0x5F {
              // An underscore joins whatever word comes next.
              i = takeBack(&batch, entriesAtChunk, keysAtChunk, lengthAtChunk, p, i, end)
              slow.analyze(text, chunk, i, into: &batch)
            }
            continue
          }
        }
        // A token starts here, or something that only the slow way knows.
        let start = i
        batch.keys.reserve(letterLimit * 2 + 16)
        let keyStart = batch.keys.count
        let key = batch.keys.base + keyStart
        var letters = 0
        var marked = 0  // letters up to the last one with a mark
        var needsSlow = false
        token: while i < end {
          byte = p[i]
          if byte < 0x80 {
            let folded = ascii[Int(byte)]
            if folded > LetterTables.ASCIIClass.joiner {
              key[letters] = folded
              form[letters] = FormCode.plain
              letters &+= 1
              i &+= 1
              if letters < letterLimit { continue token }
              needsSlow = true
              break token
            }
            guard folded == LetterTables.ASCIIClass.joiner, i &+ 1 < end else { break token }
            // A joiner: joins two digits or two letters of the right kinds, ends the token before anything else.
            switch joining(byte, previous: letters > 0 ? key[letters &- 1] : 0, next: p[i &+ 1]) {
            case .ends: break token
            case .joins:
              key[letters] = byte
              form[letters] = FormCode.plain
              letters &+= 1
              i &+= 1
              if letters < letterLimit { continue token }
              needsSlow = true
              break token
            case .unsure:
              needsSlow = true
              break token
            }
          }
          // A code point of two or three bytes.
          let length = tables.entryLength(byte)
          guard length > 0, i &+ length <= end else {
            if separatorLength(p, i, end) == 0 { needsSlow = true }
            break token
          }
          let entry = tables.entry(length, byte, p[i &+ 1], length == 3 ? p[i &+ 2] : 0)
          if entry > 0xFF {
            key[letters] = UInt8(truncatingIfNeeded: entry >> 8)
            let code = UInt8(truncatingIfNeeded: entry)
            form[letters] = code
            letters &+= 1
            if code != FormCode.plain { marked = letters }
            i &+= length
            if letters < letterLimit { continue token }
            needsSlow = true
            break token
          }
          if entry == 0 {
            if separatorLength(p, i, end) == 0 { needsSlow = true }
            break token
          }
          // A combining mark.
          guard letters > 0 else {
            needsSlow = true
            break token
          }
          let code = FormCode.adding(mark: entry & 0x7F, to: form[letters &- 1], letter: key[letters &- 1])
          if code == 0 {
            needsSlow = true
            break token
          }
          form[letters &- 1] = code
          marked = letters
          i &+= 2
        }
        if needsSlow {
          i = takeBack(&batch, entriesAtChunk, keysAtChunk, lengthAtChunk, p, i, end)
          slow.analyze(text, chunk, i, into: &batch)
          continue chunks
        }
        if letters == 0 {
          // A mark between words that the scan above knows.
          i &+= max(1, separatorLength(p, i, end))
          continue chunks
        }
        if marked &+ 1 == letters {
          FormCode.placeTone(key, form, count: letters)
          if form[letters &- 1] != FormCode.plain { marked = letters }
        }
        key[letters] = 0
        var k = 0
        let code = key + (letters &+ 1)
        while k < marked {
          code[k] = form[k]
          k &+= 1
        }
        batch.keys.count = keyStart &+ letters &+ 1 &+ marked
        batch.append(
          TermBatch.Entry(
            keyStart: UInt32(truncatingIfNeeded: keyStart), foldedLength: UInt16(truncatingIfNeeded: letters),
            formLength: UInt16(truncatingIfNeeded: marked), position: batch.length,
            start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: i), span: 1))
        batch.length &+= 1
      }
    }
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Forgets what the chunk gave so far and returns where it ends.
  @inline(never)
  private static func takeBack(
    _ batch: inout TermBatch, _ entries: Int, _ keys: Int, _ length: UInt32, _ p: UnsafePointer<UInt8>,
    _ at: Int,
    _ end: Int
  ) -> Int {
    batch.truncate(to: entries)
    batch.keys.count = keys
    batch.length = length
    var i = at
    while i < end, !isBlank(p[i]) { i &+= 1 }
    return i
  }

  private enum Joining { case ends, joins, unsure }

  /// What UAX #29 does with `byte` between the two others (rules WB6, WB7, WB11, WB12).
  @inline(__always)
  private static func joining(_ byte: UInt8, previous: UInt8, next: UInt8) -> Joining {
    if byte == 0x5F { return .unsure }
    if next >= 0x80 { return .unsure }
    let isDigitAfter = next &- 0x30 < 10
    let isLetterAfter = (next | 0x20) &- 0x61 < 26
    if next == 0x5F { return .ends }
    guard isDigitAfter || isLetterAfter else { return .ends }
    let isDigitBefore = previous &- 0x30 < 10
    let isLetterBefore = previous &- 0x61 < 26
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "'"):
      return (isDigitBefore && isDigitAfter) || (isLetterBefore && isLetterAfter) ? .joins : .ends
    case UInt8(ascii: ","), UInt8(ascii: ";"): return isDigitBefore && isDigitAfter ? .joins : .ends
    default: return isLetterBefore && isLetterAfter ? .unsure : .ends
    }
  }

  /// Bytes of the code point at `i` if it ends a word whatever stands around it, and is no token of its own; else 0.
  private static func separatorLength(_ p: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Int {
    let second = i + 1 < end ? p[i + 1] : 0
    let third = i + 2 < end ? p[i + 2] : 0
    switch p[i] {
    case 0xC2:
      // Latin-1 signs, but not the letters, digits, fractions, soft hyphen and middle dot among them.
      switch second {
      case 0xA0...0xA8, 0xAB, 0xAC, 0xAF...0xB1, 0xB4, 0xB6, 0xB8, 0xBB, 0xBF: return 2
      default: return 0
      }
    case 0xC3: return second == 0x97 || second == 0xB7 ? 2 : 0
    case 0xE2:
      switch (second, third) {
      // Dashes, quotes, daggers, bullet, ellipsis, per mille, primes; not the apostrophe and what else joins.
      case (0x80, 0x90...0x97), (0x80, 0x9A...0xA3), (0x80, 0xA5...0xA6), (0x80, 0xB0...0xBA): return 3
      // Currency signs.
      case (0x82, 0xA0...0xBF): return 3
      default: return 0
      }
    default: return 0
    }
  }
}
