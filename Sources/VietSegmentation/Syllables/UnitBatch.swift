/// The units of one stretch of text, flat and growable; one owner.
@frozen
public struct UnitBatch: ~Copyable {
  /// The first unit. Valid until the next call that may grow the batch.
  public internal(set) var base: UnsafeMutablePointer<TextUnit>
  public internal(set) var capacity: Int
  /// Units in use. Settable so that a loop that wrote through ``base`` can say how far it came.
  public var count: Int

  public init(capacity: Int = 1024) {
    self.capacity = Swift.max(capacity, 16)
    base = .allocate(capacity: self.capacity)
    count = 0
  }

  deinit { base.deallocate() }

  /// Makes room for `additional` more units. Complexity: amortised O(1) a unit.
  @inlinable
  public mutating func reserve(_ additional: Int) {
    if capacity &- count < additional { grow(additional) }
  }

  @usableFromInline
  mutating func grow(_ additional: Int) {
    let wanted = Swift.max(count + additional, capacity * 2)
    let bigger = UnsafeMutablePointer<TextUnit>.allocate(capacity: wanted)
    bigger.update(from: base, count: count)
    base.deallocate()
    base = bigger
    capacity = wanted
  }

  @inlinable
  public mutating func append(_ unit: TextUnit) {
    reserve(1)
    base[count] = unit
    count &+= 1
  }

  /// Drops the units and keeps the storage.
  @inlinable public mutating func removeAll() { count = 0 }

  @inlinable
  public subscript(index: Int) -> TextUnit {
    get {
      precondition(index >= 0 && index < count, "no such unit")
      return base[index]
    }
    set {
      precondition(index >= 0 && index < count, "no such unit")
      base[index] = newValue
    }
  }

  /// Calls `body` with the units in use; the pointer is valid only during the call.
  @inlinable
  public func withUnits<R: ~Copyable, E: Error>(
    _ body: (UnsafeBufferPointer<TextUnit>) throws(E) -> R
  ) throws(E) -> R {
    try body(UnsafeBufferPointer(start: base, count: count))
  }
}
