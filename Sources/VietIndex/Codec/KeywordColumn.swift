internal import VietCore

/// The values of a keyword field: for each document the numbers of its values, and the values in byte order.
package struct KeywordColumn: @unchecked Sendable {
  private let offsets: UnsafeRawPointer
  private let ordinals: UnsafeRawBufferPointer
  private let values: UnsafeRawBufferPointer
  /// Distinct values.
  package let valueCount: Int

  /// `nil` if the lengths of the sections don't fit.
  init?(
    offsets: UnsafeRawBufferPointer, ordinals: UnsafeRawBufferPointer, values: UnsafeRawBufferPointer,
    count: Int
  ) {
    guard offsets.count == (count + 1) * 4, values.count >= 4, ordinals.count % 4 == 0 else { return nil }
    valueCount = Int(values.baseAddress!.u32(0))
    guard values.count >= 4 + (valueCount + 1) * 4 else { return nil }
    self.offsets = offsets.baseAddress!
    self.ordinals = ordinals
    self.values = values
  }

  /// Calls `body` with the number of each value of the document.
  package func forEach(_ doc: UInt32, _ body: (Int) -> Void) {
    var i = Int(offsets.u32(Int(doc) * 4))
    let end = min(Int(offsets.u32(Int(doc) * 4 + 4)), ordinals.count / 4)
    while i < end {
      let value = Int(ordinals.baseAddress!.u32(i * 4))
      if value < valueCount { body(value) }
      i += 1
    }
  }

  /// The bytes of a value; empty if damaged.
  package func value(_ number: Int) -> UnsafeRawBufferPointer {
    let base = values.baseAddress!
    let start = Int(base.u32(4 + number * 4))
    let end = Int(base.u32(8 + number * 4))
    let first = 4 + (valueCount + 1) * 4
    guard start <= end, first + end <= values.count else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(rebasing: values[(first + start)..<(first + end)])
  }

  /// Writes the three sections. `pairs` are (document, number of the value), in order; `sortedValues` the values.
  static func write(
    _ output: SegmentOutput, field: Int, count: Int, pairs: [(doc: UInt32, value: UInt32)],
    sortedValues: [[UInt8]]
  ) throws(IndexError) {
    var buffer = ByteBuffer(capacity: (count + 1) * 4)
    var at = 0
    for doc in 0...count {
      while at < pairs.count && Int(pairs[at].doc) < doc { at += 1 }
      buffer.append(u32: UInt32(at))
    }
    try output.section(.keywordOffsets, field: UInt16(field), buffer)
    buffer.removeAll()
    for pair in pairs { buffer.append(u32: pair.value) }
    try output.section(.keywordOrdinals, field: UInt16(field), buffer)
    buffer.removeAll()
    buffer.append(u32: UInt32(sortedValues.count))
    var start = 0
    for value in sortedValues {
      buffer.append(u32: UInt32(start))
      start += value.count
    }
    buffer.append(u32: UInt32(start))
    for value in sortedValues { value.withUnsafeBytes { buffer.append($0) } }
    try output.section(.keywordValues, field: UInt16(field), buffer)
  }
}
