internal import VietCore

/// The inversion in memory: for each term of the documents so far a chain of slices with its postings.
///
/// An open-addressing table of 32-bit tags leads to 32-byte states; keys lie back to back. A chain holds, for
/// each occurrence, `2 * step` where step is the distance from the position before, and for the first in a
/// document `2 * position + 1` followed by the distance from the document before (all as varints).
struct TermTable: ~Copyable {
  struct State {
    var key: UInt32
    var keyLength: UInt32
    var lastDoc: UInt32
    var lastPosition: UInt32
    /// Where the next byte goes.
    var write: UInt32
    /// Where the link at the end of the slice stands.
    var link: UInt32
    /// First slice.
    var head: UInt32
    var level: UInt8
    var field: UInt8
  }

  /// Positions and documents must stay below this, so that an entry takes at most 8 bytes.
  static let positionLimit: UInt32 = 1 << 27
  static let documentLimit: UInt32 = 1 << 27
  private static let noDoc = UInt32.max
  /// The longest entry: no slice is used to less than this before its link.
  static let entryLimit: UInt32 = 8
  static let noHead = UInt32.max

  private var slots: UnsafeMutablePointer<UInt64>
  private var slotBits: Int
  private(set) var states: UnsafeMutablePointer<State>
  private var stateCapacity: Int
  private(set) var count = 0
  private(set) var keys: ByteBuffer
  private(set) var arena: UnsafeMutableRawPointer
  private var arenaCapacity: Int
  private(set) var arenaUsed = 0
  /// Keys that are hashed before the first of them is looked up.
  private static let ahead = 32
  private let tags: UnsafeMutablePointer<UInt32> = .allocate(capacity: ahead)
  private let hints: UnsafeMutablePointer<UInt32> = .allocate(capacity: ahead)

  /// `arenaCapacity` bytes are reserved at once, and touched only as far as they are used; more are taken if need be.
  init(arenaCapacity: Int) {
    (slots, slotBits) = Self.freshSlots()
    (states, stateCapacity) = Self.freshStates()
    keys = ByteBuffer(capacity: Self.keyCapacity)
    self.arenaCapacity = arenaCapacity
    arena = .allocate(byteCount: arenaCapacity, alignment: 16)
  }

  deinit {
    slots.deallocate()
    states.deallocate()
    arena.deallocate()
    tags.deallocate()
    hints.deallocate()
  }

  /// Bytes of heap in use.
  var heap: Int {
    arenaUsed + 8 << slotBits + stateCapacity * MemoryLayout<State>.stride + keys.capacity
  }

  /// Bytes of the slice at `level`, its link included: short for the many rare terms, long for the few frequent ones.
  @inline(__always)
  static func sliceSize(_ level: UInt8) -> UInt32 {
    level < 7 ? UInt32(12) &+ (UInt32(12) &<< UInt32(level)) : 1024
  }

  @inline(__always)
  private static func tag(_ key: UnsafeRawPointer, _ length: Int, _ field: UInt8) -> UInt32 {
    UInt32(truncatingIfNeeded: hash(key, length, field) &>> 32)
  }

  @inline(__always)
  private static func hash(_ p: UnsafeRawPointer, _ n: Int, _ field: UInt8) -> UInt64 {
    let m: UInt64 = 0x9FB2_1C65_1E98_DF25
    var h = (UInt64(field) &+ UInt64(n) &<< 8) &* 0x9E37_79B9_7F4A_7C15
    if n >= 8 {
      var i = 0
      while i &+ 8 < n {
        h = (h ^ p.loadUnaligned(fromByteOffset: i, as: UInt64.self)) &* m
        h ^= h &>> 29
        i &+= 8
      }
      h = (h ^ p.loadUnaligned(fromByteOffset: n &- 8, as: UInt64.self)) &* m
    } else if n >= 4 {
      let a = UInt64(p.loadUnaligned(as: UInt32.self))
      let b = UInt64(p.loadUnaligned(fromByteOffset: n &- 4, as: UInt32.self))
      h = (h ^ (a | b &<< 32)) &* m
    } else if n > 0 {
      let a = UInt64(p.load(as: UInt8.self))
      let b = UInt64(p.load(fromByteOffset: n &>> 1, as: UInt8.self))
      let c = UInt64(p.load(fromByteOffset: n &- 1, as: UInt8.self))
      h = (h ^ (a | b &<< 8 | c &<< 16)) &* m
    }
    h ^= h &>> 32
    h = h &* 0xD6E8_FEB8_6659_FD93
    return h ^ h &>> 29
  }

