#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The text that is measured on: the files named, else those of `VIET_BENCH_TEXT` (parted by colons), else sentences of
/// Corpus put together anew.
public enum BenchmarkText {
  public struct Missing: Error { public let path: String }

  public static func load(_ files: [String] = [], bytes: Int = 16 << 20) throws -> [UInt8] {
    if !files.isEmpty { return try files.flatMap(read) }
    if let named = getenv("VIET_BENCH_TEXT") {
      return try String(cString: named).split(separator: ":").flatMap { try read(String($0)) }
    }
    return recombined(try read("../Corpus/shapes/plain.txt"), bytes: bytes)
  }

  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw Missing(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while case let n = fread(&chunk, 1, chunk.count, file), n > 0 { bytes += chunk[..<n] }
    return bytes
  }

  /// Lines of `text` cut at the ends of sentences and chosen by a seeded generator, never the text as a whole: caches and
  /// branch predictors meet less that they know.
  static func recombined(_ text: [UInt8], bytes: Int) -> [UInt8] {
    let sentences = text.split { $0 == 0x0A }.flatMap { line in
      line.split(omittingEmptySubsequences: true) { $0 == UInt8(ascii: ".") }
    }
    var state: UInt64 = 20_261_125
    var result: [UInt8] = []
    result.reserveCapacity(bytes + 1024)
    while result.count < bytes {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let choice = Int((state >> 33) % UInt64(sentences.count))
      result += sentences[choice]
      result += (state >> 20) % 4 == 0 ? [UInt8(ascii: "."), 0x0A] : [UInt8(ascii: "."), 0x20]
    }
    return result
  }
}
