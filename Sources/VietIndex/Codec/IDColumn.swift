internal import VietCore
internal import VietKernels

/// The ids of the documents, and the documents in the order of their ids' hashes, to find one by its id.
struct IDColumn: @unchecked Sendable {
  static let group = 32

  private let bytes: UnsafeRawBufferPointer
  private let offsets: UnsafeRawPointer
  private let order: UnsafeRawPointer
  private let lengthWidth: Int
  private let orderWidth: Int
  let count: Int

  static func groups(_ count: Int) -> Int { (count + group - 1) / group }

  static func width(_ limit: Int) -> Int {
    limit < 1 << 8 ? 1 : limit < 1 << 16 ? 2 : limit < 1 << 24 ? 3 : 4
  }

  static func hash(_ id: UnsafeRawBufferPointer) -> UInt64 { XXHash64.hash(id) }

  /// `nil` if the lengths of the sections don't fit.
  init?(
    bytes: UnsafeRawBufferPointer, offsets: UnsafeRawBufferPointer, order: UnsafeRawBufferPointer, count: Int
  ) {
    let fixed = Self.groups(count) * 4
    if offsets.count == fixed + count {
      lengthWidth = 1
    } else if offsets.count == fixed + count * 2 {
      lengthWidth = 2
    } else {
      return nil
    }
    orderWidth = Self.width(count)
    guard order.count == count * orderWidth else { return nil }
    self.bytes = bytes
    self.offsets = offsets.baseAddress!
    self.order = order.baseAddress!
    self.count = count
  }

  private func length(_ doc: Int) -> Int {
    let at = Self.groups(count) * 4 + doc * lengthWidth
    return lengthWidth == 1 ? Int(offsets.load(fromByteOffset: at, as: UInt8.self)) : Int(offsets.u16(at))
  }

  /// The id of a document; `nil` if damaged. Complexity: O(1).
  subscript(doc: Int) -> UnsafeRawBufferPointer? {
    let group = doc / Self.group
    var start = Int(offsets.u32(group * 4))
    for i in group * Self.group..<doc { start += length(i) }
    let count = length(doc)
    guard start + count <= bytes.count else { return nil }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<(start + count)])
  }

  /// The document at place `i` of the order of hashes.
  func document(atPlace i: Int) -> Int {
    var value = 0
    for j in 0..<orderWidth {
      value |= Int(order.load(fromByteOffset: i * orderWidth + j, as: UInt8.self)) << (8 * j)
    }
    return min(value, count - 1)
  }

  /// The hash of the id at place `i` of the order of hashes; 0 if damaged.
  func hash(atPlace i: Int) -> UInt64 { self[document(atPlace: i)].map(Self.hash) ?? 0 }

  /// All documents of that id, the later ones with the greater number. Complexity: O(log log count) expected.
  func find(_ id: UnsafeRawBufferPointer, hash: UInt64, _ body: (UInt32) -> Void) {
    guard count > 0 else { return }
    // The first place whose hash is not less. Hashes are even: guess by proportion a few times, then halve.
    var low = 0
    var high = count
    var lowHash: UInt64 = 0
    var highHash = UInt64.max
    var guesses = 8
    while low < high {
      var middle = (low + high) / 2
      if guesses > 0 && highHash > lowHash && hash >= lowHash {
        guesses -= 1
        let share = Double(hash &- lowHash) / Double(highHash &- lowHash)
        middle = min(max(low + Int(share * Double(high - low)), low), high - 1)
      }
      let found = self.hash(atPlace: middle)
      if found < hash {
        low = middle + 1
        lowHash = found
      } else {
        high = middle
        highHash = found
      }
    }
    while low < count {
      let doc = document(atPlace: low)
      guard let candidate = self[doc], Self.hash(candidate) == hash else { return }
      if candidate.elementsEqual(id) { body(UInt32(doc)) }
      low += 1
    }
  }

  /// Writes the three sections.
  static func write(
    _ output: SegmentOutput, ids: borrowing ByteBuffer, starts: [Int], hashes: [UInt64]
  ) throws(IndexError) {
    let count = hashes.count
    try output.section(.ids, ids)
    var offsets = ByteBuffer(capacity: count * 2)
    var isWide = false
    for i in 0..<count where starts[i + 1] - starts[i] > 255 { isWide = true }
    for group in 0..<groups(count) {
      guard starts[group * Self.group] <= Int(UInt32.max) else {
        throw IndexError(.tooLarge, "the ids of one segment exceed 4 GiB (split the index)")
      }
      offsets.append(u32: UInt32(starts[group * Self.group]))
    }
    for i in 0..<count {
      let length = starts[i + 1] - starts[i]
      if isWide { offsets.append(u16: UInt16(length)) } else { offsets.append(UInt8(length)) }
    }
    try output.section(.idOffsets, offsets)
    var order = (0..<UInt32(count)).map { $0 }
    order.sort { a, b in
      let x = hashes[Int(a)]
      let y = hashes[Int(b)]
      return x != y ? x < y : a < b
    }
    let width = Self.width(count)
    offsets.removeAll()
    for doc in order {
      for j in 0..<width { offsets.append(UInt8(truncatingIfNeeded: doc >> UInt32(8 * j))) }
    }
    try output.section(.idOrder, offsets)
  }
}
