import VietIndex
import VietText

/// The lines of a text as documents of an index.
struct LineDocuments {
  let text: [UInt8]
  let lines: [Range<Int>]

  init(_ text: [UInt8]) {
    self.text = text
    var lines: [Range<Int>] = []
    var start = 0
    for (i, byte) in text.enumerated() where byte == 0x0A {
      if i > start { lines.append(start..<i) }
      start = i + 1
    }
    if start < text.count { lines.append(start..<text.count) }
    self.lines = lines
  }

  static let schema = Schema(fields: [.init("text", isStored: false)])

  /// An index of all lines, committed.
  func build(in storage: some Storage, _ analyzer: Analyzer) throws {
    var writer = try IndexWriter(creating: storage, schema: Self.schema, analyzer: analyzer)
    try add(lines[...], to: &writer)
    try writer.commit()
    try writer.close()
  }

  func add(_ lines: ArraySlice<Range<Int>>, to writer: inout IndexWriter) throws {
    var document = Document()
    try text.withUnsafeBytes { bytes in
      for line in lines {
        document.removeAll()
        document.add(UnsafeRawBufferPointer(rebasing: bytes[line]), to: 0)
        try writer.add(document)
      }
    }
  }
}
