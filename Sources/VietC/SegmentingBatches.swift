// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVietText
internal import VietCore
internal import VietSegmentation

/// Counts what stands before a byte of a text, in the unit that the caller counts in; goes forward only.
private struct OffsetCounter {
  private let text: UnsafeRawBufferPointer
  private let unit: viet_offset_unit
  private var byte = 0
  private var count = 0

  init(_ text: UnsafeRawBufferPointer, _ unit: viet_offset_unit) {
    self.text = text
    self.unit = unit
  }

  /// The offset of a byte that is not before that of the last call.
  mutating func offset(of target: Int) -> Int32 {
    switch Int(unit) {
    case VIET_CODE_POINTS:
      for i in byte..<target { count &+= text[i] & 0xC0 == 0x80 ? 0 : 1 }
    case VIET_UTF16:
      for i in byte..<target { count &+= text[i] & 0xC0 == 0x80 ? 0 : text[i] >= 0xF0 ? 2 : 1 }
    default: count = target
    }
    byte = target
    return Int32(truncatingIfNeeded: count)
  }
}

/// Writes the tokens of text after text to the caller's arrays, as far as they go, and counts on beyond.
private struct TokenArrayWriter {
  private let handle: SegmenterHandle
  private let arrays: viet_token_arrays
  private let unit: viet_offset_unit
  private(set) var count = 0
  private(set) var textLength = 0

  init(_ handle: SegmenterHandle, _ arrays: viet_token_arrays, _ unit: viet_offset_unit) {
    self.handle = handle
    self.arrays = arrays
    self.unit = unit
  }

  var fits: Bool { count <= arrays.capacity && (arrays.text == nil || textLength <= arrays.text_capacity) }

  mutating func add(_ text: UnsafeRawBufferPointer, _ units: UnsafeBufferPointer<TextUnit>) {
    var counter = OffsetCounter(text, unit)
    handle.forEachToken(units) { first, last in
      let (start, end) = (Int(units[first].start), Int(units[last &- 1].end))
      if count < arrays.capacity {
        arrays.starts?[count] = counter.offset(of: start)
        arrays.ends?[count] = counter.offset(of: end)
        arrays.kinds?[count] = handle.kind(units[first])
        arrays.flags?[count] = SegmenterHandle.flags(units, first, last)
      }
      if let target = arrays.text {
        if count < arrays.capacity { arrays.text_offsets[count] = Int64(textLength) }
        if textLength + (end - start) <= arrays.text_capacity, let source = text.baseAddress {
          UnsafeMutableRawPointer(target + textLength).copyMemory(
            from: source + start, byteCount: end - start)
        }
        textLength += end - start
      }
      count += 1
    }
  }

  func finish() {
    if arrays.text != nil, count <= arrays.capacity { arrays.text_offsets[count] = Int64(textLength) }
  }
}

@c @implementation
public func viet_segment_batch(
  _ segmenter: OpaquePointer?, _ texts: UnsafePointer<CChar>?, _ offsets: UnsafePointer<Int64>?,
  _ count: Int, _ unit: viet_offset_unit, _ tokens: UnsafeMutablePointer<viet_token_arrays>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(segmenter, as: SegmenterHandle.self, "segmenter")
    let batch = try TextBatch(texts, offsets, count)
    guard let tokens else { throw Failure.missing("the token arrays") }
    let arrays = tokens.pointee
    guard arrays.capacity >= 0,
      arrays.text == nil || (arrays.text_offsets != nil && arrays.text_capacity >= 0)
    else { throw Failure(.invalidArgument, "text in the token arrays needs text_offsets and text_capacity") }
    guard (VIET_BYTES...VIET_UTF16).contains(Int(unit)) else {
      throw Failure(.invalidArgument, "there is no offset unit \(unit)")
    }
    var writer = TokenArrayWriter(handle, arrays, unit)
    try handle.workers.lend { worker throws(Failure) in
      arrays.token_offsets?[0] = 0
      for i in 0..<batch.count {
        let text = try checked(batch[i], i)
        worker.pipeline.run(text)
        worker.pipeline.units.withUnits { writer.add(text, $0) }
        arrays.token_offsets?[i + 1] = Int64(writer.count)
      }
    }
    writer.finish()
    tokens.pointee.count = writer.count
    tokens.pointee.text_length = writer.textLength
    guard writer.fits else {
      throw Failure(
        .bufferTooSmall,
        "\(writer.count) tokens of \(writer.textLength) bytes do not fit into the arrays (see count and text_length)"
      )
    }
  }
}

/// Text number `i`, which must be short enough for 32-bit offsets.
private func checked(_ text: UnsafeRawBufferPointer, _ i: Int) throws(Failure) -> UnsafeRawBufferPointer {
  guard text.count <= Int(Int32.max) else {
    throw Failure(.tooLarge, offset: i, "text \(i) has 2 GiB or more (use a stream)")
  }
  return text
}

@c @implementation
public func viet_segment_text_batch(
  _ segmenter: OpaquePointer?, _ texts: UnsafePointer<CChar>?, _ offsets: UnsafePointer<Int64>?,
  _ count: Int, _ separators: UnsafePointer<viet_separators>?, _ out: UnsafeMutablePointer<CChar>?,
  _ capacity: Int, _ outOffsets: UnsafeMutablePointer<Int64>?, _ length: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<viet_error>?
) -> viet_status {
  report(error) { () throws(Failure) in
    let handle = try object(segmenter, as: SegmenterHandle.self, "segmenter")
    let batch = try TextBatch(texts, offsets, count)
    guard let outOffsets else { throw Failure.missing("out_offsets") }
    var result = ByteBuffer(capacity: batch.totalCount + batch.totalCount / 4 + 64)
    let between = JoinedText.Separators(
      syllable: separators.map { UInt8(bitPattern: $0.pointee.syllable) } ?? UInt8(ascii: "_"),
      token: separators.map { UInt8(bitPattern: $0.pointee.token) } ?? 0x20)
    let sentenceEnd = separators.map { UInt8(bitPattern: $0.pointee.sentence) } ?? 0x0A
    try handle.workers.lend { worker throws(Failure) in
      outOffsets[0] = 0
      for i in 0..<batch.count {
        let text = try checked(batch[i], i)
        worker.pipeline.run(text)
        worker.pipeline.units.withUnits { units in
          handle.append(text, units, between, sentenceEnd, into: &result)
        }
        outOffsets[i + 1] = Int64(result.count)
      }
    }
    try deliver(result, out, capacity, length)
  }
}

extension SegmenterHandle {
  /// Appends a text in segmented form, a separator between two sentences.
  fileprivate func append(
    _ text: UnsafeRawBufferPointer, _ units: UnsafeBufferPointer<TextUnit>,
    _ between: JoinedText.Separators, _ sentenceEnd: UInt8, into result: inout ByteBuffer
  ) {
    var start = 0
    while start < units.count {
      var end = start &+ 1
      while end < units.count, !units[end].flags.contains(.sentenceStart) { end &+= 1 }
      if start > 0 { result.append(sentenceEnd) }
      if unit == .sentence {
        let sentence = Int(units[start].start)..<Int(units[end &- 1].end)
        MalformedUTF8.replace(UnsafeRawBufferPointer(rebasing: text[sentence]), into: &result)
      } else {
        _ = JoinedText.append(
          text, UnsafeBufferPointer(rebasing: units[start..<end]), between, passesMalformed: false,
          into: &result)
      }
      start = end
    }
  }
}