  @inline(__always)
  private static func equal(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ n: Int) -> Bool {
    if n >= 8 {
      var i = 0
      while i &+ 8 < n {
        if a.loadUnaligned(fromByteOffset: i, as: UInt64.self)
          != b.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        {
          return false
        }
        i &+= 8
      }
      return a.loadUnaligned(fromByteOffset: n &- 8, as: UInt64.self)
        == b.loadUnaligned(fromByteOffset: n &- 8, as: UInt64.self)
    }
    if n >= 4 {
      return a.loadUnaligned(as: UInt32.self) == b.loadUnaligned(as: UInt32.self)
        && a.loadUnaligned(fromByteOffset: n &- 4, as: UInt32.self)
          == b.loadUnaligned(fromByteOffset: n &- 4, as: UInt32.self)
    }
    var i = 0
    while i < n {
      if a.load(fromByteOffset: i, as: UInt8.self) != b.load(fromByteOffset: i, as: UInt8.self) {
        return false
      }
      i &+= 1
    }
    return true
  }

  /// Adds the terms of one text of document `doc`; positions count from `firstPosition`.
  ///
  /// Documents must come in ascending order, and no position may reach ``positionLimit``. Returns one more than
  /// the greatest position.
  mutating func add(
    _ batch: borrowing TermBatch, field: UInt8, doc: UInt32, firstPosition: UInt32, keepsPositions: Bool
  ) -> UInt32 {
    var end = firstPosition
    let entries = batch.entries
    let source = UnsafeRawPointer(batch.keys.base)
    var i = 0
    while i < batch.count {
      // Hash a few keys first and touch what they lead to: the cache misses then overlap.
      let n = min(Self.ahead, batch.count &- i)
      for j in 0..<n {
        let entry = entries[i &+ j]
        let tag = Self.tag(source + Int(entry.keyStart), entry.keyLength, field)
        tags[j] = tag
        hints[j] = UInt32(truncatingIfNeeded: slots[Int(tag &>> UInt32(32 &- slotBits))])
      }
      var touched: UInt32 = 0
      for j in 0..<n where hints[j] != 0 { touched &+= states[Int(hints[j]) &- 1].key }
      hints[0] = touched
      for j in 0..<n {
        let entry = entries[i &+ j]
        let position = firstPosition &+ entry.position
        end = max(end, position &+ 1)
        let index = find(source + Int(entry.keyStart), entry.keyLength, field, tags[j])
        note(index, doc, position, keepsPositions)
      }
      i &+= n
    }
    return end
  }

  /// Adds one term without positions; returns its number.
  mutating func add(term: UnsafeRawBufferPointer, field: UInt8, doc: UInt32) -> Int {
    let index = find(
      term.baseAddress!, term.count, field, Self.tag(term.baseAddress!, term.count, field))
    note(index, doc, 0, true)
    return index
  }

  @inline(__always)
  private mutating func note(_ index: Int, _ doc: UInt32, _ position: UInt32, _ keepsPositions: Bool) {
    let state = states + index
    var value: UInt32
    if state.pointee.lastDoc == doc {
      if keepsPositions {
        // The same term twice at one place, or out of order, counts once.
        guard position > state.pointee.lastPosition else { return }
        value = (position &- state.pointee.lastPosition) &<< 1
      } else {
        value = 2
      }
      ensure(state)
      var at = state.pointee.write
      while value >= 0x80 {
        arena.storeBytes(
          of: UInt8(truncatingIfNeeded: value) | 0x80, toByteOffset: Int(at), as: UInt8.self)
        at &+= 1
        value &>>= 7
      }
      arena.storeBytes(of: UInt8(truncatingIfNeeded: value), toByteOffset: Int(at), as: UInt8.self)
      state.pointee.write = at &+ 1
      state.pointee.lastPosition = position
      return
    }
    ensure(state)
    var at = state.pointee.write
    value = position &<< 1 | 1
    while value >= 0x80 {
      arena.storeBytes(of: UInt8(truncatingIfNeeded: value) | 0x80, toByteOffset: Int(at), as: UInt8.self)
      at &+= 1
      value &>>= 7
    }
    arena.storeBytes(of: UInt8(truncatingIfNeeded: value), toByteOffset: Int(at), as: UInt8.self)
    at &+= 1
    value = doc &- state.pointee.lastDoc
    while value >= 0x80 {
      arena.storeBytes(of: UInt8(truncatingIfNeeded: value) | 0x80, toByteOffset: Int(at), as: UInt8.self)
      at &+= 1
      value &>>= 7
    }
    arena.storeBytes(of: UInt8(truncatingIfNeeded: value), toByteOffset: Int(at), as: UInt8.self)
    state.pointee.write = at &+ 1
    state.pointee.lastPosition = position
    state.pointee.lastDoc = doc
  }

