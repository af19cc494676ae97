public import VietCore
internal import VietUnicode

/// Reads an eight-bit encoding into UTF-8, NFC.
public struct LegacyDecoder: Sendable {
  public let encoding: LegacyEncoding
  /// What becomes of bytes that mean nothing in the encoding.
  public let invalid: InvalidUTF8Policy
  private let chart: CompiledChart

  /// - Parameter invalid: `.strict` throws; `.replace` writes U+FFFD; `.pass` writes the byte as it is.
  public init(_ encoding: LegacyEncoding, invalid: InvalidUTF8Policy = .strict) {
    self.encoding = encoding
    self.invalid = invalid
    chart = encoding.chart
  }

  /// Appends the UTF-8 of `bytes` to `output` and returns how many bytes meant nothing.
  ///
  /// A text may be decoded in parts that are cut where ``isBoundary(before:)`` says so.
  /// - Throws: ``ConversionError`` under `.strict`, with the offset in `bytes`.
  /// - Complexity: O(*n*); one table look-up a byte.
  @discardableResult
  public func decode(
    _ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer
  ) throws(ConversionError) -> Int {
    let start = output.count
    let result = try run(bytes, into: &output)
    if result.needsComposing { compose(&output, from: start) }
    return result.invalidCount
  }

  /// Decodes a whole text with the place that each part came from.
  public func decode(_ bytes: [UInt8]) throws(ConversionError) -> AlignedText {
    var output = ByteBuffer(capacity: bytes.count * 2)
    var edits = Alignment.Builder()
    var i = 0
    while i < bytes.count {
      // A letter is at most two bytes; everything between two boundaries is one edit.
      var end = i + 1
      while end < bytes.count, chart.isMark(bytes[end]) { end += 1 }
      let before = output.count
      let result = bytes[i..<end].withUnsafeBytes { run in
        Result { () throws(ConversionError) in try decode(run, into: &output) }
      }
      if case .failure(let error) = result { throw error.moved(by: i) }
      let isSame =
        output.count - before == end - i
        && (0..<(end - i)).allSatisfy { output.base[before + $0] == bytes[i + $0] }
      if !isSame { edits.replace(UTF8Range(i, end), with: UTF8Range(before, output.count)) }
      i = end
    }
    return AlignedText(text: output.string, alignment: edits.finish())
  }

  /// Whether a text may be cut before this byte: it can't belong to the byte before it.
  public func isBoundary(before byte: UInt8) -> Bool { !chart.isMark(byte) }

  private func run(
    _ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer
  ) throws(ConversionError) -> (invalidCount: Int, needsComposing: Bool) {
    guard let source = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return (0, false) }
    output.reserve(bytes.count * 3 + 4)
    let target = UnsafeMutableRawPointer(output.base)
    var out = output.count
    var row = 0  // of the byte before, 0 when it can't take a mark
    var lastLength = 0
    var invalidCount = 0
    var needsComposing = false
    let (single, rows, columns, pairs) = (chart.single, chart.rows, chart.columns, chart.pairs)
    for i in 0..<bytes.count {
      let byte = Int(source[i])
      let entry = single[byte]
      if entry & CompiledChart.markFlag != 0 {
        let pair = pairs[row &* chart.columnCount &+ Int(columns[byte])]
        if pair != 0 {
          out &-= lastLength
          target.storeBytes(of: pair, toByteOffset: out, as: UInt32.self)
          out &+= Int(pair >> 24 & 3)
          row = 0
          continue
        }
        // A combining mark with nothing in the table to stand on: ICU composes it if anything can.
        needsComposing = needsComposing || (entry & 0xFF == 0xCC && entry >> 24 & 3 == 2)
      }
      let length = Int(entry >> 24 & 3)
      if length == 0 {
        invalidCount += 1
        switch invalid {
        case .strict:
          throw ConversionError(
            .invalidBytes, offset: i,
            detail: "byte \(byteName(source[i])) means nothing in \(encoding.rawValue)")
        case .replace:
          target.storeBytes(of: PackedUTF8(0xFFFD).word, toByteOffset: out, as: UInt32.self)
          out &+= 3
        case .pass:
          target.storeBytes(of: source[i], toByteOffset: out, as: UInt8.self)
          out &+= 1
        }
        row = 0
        continue
      }
      target.storeBytes(of: entry, toByteOffset: out, as: UInt32.self)
      out &+= length
      lastLength = length
      row = Int(rows[byte])
    }
    output.count = out
    return (invalidCount, needsComposing)
  }

  private func compose(_ output: inout ByteBuffer, from start: Int) {
    var composed = ByteBuffer(capacity: output.count - start + 16)
    let run = UnsafeRawBufferPointer(start: output.base + start, count: output.count - start)
    guard (try? ICUNormalizing.normalize(run, to: .nfc, into: &composed)) != nil else { return }
    output.count = start
    composed.withBytes { output.append($0) }
  }
}
