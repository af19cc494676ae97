internal import VietCore
internal import VietKernels

/// What one commit consists of: the file `commit.vti`, drawn in `OnDiskFormat.md`.
struct Manifest: Sendable {
  struct Entry: Sendable {
    var number: UInt64
    var length: Int
    /// The checksum in the trailer of the segment file, which covers those of its sections.
    var checksum: UInt64
    var documents: UInt32
    /// Added to the ordinals of the segment.
    var ordinalBase: UInt64
    var deletions: Deletions?

    var live: Int { Int(documents) - (deletions?.count ?? 0) }
  }

  var generation: UInt64 = 0
  var nextSegment: UInt64 = 1
  var nextOrdinal: UInt64 = 0
  var schema: Schema
  var entries: [Entry] = []
  /// Documents of the commit whose id another one of the same commit took over.
  var duplicates: UInt64 = 0
  /// Bytes of the manifest itself.
  var byteCount = 0

  /// No number in a commit reaches it, so that counting on from one, or adding some up, can't overflow.
  static let numberLimit: UInt64 = 1 << 60

  static let magic: UInt64 = 0x0A54_4D43_5445_4956  // "VIETCMT\n"

  var summary: Commit {
    Commit(
      generation: generation, documents: entries.reduce(0) { $0 + $1.live },
      deleted: entries.reduce(0) { $0 + Int($1.documents) - $1.live }, segments: entries.count,
      bytes: entries.reduce(byteCount) { $0 + $1.length }, duplicates: Int(duplicates))
  }

  func encode() -> ByteBuffer {
    var buffer = ByteBuffer(capacity: 1 << 12)
    buffer.append(u64: Self.magic)
    buffer.append(u32: FormatVersion.current)
    buffer.append(u32: 0)
    buffer.append(u64: generation)
    buffer.append(u64: nextSegment)
    buffer.append(u64: nextOrdinal)
    buffer.append(u64: duplicates)
    buffer.append(u64: schema.fingerprint)
    buffer.append(schema.hasPositions ? 1 : 0)
    Self.append(schema.analyzer, to: &buffer)
    Self.append(schema.settings, to: &buffer)
    Varint.append(UInt64(schema.fields.count), to: &buffer)
    for field in schema.fields {
      Self.append(field.name, to: &buffer)
      buffer.append(field.kind.rawValue)
      buffer.append(field.isStored ? 1 : 0)
      buffer.append(u32: field.boost.bitPattern)
    }
    Varint.append(UInt64(entries.count), to: &buffer)
    for entry in entries {
      buffer.append(u64: entry.number)
      buffer.append(u64: UInt64(entry.length))
      buffer.append(u64: entry.checksum)
      buffer.append(u64: entry.ordinalBase)
      buffer.append(u32: entry.documents)
      Deletions.encode(entry.deletions?.words ?? Deletions.none(entry.documents), into: &buffer)
    }
    buffer.append(u64: buffer.withBytes { XXHash64.hash($0) })
    return buffer
  }

  private static func append(_ text: String, to buffer: inout ByteBuffer) {
    Varint.append(UInt64(text.utf8.count), to: &buffer)
    buffer.append(text)
  }

  static func exists(in storage: any Storage) throws(IndexError) -> Bool {
    try storage.contains(FileNames.commit)
  }

  /// Reads the last commit. Throws `missing`, `corrupt`, `tooOld`, `tooNew`, `io`.
  init(_ storage: any Storage) throws(IndexError) {
    let file = FileNames.commit
    guard try storage.contains(file) else {
      throw IndexError(.missing, file: file, "there is no index here (make one with viet index build)")
    }
    let mapped = try storage.map(file)
    self = try mapped.withBytes { bytes throws(IndexError) in try Manifest(bytes, file) }
  }

  init(schema: Schema) { self.schema = schema }

