internal import VietCore

/// A segment that goes into a merge.
final class MergeSource {
  static let dead = UInt32.max

  let segment: Segment
  let deletions: Deletions?
  let ordinalBase: UInt64
  /// For each field of the result, the number that the field has here.
  let fields: [Int?]
  /// The new number of each document, or ``dead``.
  var newNumbers: [UInt32]
  private var block = ByteBuffer(capacity: StoredFields.blockSize * 2)
  private var blockNumber = -1

  init(_ segment: Segment, deletions: Deletions?, ordinalBase: UInt64, fields: [Int?]) {
    self.segment = segment
    self.deletions = deletions
    self.ordinalBase = ordinalBase
    self.fields = fields
    newNumbers = [UInt32](repeating: Self.dead, count: Int(segment.documents))
  }

  func isLive(_ doc: UInt32) -> Bool { !(deletions?.contains(doc) ?? false) }
  func ordinal(_ doc: UInt32) -> UInt64 { ordinalBase &+ segment.ordinals[doc] }

  /// Calls `body` with the bytes of the document's stored values.
  func stored(_ doc: UInt32, _ body: (UnsafeRawBufferPointer) throws(IndexError) -> Void) throws(IndexError) {
    guard let stored = segment.stored else {
      try body(UnsafeRawBufferPointer(start: nil, count: 0))
      return
    }
    let number = stored.block(of: Int(doc))
    if number != blockNumber {
      blockNumber = -1
      try stored.unpack(number, into: &block)
      blockNumber = number
    }
    let range = try stored.find(Int(doc), block: number, in: block)
    try body(UnsafeRawBufferPointer(start: block.base + range.lowerBound, count: range.count))
  }
}