  /// Sees to it that the slice holds one more entry.
  @inline(__always)
  private mutating func ensure(_ state: UnsafeMutablePointer<State>) {
    if state.pointee.write &+ Self.entryLimit <= state.pointee.link { return }
    extend(state)
  }

  @inline(never)
  private mutating func extend(_ state: UnsafeMutablePointer<State>) {
    if arenaCapacity - arenaUsed < 1024 {
      let bigger = UnsafeMutableRawPointer.allocate(byteCount: arenaCapacity * 2, alignment: 16)
      bigger.copyMemory(from: arena, byteCount: arenaUsed)
      arena.deallocate()
      arena = bigger
      arenaCapacity *= 2
    }
    let start = UInt32(truncatingIfNeeded: arenaUsed)
    if state.pointee.head == Self.noHead {
      state.pointee.head = start
    } else {
      arena.storeBytes(of: start, toByteOffset: Int(state.pointee.link), as: UInt32.self)
      if state.pointee.level < 7 { state.pointee.level &+= 1 }
    }
    let size = Self.sliceSize(state.pointee.level)
    state.pointee.write = start
    state.pointee.link = start &+ size &- 4
    arenaUsed &+= Int(size)
  }

  @inline(__always)
  private mutating func find(_ key: UnsafeRawPointer, _ length: Int, _ field: UInt8, _ tag: UInt32) -> Int {
    let mask = 1 &<< slotBits &- 1
    var at = Int(tag &>> UInt32(32 &- slotBits))
    while true {
      let slot = slots[at]
      if slot == 0 { break }
      if UInt32(truncatingIfNeeded: slot &>> 32) == tag {
        let index = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) &- 1
        let state = states + index
        if Int(state.pointee.keyLength) == length && state.pointee.field == field
          && Self.equal(UnsafeRawPointer(keys.base) + Int(state.pointee.key), key, length)
        {
          return index
        }
      }
      at = (at &+ 1) & mask
    }
    return insert(key, length, field, tag, at)
  }

  @inline(never)
  private mutating func insert(
    _ key: UnsafeRawPointer, _ length: Int, _ field: UInt8, _ tag: UInt32, _ at: Int
  ) -> Int {
    if count == stateCapacity {
      let bigger = UnsafeMutablePointer<State>.allocate(capacity: stateCapacity * 2)
      bigger.update(from: states, count: count)
      states.deallocate()
      states = bigger
      stateCapacity *= 2
    }
    states[count] = State(
      key: UInt32(truncatingIfNeeded: keys.count), keyLength: UInt32(truncatingIfNeeded: length),
      lastDoc: Self.noDoc, lastPosition: 0, write: 0, link: 0, head: Self.noHead, level: 0, field: field)
    keys.append(UnsafeRawBufferPointer(start: key, count: length))
    slots[at] = UInt64(tag) &<< 32 | UInt64(count &+ 1)
    count &+= 1
    if count * 2 > 1 << slotBits { rehash() }
    return count &- 1
  }

  private mutating func rehash() {
    let bits = slotBits + 1
    let bigger = UnsafeMutablePointer<UInt64>.allocate(capacity: 1 << bits)
    bigger.initialize(repeating: 0, count: 1 << bits)
    let mask = 1 << bits - 1
    for i in 0..<(1 << slotBits) where slots[i] != 0 {
      var at = Int(UInt32(truncatingIfNeeded: slots[i] &>> 32) &>> UInt32(32 - bits))
      while bigger[at] != 0 { at = (at &+ 1) & mask }
      bigger[at] = slots[i]
    }
    slots.deallocate()
    slots = bigger
    slotBits = bits
  }

  /// Gives back what only looking up needs; nothing may be added before ``removeAll()``.
  mutating func endLookup() {
    slots.deallocate()
    (slots, slotBits) = Self.freshSlots()
  }

  /// Forgets all terms. Gives the tables back too: they count as heap in use, and kept at their size they would fill
  /// the memory again after one document.
  mutating func removeAll() {
    slots.deallocate()
    states.deallocate()
    (slots, slotBits) = Self.freshSlots()
    (states, stateCapacity) = Self.freshStates()
    keys = ByteBuffer(capacity: Self.keyCapacity)
    count = 0
    arenaUsed = 0
  }

  private static let keyCapacity = 1 << 16

  private static func freshSlots() -> (UnsafeMutablePointer<UInt64>, bits: Int) {
    let bits = 14
    let slots = UnsafeMutablePointer<UInt64>.allocate(capacity: 1 << bits)
    slots.initialize(repeating: 0, count: 1 << bits)
    return (slots, bits)
  }

  private static func freshStates() -> (UnsafeMutablePointer<State>, capacity: Int) {
    let capacity = 1 << 12
    return (.allocate(capacity: capacity), capacity)
  }

  /// The numbers of all terms, ordered by field, then by the bytes of the key.
  func sorted() -> [UInt32] {
    struct Item {
      var prefix: UInt64
      var index: UInt32
    }
    let keys = UnsafeRawPointer(self.keys.base)
    let states = self.states
    var items: [Item] = []
    items.reserveCapacity(count)
    for i in 0..<count {
      let state = states[i]
      var prefix = UInt64(state.field)
      for j in 0..<7 {
        let byte = j < state.keyLength ? keys.load(fromByteOffset: Int(state.key) + j, as: UInt8.self) : 0
        prefix = prefix &<< 8 | UInt64(byte)
      }
      items.append(Item(prefix: prefix, index: UInt32(i)))
    }
    items.sort { a, b in
      if a.prefix != b.prefix { return a.prefix < b.prefix }
      let x = states[Int(a.index)]
      let y = states[Int(b.index)]
      let n = Int(min(x.keyLength, y.keyLength))
      var i = min(7, n)
      while i < n {
        let p = keys.load(fromByteOffset: Int(x.key) + i, as: UInt8.self)
        let q = keys.load(fromByteOffset: Int(y.key) + i, as: UInt8.self)
        if p != q { return p < q }
        i &+= 1
      }
      return x.keyLength < y.keyLength
    }
    return items.map(\.index)
  }
}

