/// The terms of one text, flat: what an analyzer fills and the index reads.
///
/// One coarse hand-over a text instead of one call a token: the loop that makes the terms and the loop
/// that inverts them each stay inside one module, and nothing is allocated once the batch has grown.
///
/// A term's key is its folded form, one 0x00, then the code of its exact form (case dropped, marks kept),
/// so that all spellings of a bare word are neighbours in the order of the keys.
public struct TermBatch: ~Copyable {
  /// Stands between the terms of a run: in a query, an entry whose folded form holds it is not one term but several
  /// that follow one another, and its form code is cut by it in the same way. No term holds it.
  public static let runSeparator: UInt8 = 0x1F

  /// One term at one place.
  @frozen
  public struct Entry: Sendable {
    /// Where the key starts in ``keys``.
    public var keyStart: UInt32
    /// Bytes of the folded form; the 0x00 follows.
    public var foldedLength: UInt16
    /// Bytes of the form code after the 0x00.
    public var formLength: UInt16
    /// Place in the text, counted in syllables from 0; words and synonyms share that of their first syllable.
    public var position: UInt32
    /// Original bytes.
    public var start: UInt32
    /// Original bytes.
    public var end: UInt32
    /// Syllables that the term covers; 1 unless it is a word of several.
    public var span: UInt8

    @inlinable
    public init(
      keyStart: UInt32, foldedLength: UInt16, formLength: UInt16, position: UInt32, start: UInt32,
      end: UInt32,
      span: UInt8
    ) {
      self.keyStart = keyStart
      self.foldedLength = foldedLength
      self.formLength = formLength
      self.position = position
      self.start = start
      self.end = end
      self.span = span
    }

    /// Bytes of the whole key, the separator included.
    @inlinable public var keyLength: Int { Int(foldedLength) + 1 + Int(formLength) }
  }

  /// Keys back to back.
  public var keys: ByteBuffer
  public private(set) var entries: UnsafeMutablePointer<Entry>
  public private(set) var capacity: Int
  /// Entries in use. Settable so that appending is inlined where terms are made.
  public var count: Int
  /// Positions used so far: the length of the text in tokens, words not counted twice.
  public var length: UInt32

  public init() {
    keys = ByteBuffer(capacity: 1 << 12)
    capacity = 256
    entries = .allocate(capacity: capacity)
    count = 0
    length = 0
  }

  deinit { entries.deallocate() }

  public mutating func removeAll() {
    keys.removeAll()
    count = 0
    length = 0
  }

  /// Drops the entries from number `count` on; their keys stay.
  public mutating func truncate(to count: Int) {
    precondition(count <= self.count, "can't truncate to more than there is")
    self.count = count
  }

  /// Makes room for `additional` entries.
  public mutating func reserve(_ additional: Int) {
    guard capacity - count < additional else { return }
    capacity = Swift.max(count + additional, capacity * 2)
    let bigger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
    bigger.update(from: entries, count: count)
    entries.deallocate()
    entries = bigger
  }

  /// Adds an entry whose key stands in ``keys`` already.
  @inlinable
  public mutating func append(_ entry: Entry) {
    if count == capacity { reserve(1) }
    entries[count] = entry
    count &+= 1
  }
}
