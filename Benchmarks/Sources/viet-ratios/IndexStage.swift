import SystemPackage
import VietIndex
import VietText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Building an index of the lines of a text, for each analyzer, beside memcpy; a commit of a hundred documents beside the
/// same bytes written to a file and synced, by the clock on the wall.
enum IndexStage {
  static func run(_ text: [UInt8]) throws {
    let documents = LineDocuments(text)
    for name in [AnalyzerName.vi, .viSyllable, .viFolded, .whitespace] {
      let analyzer = try Analyzer(AnalyzerDescription(name))
      Contest.row(
        "index", "build, \(name.rawValue), in memory", bytes: text.count,
        [
          Rival(name: "viet") { try! documents.build(in: MemoryStorage(), analyzer) },
          Contest.memcpy(text),
        ])
    }
    try commits(documents)
  }

  private static func commits(_ documents: LineDocuments) throws {
    let folder = "viet-ratios-index.\(getpid())"
    try Errno.check(mkdir(folder, 0o700))
    defer { remove(folder) }
    let storage = try FileStorage(FilePath(folder))
    let analyzer = try Analyzer(AnalyzerDescription(.viSyllable))
    try LineDocuments([]).build(in: storage, analyzer)
    let lines = documents.lines.prefix(100)
    let bytes = lines.reduce(0) { $0 + $1.count }
    Contest.row(
      "index", "open, add \(lines.count) documents, commit, close, wall", bytes: bytes, clock: .wall,
      [
        Rival(name: "viet") { try! add(lines, of: documents, to: storage, analyzer) },
        Rival(name: "write and fsync") {
          try! writeAndSync(documents.text.prefix(bytes), to: FilePath(folder).appending("raw"))
        },
      ])
  }

  private static func add(
    _ lines: ArraySlice<Range<Int>>, of documents: LineDocuments, to storage: FileStorage,
    _ analyzer: Analyzer
  ) throws {
    var writer = try IndexWriter(opening: storage, analyzer: analyzer)
    try documents.add(lines, to: &writer)
    try writer.commit()
    try writer.close()
  }

  private static func writeAndSync(_ bytes: ArraySlice<UInt8>, to path: FilePath) throws {
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    try file.closeAfter {
      try file.writeAll(bytes)
      try Errno.check(fsync(file.rawValue))
    }
  }

  private static func remove(_ folder: String) {
    guard let stream = opendir(folder) else { return }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { unlink(folder + "/" + name) }
    }
    closedir(stream)
    rmdir(folder)
  }
}

extension Errno {
  fileprivate static func check(_ result: Int32) throws {
    if result != 0 { throw Errno(rawValue: errno) }
  }
}
