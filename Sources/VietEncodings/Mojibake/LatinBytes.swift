internal import VietCore

/// Takes Latin letters back to the bytes that they were and reads those again.
enum LatinBytes {
  /// Appends `text` with each run that Windows-1252 can hold read as `encoding`.
  static func redecode(
    _ text: UnsafeRawBufferPointer, as encoding: LegacyEncoding, into output: inout ByteBuffer
  ) {
    let decoder = LegacyDecoder(encoding, invalid: .replace)
    let chart = encoding.chart
    var run = ByteBuffer(capacity: text.count)
    var reader = UTF8Reader(text)
    while !reader.isAtEnd {
      let start = reader.offset
      if let codePoint = reader.next(), let byte = byte(of: codePoint),
        chart.isUsed(byte)
      {
        run.append(byte)
        continue
      }
      run.withBytes { _ = try? decoder.decode($0, into: &output) }
      run.removeAll()
      output.append(UnsafeRawBufferPointer(rebasing: text[start..<reader.offset]))
    }
    run.withBytes { _ = try? decoder.decode($0, into: &output) }
  }

  private static func byte(of codePoint: UInt32) -> UInt8? {
    // A soft hyphen (0xAD, ư in TCVN3) is often shown as a minus sign.
    codePoint == 0x2212 ? 0xAD : Windows1252.byte(codePoint)
  }
}
