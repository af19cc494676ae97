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

/// Times small things by themselves: opening an index, and adding 100 documents and committing them.
enum EngineCommit {
  /// Prints the median time in µs of opening `path`.
  static func open(_ path: FilePath, rounds: Int) throws {
    var times: [UInt64] = []
    for _ in 0..<rounds {
      let start = EngineSearch.now()
      let snapshot = try Snapshot(FileStorage(path))
      times.append(EngineSearch.now() - start)
      if snapshot.documentLimit == 0 { fail("an empty index") }
    }
    report("open", times)
  }

  /// Prints the median time in µs of 100 documents added and committed, `rounds` times to one writer of the index,
  /// which is the caller's to lose.
  static func commit(_ documents: String, _ path: FilePath, rounds: Int, _ analyzer: Analyzer) throws {
    guard let file = fopen(documents, "r") else { fail("can't read \(documents)") }
    defer { fclose(file) }
    var writer = try IndexWriter(opening: FileStorage(path), analyzer: analyzer)
    var document = Document()
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    var times: [UInt64] = []
    for round in 0..<rounds {
      let start = EngineSearch.now()
      for number in 0..<100 {
        let length = getline(&line, &capacity, file)
        guard length > 0 else { fail("too few documents") }
        document.removeAll()
        document.setID("new \(round * 100 + number)")
        document.add(UnsafeRawBufferPointer(start: line, count: length - 1), to: 0)
        try writer.add(document)
      }
      try writer.commit()
      times.append(EngineSearch.now() - start)
    }
    free(line)
    try writer.close()
    report("commit", times)
  }

  private static func report(_ what: String, _ times: [UInt64]) {
    let sorted = times.sorted()
    print("\(what)\tp50 \(sorted[sorted.count / 2] / 1000)\tmin \(sorted[0] / 1000) µs")
  }
}
