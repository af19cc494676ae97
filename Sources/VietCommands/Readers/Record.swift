internal import VietCore
internal import VietKernels

/// One record of an input: names and values as bytes that live until the next one is read.
package struct Record: ~Copyable {
  package struct Field {
    package let name: UnsafeRawBufferPointer
    /// What a string says, escapes resolved; of everything else the JSON as it stands.
    package let value: UnsafeRawBufferPointer
    let kind: JSONScanner.Kind
  }

  private var storage: UnsafeMutablePointer<Field>
  private var capacity: Int
  package private(set) var count = 0
  /// Where the record starts, counted from 1.
  package internal(set) var line = 0
  /// Resolved escapes, and the repaired copy of malformed text.
  var scratch = ByteBuffer(capacity: 1 << 12)
  var repaired = ByteBuffer(capacity: 0)
  /// Pieces of malformed UTF-8 that became U+FFFD.
  var malformed = 0

  package init() {
    capacity = 16
    storage = .allocate(capacity: capacity)
  }

  deinit { storage.deallocate() }

  package subscript(_ index: Int) -> Field {
    precondition(index < count)
    return storage[index]
  }

  mutating func removeAll() {
    count = 0
    malformed = 0
    scratch.removeAll()
    repaired.removeAll()
  }

  mutating func append(_ field: Field) {
    if count == capacity {
      let bigger = UnsafeMutablePointer<Field>.allocate(capacity: capacity * 2)
      bigger.update(from: storage, count: count)
      storage.deallocate()
      storage = bigger
      capacity *= 2
    }
    storage[count] = field
    count += 1
  }

  /// `bytes`, or their repaired copy where they are not UTF-8.
  ///
  /// `room` is what all calls for this record may add up to, so that the copies stay where they are.
  mutating func sound(_ bytes: UnsafeRawBufferPointer, room: Int) -> UnsafeRawBufferPointer {
    if UTF8Validation.isValid(bytes) { return bytes }
    if repaired.count == 0 { repaired.reserve(room * 3) }
    let start = repaired.count
    malformed += MalformedUTF8.replace(bytes, into: &repaired)
    return UnsafeRawBufferPointer(start: repaired.base + start, count: repaired.count - start)
  }
}

/// A record that can't be used.
package struct RecordError: Error, Hashable {
  /// Counted from 1.
  package let line: Int
  package let detail: String
}
