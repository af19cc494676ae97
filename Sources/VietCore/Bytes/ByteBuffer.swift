/// A growable run of bytes with one owner: what every rewriting stage appends to.
///
/// Memory is reserved once a batch; appending inside a reserved capacity neither allocates nor checks
/// exclusivity at run time, because the type is not copyable and lives in one place.
@frozen
public struct ByteBuffer: ~Copyable {
  /// First byte of the storage. Valid until the next call that may grow it.
  public internal(set) var base: UnsafeMutablePointer<UInt8>
  /// Bytes that the storage can hold before it grows.
  public internal(set) var capacity: Int
  /// Bytes in use. Settable so that a kernel that wrote through ``base`` can say how far it came.
  public var count: Int

  public init(capacity: Int = 0) {
    self.capacity = Swift.max(capacity, 64)
    base = .allocate(capacity: self.capacity)
    count = 0
  }

  deinit { base.deallocate() }

  /// Makes room for `additional` more bytes. Complexity: amortised O(1) a byte.
  @inlinable
  public mutating func reserve(_ additional: Int) {
    if capacity &- count < additional { grow(additional) }
  }

  @usableFromInline
  mutating func grow(_ additional: Int) {
    let wanted = Swift.max(count + additional, capacity + capacity / 2)
    let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    bigger.update(from: base, count: count)
    base.deallocate()
    base = bigger
    capacity = wanted
  }

  @inlinable
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count &+= 1
  }

  @inlinable
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    UnsafeMutableRawPointer(base + count).copyMemory(from: source, byteCount: bytes.count)
    count &+= bytes.count
  }

  /// Appends the UTF-8 of `text`.
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Drops the contents and keeps the storage.
  @inlinable public mutating func removeAll() { count = 0 }

  /// Drops the first `n` bytes and moves the rest to the front. Complexity: O(count).
  public mutating func removeFirst(_ n: Int) {
    precondition(n <= count)
    UnsafeMutableRawPointer(base).copyMemory(from: base + n, byteCount: count - n)
    count -= n
  }

  /// Calls `body` with the bytes in use; the pointer is valid only during the call.
  @inlinable
  public func withBytes<R: ~Copyable, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E)
    -> R
  {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// A copy of the bytes in use.
  public var array: [UInt8] { [UInt8](UnsafeBufferPointer(start: base, count: count)) }

  /// The bytes as a `String`, malformed UTF-8 replaced by U+FFFD.
  public var string: String {
    String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }
}