/// Reads the chain of one term.
struct ChainReader {
  private let arena: UnsafeRawPointer
  private var at: UInt32
  private var link: UInt32
  private var level: UInt8 = 0
  private let end: UInt32

  init(_ arena: UnsafeRawPointer, _ state: TermTable.State) {
    self.arena = arena
    at = state.head
    link = at &+ TermTable.sliceSize(0) &- 4
    end = state.write
  }

  /// Whether an entry follows; moves to the next slice where one ends.
  @inline(__always)
  mutating func hasNext() -> Bool {
    if at == end { return false }
    if at &+ TermTable.entryLimit > link {
      at = arena.loadUnaligned(fromByteOffset: Int(link), as: UInt32.self)
      if level < 7 { level &+= 1 }
      link = at &+ TermTable.sliceSize(level) &- 4
    }
    return true
  }

  @inline(__always)
  mutating func next() -> UInt32 {
    var byte = UInt32(arena.load(fromByteOffset: Int(at), as: UInt8.self))
    at &+= 1
    if byte < 0x80 { return byte }
    var result = byte & 0x7F
    var shift: UInt32 = 7
    repeat {
      byte = UInt32(arena.load(fromByteOffset: Int(at), as: UInt8.self))
      at &+= 1
      result |= (byte & 0x7F) &<< shift
      shift &+= 7
    } while byte >= 0x80
    return result
  }
}
