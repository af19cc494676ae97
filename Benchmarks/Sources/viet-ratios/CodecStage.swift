@_spi(Measurement) import VietIndex
import VietText

/// The inner parts of an index by themselves: the table of terms beside the dictionary of the standard library, the
/// codec of posting lists beside distances in bytes of seven bits, and memcpy.
enum CodecStage {
  static func run(_ text: [UInt8]) throws {
    let documents = LineDocuments(text)
    try terms(documents)
    try postings(Postings(documents))
  }

  private static func terms(_ documents: LineDocuments) throws {
    let analyzer = try Analyzer(AnalyzerDescription(.viSyllable))
    var batches: [Batch] = []
    var bytes = 0
    for line in documents.lines {
      let batch = Batch()
      documents.text.withUnsafeBytes {
        analyzer.analyze(UnsafeRawBufferPointer(rebasing: $0[line]), for: .document, into: &batch.terms)
      }
      bytes += batch.terms.keys.count
      batches.append(batch)
    }
    let keys = batches.map(\.keys)
    var table = TermTableTrial()
    Contest.row(
      "codec", "terms of documents into a table, with positions", bytes: bytes,
      [
        Rival(name: "viet") {
          table.removeAll()
          for (i, batch) in batches.enumerated() { table.add(batch.terms, document: UInt32(i)) }
        },
        Rival(name: "standard library, counts only") {
          var counts: [ArraySlice<UInt8>: UInt32] = [:]
          for keys in keys { for key in keys { counts[key, default: 0] += 1 } }
        },
        Contest.memcpy([UInt8](repeating: 1, count: bytes)),
      ])
  }

  private static func postings(_ postings: Postings) throws {
    var trial = PostingListTrial(limit: postings.limit)
    func encode() {
      trial.removeAll()
      for list in postings.lists {
        postings.documents.withUnsafeBufferPointer { documents in
          postings.frequencies.withUnsafeBufferPointer { frequencies in
            try! trial.encode(
              documents: .init(rebasing: documents[list]), frequencies: .init(rebasing: frequencies[list]))
          }
        }
      }
    }
    let plain = postings.documents.withUnsafeBytes { Array($0) }
    var bytes: [UInt8] = []
    Contest.row(
      "codec", "encode documents and frequencies (MB as 32-bit documents)", bytes: plain.count,
      [
        Rival(name: "viet", run: encode),
        Rival(name: "distances in bytes") { bytes = postings.distances() },
        Contest.memcpy(plain),
      ])
    for withFrequencies in [false, true] {
      Contest.row(
        "codec", withFrequencies ? "decode documents and frequencies" : "decode documents",
        bytes: plain.count,
        [
          Rival(name: "viet") { Postings.kept = trial.decode(frequencies: withFrequencies) },
          Rival(name: "distances in bytes, both") { Postings.kept = postings.sum(ofDistances: bytes) },
          Contest.memcpy(plain),
        ])
    }
    print(
      "# codec: \(postings.documents.count) postings take \(trial.byteCount) bytes, as distances \(bytes.count)"
    )
  }
}

/// The terms of one document; a class, because what it holds can't be copied into an array.
private final class Batch {
  var terms = TermBatch()

  var keys: [ArraySlice<UInt8>] {
    (0..<terms.count).map { i in
      let entry = terms.entries[i]
      return terms.keys.withBytes {
        Array($0[Int(entry.keyStart)..<Int(entry.keyStart) + entry.keyLength])[...]
      }
    }
  }
}

/// Postings of the words between blanks of a text, the lists back to back.
private struct Postings {
  /// Keeps what was read alive, so that reading isn't left out.
  nonisolated(unsafe) static var kept: UInt64 = 0

  private(set) var documents: [UInt32] = []
  private(set) var frequencies: [UInt32] = []
  private(set) var lists: [Range<Int>] = []
  let limit: UInt32

  init(_ source: LineDocuments) {
    limit = UInt32(source.lines.count)
    var found: [ArraySlice<UInt8>: [(document: UInt32, frequency: UInt32)]] = [:]
    for (number, line) in source.lines.enumerated() {
      var counts: [ArraySlice<UInt8>: UInt32] = [:]
      for word in source.text[line].split(separator: 0x20) { counts[word, default: 0] += 1 }
      for (word, count) in counts { found[word, default: []].append((UInt32(number), count)) }
    }
    for (_, list) in found.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      lists.append(documents.count..<documents.count + list.count)
      documents += list.map(\.document)
      frequencies += list.map(\.frequency)
    }
  }

  /// Distances between documents and frequencies, seven bits a byte: what an index does that does nothing special.
  func distances() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(documents.count * 3)
    func append(_ value: UInt32) {
      var value = value
      while value >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
        value >>= 7
      }
      bytes.append(UInt8(value))
    }
    for list in lists {
      var last: UInt32 = 0
      for i in list {
        append(documents[i] - last)
        append(frequencies[i])
        last = documents[i]
      }
    }
    return bytes
  }

  func sum(ofDistances bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBufferPointer { bytes in
      var sum: UInt64 = 0
      var at = 0
      func next() -> UInt32 {
        var value: UInt32 = 0
        var shift: UInt32 = 0
        while bytes[at] >= 0x80 {
          value |= UInt32(bytes[at] & 0x7F) &<< shift
          shift &+= 7
          at += 1
        }
        value |= UInt32(bytes[at]) &<< shift
        at += 1
        return value
      }
      for list in lists {
        var document: UInt32 = 0
        for _ in list {
          document &+= next()
          sum &+= UInt64(document) &+ UInt64(next())
        }
      }
      return sum
    }
  }
}
