internal import VietCore
internal import VietSegmentation

/// Cuts any text into tokens, the certain way: by the scanner that draws the boundaries of UAX #29.
///
/// Words, numbers and emoji are terms; marks, symbols and malformed bytes are not.
struct ChunkAnalysis: ~Copyable {
  /// Made when first needed: most texts are short and never need it, and what it remembers of words is large.
  private var scanner: SyllableScanner?
  private var units = UnitBatch(capacity: 64)

  init() {}

  /// Appends the terms of the bytes `start..<end` of `text`.
  mutating func analyze(
    _ text: UnsafeRawBufferPointer, _ start: Int, _ end: Int, into batch: inout TermBatch
  ) {
    // ICU counts @ as a letter; whoever looks for a name or a host must find it in an address, too.
    var part = start
    for i in start...end where i == end || text[i] == 0x40 {
      if part < i { analyzePart(text, part, i, into: &batch) }
      part = i + 1
    }
  }

  private mutating func analyzePart(
    _ text: UnsafeRawBufferPointer, _ start: Int, _ end: Int, into batch: inout TermBatch
  ) {
    units.removeAll()
    if scanner == nil { scanner = SyllableScanner() }
    scanner!.reset()
    _ = scanner!.scan(UnsafeRawBufferPointer(rebasing: text[start..<end]), into: &units)
    for i in 0..<units.count {
      let unit = units[i]
      switch unit.kind {
      case .word, .number, .emoji:
        Self.append(text, start + Int(unit.start), start + Int(unit.end), to: &batch)
      default: break
      }
    }
  }

  static func append(_ text: UnsafeRawBufferPointer, _ start: Int, _ end: Int, to batch: inout TermBatch) {
    let keyStart = batch.keys.count
    let (folded, form) = TermKey.append(UnsafeRawBufferPointer(rebasing: text[start..<end]), to: &batch.keys)
    batch.append(
      TermBatch.Entry(
        keyStart: UInt32(truncatingIfNeeded: keyStart), foldedLength: UInt16(folded),
        formLength: UInt16(form),
        position: batch.length, start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: end),
        span: 1))
    batch.length += 1
  }
}
