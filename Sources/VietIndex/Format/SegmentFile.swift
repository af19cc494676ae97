/// Fixed parts of a segment file; `OnDiskFormat.md` draws them.
enum SegmentFile {
  static let headerMagic: UInt64 = 0x0A47_4553_5445_4956  // "VIETSEG\n"
  static let trailerMagic: UInt64 = 0x0A44_4E45_5445_4956  // "VIETEND\n"
  static let headerSize = 32
  static let entrySize = 32
  static let trailerSize = 32
  static let alignment = 8
}
