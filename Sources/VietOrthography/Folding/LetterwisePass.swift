internal import VietCore

/// A pass that replaces code point by code point: a table for Latin text, and spans of all else in one piece.
protocol LetterwisePass {
  var table: LatinTable { get }
  /// Whether A to Z become a to z; all other ASCII stays in every pass.
  var lowersASCII: Bool { get }
  /// Appends what a span of code points without a table entry becomes. What stands around it has entries; `afterLatin`
  /// says whether that before it is a Latin letter.
  func rewriteSpan(_ bytes: UnsafeRawBufferPointer, afterLatin: Bool, into output: inout ByteBuffer)
}

extension LetterwisePass {
  /// Rewrites valid UTF-8 in NFC. Complexity: O(*n*).
  @inline(__always)
  func run<EditRecorder: EditRecording & ~Copyable>(
    _ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer, recording edits: inout EditRecorder
  ) {
    guard let source = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
    let count = bytes.count
    let table = table
    let origin = output.count
    // A table entry is never longer than what it stands for, but for two bytes that become three.
    output.reserve(count + count / 2 + 16)
    var target = output.base + origin
    var index = 0
    while index < count {
      // Eight bytes at once, of which those before the first that is not ASCII count: no branch on the length of
      // the run, which nothing predicts in a text whose every other letter bears a mark.
      if !EditRecorder.isRecording, index &+ 8 <= count {
        let word = UnsafeRawPointer(source + index).loadUnaligned(as: UInt64.self).littleEndian
        let run = (word & 0x8080_8080_8080_8080).trailingZeroBitCount >> 3
        UnsafeMutableRawPointer(target).storeBytes(
          of: (lowersASCII ? Self.lower(word) : word).littleEndian, as: UInt64.self)
        target += run
        index &+= run
        if run == 8 { continue }
      }
      let lead = source[index]
      if lead < 0x80 {
        let byte = lowersASCII && lead &- 0x41 < 26 ? lead | 0x20 : lead
        target[0] = byte
        if EditRecorder.isRecording, byte != lead {
          let at = target - (output.base + origin)
          edits.record(index, index &+ 1, at, at &+ 1)
        }
        target += 1
        index &+= 1
        continue
      }
      let entry = table.entry(source + index)
      let length = lead < 0xE0 ? 2 : 3
      if entry != 0 {
        let made = Int(truncatingIfNeeded: entry >> 24 & 3)
        target[0] = UInt8(truncatingIfNeeded: entry)
        target[1] = UInt8(truncatingIfNeeded: entry >> 8)
        target[2] = UInt8(truncatingIfNeeded: entry >> 16)
        let at = target - (output.base + origin)
        edits.recordIfChanged(source, index, index &+ length, target, at, at &+ made)
        target += made
        index &+= length
        continue
      }
      let start = index
      repeat {
        index &+= 1
        while index < count, source[index] & 0xC0 == 0x80 { index &+= 1 }
      } while index < count && source[index] >= 0x80 && table.entry(source + index) == 0
      output.count = target - output.base
      let at = output.count - origin
      rewriteSpan(
        UnsafeRawBufferPointer(start: source + start, count: index - start),
        afterLatin: start > 0 && table.isLatinLetter(source + Self.before(source, start)), into: &output)
      output.reserve((count - index) * 3 / 2 + 16)
      target = output.base + output.count
      edits.recordIfChanged(
        source, start, index, output.base + (origin + at), at, output.count - origin)
    }
    output.count = target - output.base
  }

  /// Lower-cases the bytes A to Z; what is not ASCII comes out as anything.
  @inline(__always)
  private static func lower(_ word: UInt64) -> UInt64 {
    let low = word & 0x7F7F_7F7F_7F7F_7F7F
    let isUpper = (low &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(low &+ 0x2525_2525_2525_2525) & 0x8080_8080_8080_8080
    return word | isUpper >> 2
  }

  private static func before(_ bytes: UnsafePointer<UInt8>, _ index: Int) -> Int {
    var i = index - 1
    while i > 0, bytes[i] & 0xC0 == 0x80 { i -= 1 }
    return i
  }
}
