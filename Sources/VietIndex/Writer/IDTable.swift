/// Finds documents in memory by the hashes of their ids.
struct IDTable: ~Copyable {
  private struct Slot {
    var hash: UInt64
    /// One more than the document; 0 for none, `removed` for one that was taken out.
    var entry: UInt32
  }

  private var slots = [Slot](repeating: Slot(hash: 0, entry: 0), count: 64)
  private var count = 0
  private static let removed = UInt32.max

  /// Enters `doc`; returns the document of the same id that was there.
  mutating func replace(_ hash: UInt64, with doc: UInt32, where isSame: (UInt32) -> Bool) -> UInt32? {
    if count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var at = Int(truncatingIfNeeded: hash) & mask
    while slots[at].entry != 0 {
      if slots[at].hash == hash, slots[at].entry != Self.removed, isSame(slots[at].entry - 1) {
        defer { slots[at].entry = doc + 1 }
        return slots[at].entry - 1
      }
      at = (at + 1) & mask
    }
    slots[at] = Slot(hash: hash, entry: doc + 1)
    count += 1
    return nil
  }

  /// Takes out the document of the id, and returns it.
  mutating func remove(_ hash: UInt64, where isSame: (UInt32) -> Bool) -> UInt32? {
    let mask = slots.count - 1
    var at = Int(truncatingIfNeeded: hash) & mask
    while slots[at].entry != 0 {
      if slots[at].hash == hash, slots[at].entry != Self.removed, isSame(slots[at].entry - 1) {
        defer { slots[at].entry = Self.removed }
        return slots[at].entry - 1
      }
      at = (at + 1) & mask
    }
    return nil
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(hash: 0, entry: 0), count: old.count * 2)
    let mask = slots.count - 1
    count = 0
    for slot in old where slot.entry != 0 && slot.entry != Self.removed {
      var at = Int(truncatingIfNeeded: slot.hash) & mask
      while slots[at].entry != 0 { at = (at + 1) & mask }
      slots[at] = slot
      count += 1
    }
  }
}
