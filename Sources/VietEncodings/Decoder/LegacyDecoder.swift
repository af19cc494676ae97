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

  /// What a loop over bytes brought.
  private struct Tally {
    var invalidCount = 0
    var needsComposing = false
  }

  private func run(
    _ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer
  ) throws(ConversionError) -> Tally {
    guard let source = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return Tally() }
    output.reserve(bytes.count * 3 + 4)
    let target = UnsafeMutableRawPointer(output.base)
    var result = Tally()
    output.count =
      chart.hasPairs
      ? try runPairs(source, bytes.count, into: target, from: output.count, &result)
      : try runSingles(source, bytes.count, into: target, from: output.count, &result)
    return result
  }

  /// One byte a letter: four stores without a branch while nothing is undefined.
  private func runSingles(
    _ source: UnsafePointer<UInt8>, _ count: Int, into target: UnsafeMutableRawPointer, from start: Int,
    _ result: inout Tally
  ) throws(ConversionError) -> Int {
    let single = chart.single
    var out = start
    var i = 0
    while i < count {
      if i &+ 4 <= count {
        let a = single[Int(source[i])]
        let b = single[Int(source[i &+ 1])]
        let c = single[Int(source[i &+ 2])]
        let d = single[Int(source[i &+ 3])]
        if (a | b | c | d) & CompiledChart.flags == 0 {
          target.storeBytes(of: a, toByteOffset: out, as: UInt32.self)
          out &+= Int(a >> 24)
          target.storeBytes(of: b, toByteOffset: out, as: UInt32.self)
          out &+= Int(b >> 24)
          target.storeBytes(of: c, toByteOffset: out, as: UInt32.self)
          out &+= Int(c >> 24)
          target.storeBytes(of: d, toByteOffset: out, as: UInt32.self)
          out &+= Int(d >> 24)
          i &+= 4
          continue
        }
      }
      let entry = single[Int(source[i])]
      if entry & CompiledChart.undefinedFlag != 0 {
        out &+= try writeInvalid(source[i], at: i, into: target + out, &result)
      } else {
        // A combining mark: ICU composes it with the letter before.
        if entry & CompiledChart.markFlag != 0 { result.needsComposing = true }
        target.storeBytes(of: entry, toByteOffset: out, as: UInt32.self)
        out &+= Int(entry >> 24 & 3)
      }
      i &+= 1
    }
    return out
  }

  /// Letters of one or two bytes. (Selecting by masks instead of the branch was tried: 1.5 times as slow.)
  private func runPairs(
    _ source: UnsafePointer<UInt8>, _ count: Int, into target: UnsafeMutableRawPointer, from start: Int,
    _ result: inout Tally
  ) throws(ConversionError) -> Int {
    let (single, rows, columns, pairs) = (chart.single, chart.rows, chart.columns, chart.pairs)
    var out = start
    var row = 0  // of the byte before, 0 when it can't take a mark
    var lastLength = 0
    for i in 0..<count {
      let byte = Int(source[i])
      let entry = single[byte]
      if entry & CompiledChart.flags != 0 {
        let pair = pairs[row &+ Int(columns[byte])]
        if pair != 0 {
          out &-= lastLength
          target.storeBytes(of: pair, toByteOffset: out, as: UInt32.self)
          out &+= Int(pair >> 24 & 3)
          row = 0
          continue
        }
        if entry & CompiledChart.undefinedFlag != 0 {
          out &+= try writeInvalid(source[i], at: i, into: target + out, &result)
          row = 0
          continue
        }
        // U+0300 to U+036F has the lead byte CC or CD. With nothing in the table to stand on, ICU composes it if
        // anything can.
        if entry & 0xFE == 0xCC && entry >> 24 & 3 == 2 { result.needsComposing = true }
      }
      target.storeBytes(of: entry, toByteOffset: out, as: UInt32.self)
      lastLength = Int(entry >> 24 & 3)
      out &+= lastLength
      row = Int(rows[byte])
    }
    return out
  }

  /// Returns how many bytes were written.
  private func writeInvalid(
    _ byte: UInt8, at offset: Int, into target: UnsafeMutableRawPointer, _ result: inout Tally
  ) throws(ConversionError) -> Int {
    result.invalidCount += 1
    switch invalid {
    case .strict:
      throw ConversionError(
        .invalidBytes, offset: offset, detail: "byte \(byteName(byte)) means nothing in \(encoding.rawValue)")
    case .replace:
      let replacement = PackedUTF8(0xFFFD)
      target.storeBytes(of: replacement.word, as: UInt32.self)
      return replacement.length
    case .pass:
      target.storeBytes(of: byte, as: UInt8.self)
      return 1
    }
  }

  private func compose(_ output: inout ByteBuffer, from start: Int) {
    var composed = ByteBuffer(capacity: output.count - start + 16)
    let run = UnsafeRawBufferPointer(start: output.base + start, count: output.count - start)
    guard (try? ICUNormalizing.normalize(run, to: .nfc, into: &composed)) != nil else { return }
    output.count = start
    composed.withBytes { output.append($0) }
  }
}
