internal import VietCore

/// Writes the terms of a segment in order: front-coded blocks, and an index of where the blocks begin.
///
/// A key here is the number of the field, one byte, and then the term's key.
struct DictionaryWriter: ~Copyable {
  static let blockSize = 32

  private(set) var blocks = ByteBuffer(capacity: 1 << 16)
  private(set) var index = ByteBuffer(capacity: 1 << 12)
  private var previous = ByteBuffer(capacity: 256)
  private(set) var count = 0
  private var postings: UInt64 = 0

  /// Adds a term that `documents` documents have, whose postings follow those of the term before and are `length` bytes.
  mutating func add(field: UInt8, key: UnsafeRawBufferPointer, documents: Int, length: Int)
    throws(IndexError)
  {
    let keyCount = key.count + 1
    if count % Self.blockSize == 0 {
      guard blocks.count <= Int(UInt32.max) - (1 << 20) else {
        throw IndexError(.tooLarge, "the dictionary of one segment exceeds 4 GiB (split the index)")
      }
      index.append(u32: UInt32(blocks.count))
      Varint.append(postings, to: &blocks)
      Varint.append(UInt64(keyCount), to: &blocks)
      blocks.append(field)
      blocks.append(key)
    } else {
      var shared = 0
      if previous.count > 0 && previous.base[0] == field {
        shared = 1
        let limit = min(previous.count, keyCount)
        while shared < limit && previous.base[shared] == key[shared - 1] { shared &+= 1 }
      }
      Varint.append(UInt64(shared), to: &blocks)
      Varint.append(UInt64(keyCount - shared), to: &blocks)
      if shared == 0 {
        blocks.append(field)
        blocks.append(key)
      } else {
        blocks.append(UnsafeRawBufferPointer(rebasing: key[(shared - 1)...]))
      }
    }
    Varint.append(UInt64(documents), to: &blocks)
    Varint.append(UInt64(length), to: &blocks)
    previous.removeAll()
    previous.append(field)
    previous.append(key)
    count += 1
    postings += UInt64(length)
  }
}
