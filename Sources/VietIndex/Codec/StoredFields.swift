internal import CZstd
internal import VietCore

/// Stored values: documents in blocks of about 16 KiB, each block one zstd frame with its own checksum.
struct StoredFields: @unchecked Sendable {
  static let blockSize = 16 << 10
  /// No block is larger unless a single document is.
  static let entrySize = 16

  private let data: UnsafeRawBufferPointer
  private let index: UnsafeRawBufferPointer
  private let count: Int
  private let file: String
  /// Of the section in the file.
  private let offset: Int

  var byteCount: Int { data.count }

  var blocks: Int { index.count / Self.entrySize }

  init?(data: UnsafeRawBufferPointer, index: UnsafeRawBufferPointer, count: Int, file: String, offset: Int) {
    guard index.count % Self.entrySize == 0 else { return nil }
    self.data = data
    self.index = index
    self.count = count
    self.file = file
    self.offset = offset
  }

  private func entry(_ block: Int) -> (first: Int, raw: Int, offset: Int) {
    let base = index.baseAddress! + block * Self.entrySize
    return (Int(base.u32(0)), Int(base.u32(4)), Int(clamping: base.u64(8)))
  }

  func block(of doc: Int) -> Int {
    var low = 0
    var high = blocks
    while high - low > 1 {
      let middle = (low + high) / 2
      if entry(middle).first <= doc { low = middle } else { high = middle }
    }
    return low
  }

  /// Documents of a block.
  func documents(_ block: Int) -> Range<Int> {
    let first = entry(block).first
    let end = block + 1 < blocks ? entry(block + 1).first : count
    return first..<max(first, end)
  }

  /// Unpacks a block. Throws `corrupt`.
  func unpack(_ block: Int, into buffer: inout ByteBuffer) throws(IndexError) {
    buffer.removeAll()
    guard block < blocks else { throw .corrupt(file, offset, "no block of stored fields for a document") }
    let here = entry(block)
    let end = block + 1 < blocks ? entry(block + 1).offset : data.count
    guard here.offset <= end, end <= data.count, here.raw <= 1 << 32 else {
      throw .corrupt(file, offset, "a block of stored fields lies outside its section")
    }
    let frame = data.baseAddress! + here.offset
    // A damaged length must not make us ask for memory that no such frame can fill.
    guard ZSTD_getFrameContentSize(frame, end - here.offset) == UInt64(here.raw) else {
      throw .corrupt(file, offset + here.offset, "a block of stored fields is damaged")
    }
    buffer.reserve(here.raw)
    let size = ZSTD_decompress(buffer.base, here.raw, frame, end - here.offset)
    guard ZSTD_isError(size) == 0, size == here.raw else {
      throw .corrupt(file, offset + here.offset, "a block of stored fields is damaged")
    }
    buffer.count = here.raw
  }

  /// Finds a document in an unpacked block. Throws `corrupt`.
  func find(_ doc: Int, block: Int, in buffer: borrowing ByteBuffer) throws(IndexError) -> Range<Int> {
    var at = 0
    let base = UnsafeRawPointer(buffer.base)
    var left = doc - entry(block).first
    while let length = Varint.read(base, &at, limit: buffer.count), length <= UInt64(buffer.count - at) {
      if left == 0 { return at..<(at + Int(length)) }
      left -= 1
      at += Int(length)
    }
    throw .corrupt(file, offset + entry(block).offset, "a document is not in its block of stored fields")
  }

  /// Reads the values of one document's bytes; `false` if they can't be.
  static func values(_ bytes: UnsafeRawBufferPointer, _ body: (Int, UnsafeRawBufferPointer) -> Void) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    var at = 0
    while at < bytes.count {
      let field = Int(bytes[at])
      at += 1
      guard let length = Varint.read(base, &at, limit: bytes.count), length <= UInt64(bytes.count - at) else {
        return false
      }
      body(field, UnsafeRawBufferPointer(start: base + at, count: Int(length)))
      at += Int(length)
    }
    return true
  }

  func read(_ doc: UInt32, _ body: (Int, UnsafeRawBufferPointer) -> Void) throws(IndexError) {
    var buffer = ByteBuffer(capacity: Self.blockSize * 2)
    let number = block(of: Int(doc))
    try unpack(number, into: &buffer)
    let range = try find(Int(doc), block: number, in: buffer)
    let isSound = Self.values(
      UnsafeRawBufferPointer(start: buffer.base + range.lowerBound, count: range.count), body)
    if !isSound { throw .corrupt(file, offset, "the stored fields of a document are damaged") }
  }
}

/// Packs stored values block by block as documents come.
struct StoredFieldsWriter: ~Copyable {
  private var block = ByteBuffer(capacity: StoredFields.blockSize * 2)
  private var packed = ByteBuffer()
  private(set) var index = ByteBuffer()
  private var first: UInt32 = 0
  private var next: UInt32 = 0
  private let context: OpaquePointer

  init() {
    context = ZSTD_createCCtx()
    _ = ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 1)
    _ = ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
  }

  deinit { ZSTD_freeCCtx(context) }

  var heap: Int { block.capacity + packed.capacity + index.capacity + (1 << 20) }

  /// Adds the next document's values. The output's open section must be that of the stored fields.
  mutating func add(_ document: UnsafeRawBufferPointer, to output: SegmentOutput) throws(IndexError) {
    begin(document.count)
    block.append(document)
    try end(output)
  }

  /// Begins the next document, whose values take `count` bytes by ``size(_:)``.
  mutating func begin(_ count: Int) {
    block.reserve(count + 10)
    Varint.append(UInt64(count), to: &block)
  }

  /// Bytes that a value takes.
  static func size(_ value: UnsafeRawBufferPointer) -> Int {
    1 + Varint.size(UInt64(value.count)) + value.count
  }

  /// Adds a value to the document begun.
  mutating func append(_ value: UnsafeRawBufferPointer, field: UInt8) {
    block.append(field)
    Varint.append(UInt64(value.count), to: &block)
    block.append(value)
  }

  /// Ends the document begun; the output's open section must be that of the stored fields.
  mutating func end(_ output: SegmentOutput) throws(IndexError) {
    next += 1
    if block.count >= StoredFields.blockSize { try drain(output) }
  }

  /// Writes what is left of the last block.
  mutating func drain(_ output: SegmentOutput) throws(IndexError) {
    guard next > first else { return }
    guard block.count <= 1 << 31 else {
      throw IndexError(.tooLarge, "a document's stored fields exceed 2 GiB (split it)")
    }
    index.append(u32: first)
    index.append(u32: UInt32(block.count))
    index.append(u64: UInt64(output.sectionLength))
    packed.removeAll()
    packed.reserve(ZSTD_compressBound(block.count))
    let size = ZSTD_compress2(context, packed.base, packed.capacity, block.base, block.count)
    guard ZSTD_isError(size) == 0 else { throw IndexError(.tooLarge, "zstd can't pack a document") }
    packed.count = size
    try output.append(packed)
    block.removeAll()
    first = next
  }

  mutating func removeAll() {
    block.removeAll()
    index.removeAll()
    first = 0
    next = 0
  }
}
