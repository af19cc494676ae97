internal import VietCore
internal import VietKernels

/// Writes a segment file from the first byte to the last: header, sections, table, trailer.
final class SegmentOutput {
  let number: UInt64
  private let file: any StorageFile
  private var buffer = ByteBuffer(capacity: SegmentOutput.bufferSize)
  private var table = ByteBuffer()
  private var sectionCount: UInt32 = 0
  private var checksum = XXHash64()
  /// Bytes of the file so far.
  private(set) var position = 0
  private(set) var sectionStart = 0

  static let bufferSize = 256 << 10

  init(_ storage: any Storage, number: UInt64) throws(IndexError) {
    self.number = number
    file = try storage.create(FileNames.segment(number))
    var header = ByteBuffer(capacity: SegmentFile.headerSize)
    header.append(u64: SegmentFile.headerMagic)
    header.append(u32: FormatVersion.current)
    header.append(u32: 0)
    header.append(u64: number)
    header.append(u64: header.withBytes { XXHash64.hash($0) })
    try header.withBytes { bytes throws(IndexError) in try write(bytes) }
  }

  /// Bytes of the open section so far.
  var sectionLength: Int { position - sectionStart }

  func begin() { sectionStart = position }

  func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    checksum.update(bytes)
    try write(bytes)
  }

  func append(_ buffer: borrowing ByteBuffer) throws(IndexError) {
    try buffer.withBytes { bytes throws(IndexError) in try append(bytes) }
  }

  func end(_ kind: SectionKind, field: UInt16 = SectionKind.noField) throws(IndexError) {
    table.append(u16: kind.rawValue)
    table.append(u16: field)
    table.append(u32: SectionKind.version)
    table.append(u64: UInt64(sectionStart))
    table.append(u64: UInt64(sectionLength))
    table.append(u64: checksum.finish())
    checksum = XXHash64()
    sectionCount += 1
    let padding = (0 &- position) & (SegmentFile.alignment - 1)
    if padding > 0 {
      var zero: UInt64 = 0
      try withUnsafeBytes(of: &zero) { bytes throws(IndexError) in
        try write(UnsafeRawBufferPointer(rebasing: bytes[..<padding]))
      }
    }
  }

  /// Writes a whole section.
  func section(_ kind: SectionKind, field: UInt16 = SectionKind.noField, _ buffer: borrowing ByteBuffer)
    throws(IndexError)
  {
    begin()
    try append(buffer)
    try end(kind, field: field)
  }

  /// Ends the file and makes it durable; returns its length and what the trailer says of the table.
  func finish() throws(IndexError) -> (length: Int, checksum: UInt64) {
    table.append(u32: UInt32(table.count))
    table.append(u32: sectionCount)
    table.append(u64: number)
    let sum = table.withBytes { XXHash64.hash($0) }
    table.append(u64: sum)
    table.append(u64: SegmentFile.trailerMagic)
    try table.withBytes { bytes throws(IndexError) in try write(bytes) }
    try drain()
    try file.sync()
    try file.close()
    return (position, sum)
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    position += bytes.count
    if buffer.count + bytes.count <= Self.bufferSize {
      buffer.append(bytes)
      return
    }
    try drain()
    if bytes.count >= Self.bufferSize / 2 { try file.append(bytes) } else { buffer.append(bytes) }
  }

  private func drain() throws(IndexError) {
    guard buffer.count > 0 else { return }
    try buffer.withBytes { bytes throws(IndexError) in try file.append(bytes) }
    buffer.removeAll()
  }
}
