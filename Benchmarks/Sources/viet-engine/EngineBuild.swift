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

/// Builds an index of a file with a document a line, ids stored.
enum EngineBuild {
  static func run(_ documents: String, _ path: FilePath, positions: Bool, _ analyzer: Analyzer, memory: Int)
    throws
  {
    guard let file = fopen(documents, "r") else { fail("can't read \(documents)") }
    defer { fclose(file) }
    var writer = try IndexWriter(
      creating: FileStorage(path, create: true),
      schema: Schema(fields: [.init("text", isStored: false)], hasPositions: positions),
      analyzer: analyzer, options: .init(memory: memory << 20))
    var document = Document()
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    var number = 0
    while case let length = getline(&line, &capacity, file), length > 0 {
      document.removeAll()
      document.setID("\(number)")
      document.add(UnsafeRawBufferPointer(start: line, count: length - 1), to: 0)
      try writer.add(document)
      number += 1
    }
    free(line)
    try writer.commit()
    try writer.close()
  }
}