  init(_ bytes: UnsafeRawBufferPointer, _ file: String) throws(IndexError) {
    guard bytes.count >= 64, let base = bytes.baseAddress else {
      throw .corrupt(file, bytes.count, "too short for a commit")
    }
    guard base.u64(0) == Self.magic else { throw .corrupt(file, 0, "not a commit file") }
    let version = base.u32(8)
    if version > FormatVersion.readable.upperBound {
      throw IndexError(
        .tooNew, file: file, offset: 8,
        "format \(version), this build reads up to \(FormatVersion.readable.upperBound) (upgrade, or rebuild)"
      )
    }
    if version < FormatVersion.readable.lowerBound {
      throw IndexError(
        .tooOld, file: file, offset: 8,
        "format \(version), this build reads from \(FormatVersion.readable.lowerBound) (rebuild the index)")
    }
    let limit = bytes.count - 8
    guard XXHash64.hash(UnsafeRawBufferPointer(rebasing: bytes[..<limit])) == base.u64(limit) else {
      throw .corrupt(file, limit, "the checksum of the commit is wrong")
    }
    var at = 64
    func damaged() -> IndexError { .corrupt(file, at, "the commit can't be read here") }
    func number() throws(IndexError) -> UInt64 {
      guard let value = Varint.read(base, &at, limit: limit) else { throw damaged() }
      return value
    }
    func string() throws(IndexError) -> String {
      let count = try number()
      guard count <= UInt64(limit - at) else { throw damaged() }
      defer { at += Int(count) }
      return String(decoding: bytes[at..<(at + Int(count))], as: UTF8.self)
    }
    func fixed(_ count: Int) throws(IndexError) -> Int {
      guard limit - at >= count else { throw damaged() }
      defer { at += count }
      return at
    }
    generation = base.u64(16)
    nextSegment = base.u64(24)
    nextOrdinal = base.u64(32)
    duplicates = base.u64(40)
    schema = Schema(
      hasPositions: base.load(fromByteOffset: 56, as: UInt8.self) != 0, fingerprint: base.u64(48))
    guard max(generation, nextSegment, nextOrdinal, duplicates) < Self.numberLimit else {
      throw .corrupt(file, 16, "the numbers of the commit can't be")
    }
    at = 57
    schema.analyzer = try string()
    schema.settings = try string()
    let fields = try number()
    guard fields <= UInt64(Schema.fieldLimit) else { throw damaged() }
    for _ in 0..<fields {
      let name = try string()
      let fixed = try fixed(6)
      guard let kind = Schema.Kind(rawValue: base.load(fromByteOffset: fixed, as: UInt8.self)) else {
        throw damaged()
      }
      schema.fields.append(
        Schema.Field(
          name, kind, isStored: base.load(fromByteOffset: fixed + 1, as: UInt8.self) != 0,
          boost: Float(bitPattern: base.u32(fixed + 2))))
    }
    let count = try number()
    guard count <= UInt64(limit) else { throw damaged() }
    var total: UInt64 = 0
    var totalLength: UInt64 = 0
    for _ in 0..<count {
      let fixed = try fixed(36)
      let documents = base.u32(fixed + 32)
      // An index holds no more; it bounds the bitmaps that a made-up commit can ask for.
      total += UInt64(documents)
      guard max(base.u64(fixed), base.u64(fixed + 8), base.u64(fixed + 24)) < Self.numberLimit else {
        throw damaged()
      }
      totalLength += base.u64(fixed + 8)
      guard total <= UInt64(UInt32.max), documents <= TermTable.documentLimit, totalLength < Self.numberLimit,
        let words = Deletions.decode(base, &at, limit: limit, documents: documents)
      else { throw damaged() }
      let deletions = Deletions(words: words)
      entries.append(
        Entry(
          number: base.u64(fixed), length: Int(base.u64(fixed + 8)), checksum: base.u64(fixed + 16),
          documents: documents, ordinalBase: base.u64(fixed + 24),
          deletions: deletions.count == 0 ? nil : deletions))
    }
    guard at == limit else { throw damaged() }
    byteCount = bytes.count
  }

  /// Writes the commit: when this returns it is durable, when it throws the one before still holds.
  mutating func write(to storage: any Storage) throws(IndexError) {
    let buffer = encode()
    byteCount = buffer.count
    let pending = FileNames.pendingCommit(generation)
    try storage.remove(pending)
    let file = try storage.create(pending)
    try buffer.withBytes { bytes throws(IndexError) in try file.append(bytes) }
    try file.sync()
    try file.close()
    try storage.rename(pending, to: FileNames.commit)
    try storage.syncFolder()
  }
}
