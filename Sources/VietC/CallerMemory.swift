internal import CVietText
internal import VietCore

/// The caller's bytes. NULL is an empty text.
func bytes(_ pointer: UnsafePointer<CChar>?, _ length: Int, _ what: StaticString = "text") throws(Failure)
  -> UnsafeRawBufferPointer
{
  guard length >= 0 else { throw Failure(.tooLarge, "the length of the \(what) has its highest bit set") }
  guard let pointer else {
    guard length == 0 else { throw Failure(.invalidArgument, "the \(what) is NULL but has a length") }
    return UnsafeRawBufferPointer(start: nil, count: 0)
  }
  return UnsafeRawBufferPointer(start: pointer, count: length)
}

/// A text of the caller's as a `String`; malformed bytes become U+FFFD.
func string(_ pointer: UnsafePointer<CChar>?, _ length: Int, _ what: StaticString) throws(Failure) -> String?
{
  guard pointer != nil else { return nil }
  return String(decoding: try bytes(pointer, length, what), as: UTF8.self)
}

/// Copies `result` to the caller's memory, where it fits, and tells its length.
func deliver(
  _ result: borrowing ByteBuffer, _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ length: UnsafeMutablePointer<Int>?
) throws(Failure) {
  length?.pointee = result.count
  guard result.count > 0 else { return }
  guard let out, result.count <= capacity else {
    throw Failure(.bufferTooSmall, "the result has \(result.count) bytes, the buffer \(max(capacity, 0))")
  }
  UnsafeMutableRawPointer(out).copyMemory(from: result.base, byteCount: result.count)
}

/// Several texts that stand back to back.
struct TextBatch {
  let count: Int
  private let texts: UnsafeRawPointer?
  private let offsets: UnsafePointer<Int64>

  /// Throws where the offsets descend or are negative, with the number of the text.
  init(_ texts: UnsafePointer<CChar>?, _ offsets: UnsafePointer<Int64>?, _ count: Int) throws(Failure) {
    guard count >= 0, let offsets else {
      throw Failure(.invalidArgument, "the offsets of the texts are NULL")
    }
    guard offsets[0] >= 0 else { throw Failure(.invalidArgument, offset: 0, "the first offset is negative") }
    for i in 0..<count where offsets[i + 1] < offsets[i] {
      throw Failure(.invalidArgument, offset: i, "text \(i) ends before it starts")
    }
    guard texts != nil || offsets[count] == offsets[0] else {
      throw Failure(.invalidArgument, "the texts are NULL")
    }
    self.count = count
    self.texts = UnsafeRawPointer(texts)
    self.offsets = offsets
  }

  /// Bytes of all texts.
  var totalCount: Int { Int(offsets[count] - offsets[0]) }

  subscript(_ i: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: texts.map { $0 + Int(offsets[i]) }, count: Int(offsets[i + 1] - offsets[i]))
  }
}

/// Rewrites each text of a batch by `rewrite` and hands out the results back to back, with their offsets.
///
/// What a text of the batch is refused for bears the number of the text.
func deliverEach(
  _ batch: TextBatch, _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ outOffsets: UnsafeMutablePointer<Int64>?, _ length: UnsafeMutablePointer<Int>?,
  _ rewrite: (UnsafeRawBufferPointer, inout ByteBuffer) throws(Failure) -> Void
) throws(Failure) {
  guard let outOffsets else { throw Failure.missing("out_offsets") }
  var result = ByteBuffer(capacity: batch.totalCount + batch.totalCount / 8 + 64)
  outOffsets[0] = 0
  for i in 0..<batch.count {
    do throws(Failure) { try rewrite(batch[i], &result) } catch {
      throw Failure(error.status, offset: i, "text \(i): \(error.message)")
    }
    outOffsets[i + 1] = Int64(result.count)
  }
  try deliver(result, out, capacity, length)
}
