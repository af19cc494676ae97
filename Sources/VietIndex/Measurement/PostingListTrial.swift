internal import VietCore

/// The posting list codec by itself, for `Benchmarks/viet-ratios`; no part of the interface of the library.
@_spi(Measurement)
public struct PostingListTrial: ~Copyable {
  private var encoder = PostingListEncoder()
  private var bytes = ByteBuffer(capacity: 1 << 16)
  private var lists: [(offset: Int, length: Int, documents: Int)] = []
  private let limit: UInt32
  private var noPositions: UInt32 = 0

  /// `limit` documents in all.
  public init(limit: UInt32) { self.limit = limit }

  /// Bytes of all lists.
  public var byteCount: Int { bytes.count }

  public mutating func removeAll() {
    bytes.removeAll()
    lists.removeAll(keepingCapacity: true)
  }

  /// Encodes a list: ascending documents below the limit, each with how often the term stands in it.
  ///
  /// Throws: ``IndexError`` from 4 GiB a list on.
  public mutating func encode(
    documents: UnsafeBufferPointer<UInt32>, frequencies: UnsafeBufferPointer<UInt32>
  )
    throws(IndexError)
  {
    let offset = bytes.count
    encoder.begin(at: offset)
    for i in documents.indices {
      try encoder.add(
        documents[i], frequency: frequencies[i], positions: &noPositions, length: 0, impact: 0,
        keepsPositions: false, to: &bytes)
    }
    encoder.finish(limit: limit, to: &bytes)
    lists.append((offset, bytes.count - offset, documents.count))
  }

  /// Decodes all lists, the frequencies too if asked for, and returns the sum of what was read.
  public func decode(frequencies withFrequencies: Bool) -> UInt64 {
    var sum: UInt64 = 0
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 3 * PostingList.blockSize) { room in
      let documents = room.baseAddress!
      let frequencies = documents + PostingList.blockSize
      bytes.withBytes { bytes in
        for entry in lists {
          guard
            let list = PostingList(
              base: bytes.baseAddress! + entry.offset, length: entry.length, documents: entry.documents,
              limit: limit)
          else { continue }
          var block = PostingList.Block()
          for number in 0..<list.blocks where list.decode(number, into: documents, &block) {
            sum &+= UInt64(documents[block.count - 1])
            if withFrequencies {
              list.decodeFrequencies(block, into: frequencies, scratch: frequencies + PostingList.blockSize)
              sum &+= UInt64(frequencies[0])
            }
          }
        }
      }
    }
    return sum
  }
}
