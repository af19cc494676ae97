internal import VietCore

/// The deleted documents of a segment; never changed once made, so that snapshots can share it.
package final class Deletions: Sendable {
  package let words: [UInt64]
  package let count: Int

  init(words: [UInt64]) {
    self.words = words
    count = words.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  @inline(__always)
  package func contains(_ doc: UInt32) -> Bool {
    words[Int(doc &>> 6)] &>> UInt64(doc & 63) & 1 == 1
  }

  static func none(_ documents: UInt32) -> [UInt64] {
    [UInt64](repeating: 0, count: (Int(documents) + 63) / 64)
  }

  /// Few documents as their distances, many as a bitmap; whichever is shorter.
  static func encode(_ words: [UInt64], into buffer: inout ByteBuffer) {
    var sparse = ByteBuffer()
    var last = -1
    var count = 0
    for (i, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        let doc = i * 64 + rest.trailingZeroBitCount
        Varint.append(UInt64(doc - last - 1), to: &sparse)
        last = doc
        count += 1
        rest &= rest - 1
      }
    }
    if sparse.count < words.count * 8 {
      buffer.append(0)
      Varint.append(UInt64(count), to: &buffer)
      buffer.append(UnsafeRawBufferPointer(start: sparse.base, count: sparse.count))
    } else {
      buffer.append(1)
      for word in words { buffer.append(u64: word) }
    }
  }

  /// `nil` if damaged; empty where nothing is deleted, so that a number of documents alone allocates nothing.
  static func decode(_ base: UnsafeRawPointer, _ at: inout Int, limit: Int, documents: UInt32) -> [UInt64]? {
    guard at < limit else { return nil }
    let kind = base.load(fromByteOffset: at, as: UInt8.self)
    at += 1
    switch kind {
    case 0:
      guard let count = Varint.read(base, &at, limit: limit), count <= UInt64(documents) else { return nil }
      guard count > 0 else { return [] }
      var words = none(documents)
      var doc: UInt64 = 0
      for i in 0..<count {
        guard let gap = Varint.read(base, &at, limit: limit), gap < UInt64(documents) else { return nil }
        doc += gap + (i == 0 ? 0 : 1)
        guard doc < UInt64(documents) else { return nil }
        words[Int(doc >> 6)] |= 1 << (doc & 63)
      }
      return words
    case 1:
      guard limit - at >= (Int(documents) + 63) / 64 * 8 else { return nil }
      var words = none(documents)
      for i in words.indices { words[i] = base.u64(at + i * 8) }
      at += words.count * 8
      if documents % 64 != 0, let last = words.last, last >> UInt64(documents % 64) != 0 { return nil }
      return words
    default: return nil
    }
  }
}
