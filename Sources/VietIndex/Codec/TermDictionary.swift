internal import VietCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The mapped dictionary of a segment. A key is the number of the field, one byte, then the term's key.
package struct TermDictionary: @unchecked Sendable {
  let blocks: UnsafeRawBufferPointer
  let index: UnsafeRawBufferPointer
  let postings: UnsafeRawBufferPointer
  /// Documents of the segment.
  let limit: UInt32
  package let count: Int

  private var blockCount: Int { index.count / 4 }

  private func blockStart(_ block: Int) -> Int { Int(index.baseAddress!.u32(block &* 4)) }

  /// The first key of a block, or `nil` if damaged.
  private func firstKey(_ block: Int) -> UnsafeRawBufferPointer? {
    guard let base = blocks.baseAddress else { return nil }
    var at = blockStart(block)
    guard at < blocks.count, Varint.read(base, &at, limit: blocks.count) != nil,
      let length = Varint.read(base, &at, limit: blocks.count), length <= UInt64(blocks.count - at)
    else { return nil }
    return UnsafeRawBufferPointer(start: base + at, count: Int(length))
  }

  static func isBefore(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    compare(a, b, from: 0) < 0
  }

  /// Order of the bytes from `start` on, at which both must hold: negative if `a` comes first.
  static func compare(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, from start: Int) -> Int {
    let n = min(a.count, b.count) - start
    if n > 0, let x = a.baseAddress, let y = b.baseAddress {
      let order = memcmp(x + start, y + start, n)
      if order != 0 { return Int(order) }
    }
    return a.count - b.count
  }

  /// A walk over the terms from the first not before `key`. Complexity: O(log terms). Damaged blocks end it.
  package func terms(from key: UnsafeRawBufferPointer) -> TermIterator {
    var low = 0
    var high = blockCount
    // The last block whose first key is not after `key`.
    while low < high {
      let middle = (low + high) / 2
      guard let first = firstKey(middle) else {
        return TermIterator(self, block: blockCount, isDamaged: true)
      }
      if Self.isBefore(key, first) { high = middle } else { low = middle + 1 }
    }
    var iterator = TermIterator(self, block: max(low - 1, 0), isDamaged: false)
    while iterator.next() {
      if !iterator.isBefore(key) {
        iterator.stepBack()
        return iterator
      }
    }
    return iterator
  }

  package func terms() -> TermIterator { TermIterator(self, block: 0, isDamaged: false) }

  /// The postings of exactly this key. Complexity: O(log terms). Throws nothing: `isDamaged` tells.
  package func find(_ key: UnsafeRawBufferPointer, isDamaged: inout Bool) -> PostingList? {
    var iterator = terms(from: key)
    let found = iterator.next()
    if iterator.isDamaged { isDamaged = true }
    guard found, iterator.withKey({ $0.elementsEqual(key) }) else { return nil }
    guard let list = iterator.postings else {
      isDamaged = true
      return nil
    }
    return list
  }

  /// A walk over terms in the order of their keys.
  package struct TermIterator: ~Copyable {
    private let dictionary: TermDictionary
    private var block: Int
    private var at = 0
    private var inBlock = 0
    private var key = ByteBuffer(capacity: 64)
    private var isHeld = false
    private var offset = 0
    private var length = 0
    /// Documents that have the term.
    package private(set) var documents = 0
    /// Whether the walk ended at something that can't be.
    package private(set) var isDamaged: Bool

    init(_ dictionary: TermDictionary, block: Int, isDamaged: Bool) {
      self.dictionary = dictionary
      self.block = block
      self.isDamaged = isDamaged
    }

    /// Makes ``next()`` stay once where it is.
    mutating func stepBack() { isHeld = true }

    /// Moves to the next term; `false` at the end.
    package mutating func next() -> Bool {
      if isHeld {
        isHeld = false
        return true
      }
      guard !isDamaged, block < dictionary.blockCount, let base = dictionary.blocks.baseAddress else {
        return false
      }
      if inBlock == DictionaryWriter.blockSize {
        block += 1
        inBlock = 0
        if block == dictionary.blockCount { return false }
      }
      if block * DictionaryWriter.blockSize + inBlock >= dictionary.count { return false }
      let limit = dictionary.blocks.count
      var shared = 0
      if inBlock == 0 {
        at = dictionary.blockStart(block)
        guard at < limit, let start = Varint.read(base, &at, limit: limit), start <= UInt64(Int.max / 2)
        else {
          return damaged()
        }
        offset = Int(start)
        length = 0
      } else {
        guard let value = Varint.read(base, &at, limit: limit), value <= UInt64(key.count) else {
          return damaged()
        }
        shared = Int(value)
      }
      guard let more = Varint.read(base, &at, limit: limit), more <= UInt64(limit - at) else {
        return damaged()
      }
      key.count = shared
      key.append(UnsafeRawBufferPointer(start: base + at, count: Int(more)))
      at += Int(more)
      guard let documents = Varint.read(base, &at, limit: limit), documents <= UInt64(dictionary.limit),
        let bytes = Varint.read(base, &at, limit: limit), bytes <= UInt64(dictionary.postings.count)
      else { return damaged() }
      offset += length
      length = Int(bytes)
      self.documents = Int(documents)
      inBlock += 1
      return true
    }

    private mutating func damaged() -> Bool {
      isDamaged = true
      return false
    }

    func isBefore(_ other: UnsafeRawBufferPointer) -> Bool {
      key.withBytes { TermDictionary.compare($0, other, from: 0) < 0 }
    }

    /// Calls `body` with the key: field byte, folded form, 0x00, form code.
    package func withKey<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R { key.withBytes(body) }

    /// The postings of the term, or `nil` if damaged.
    package var postings: PostingList? {
      guard offset <= dictionary.postings.count - length, let base = dictionary.postings.baseAddress else {
        return nil
      }
      return PostingList(
        base: base + offset, length: length, documents: documents, limit: dictionary.limit)
    }

    /// Bytes that the postings take.
    var postingBytes: Range<Int> { offset..<(offset + length) }
  }
}
