import Testing
import VietCore
import VietTestSupport

@testable import VietCommands

@Suite struct RecordReaderTests {
  struct Read: Equatable {
    var records: [[String]] = []
    var lines: [Int] = []
    var errors: [RecordError] = []
    var malformed = 0
  }

  static func delimited(_ text: [UInt8], _ dialect: DelimitedReader.Dialect = .csv) throws -> Read {
    try text.withUnsafeBytes { bytes in
      let (names, length) = try DelimitedReader.header(bytes, dialect: dialect)
      var reader = DelimitedReader(
        UnsafeRawBufferPointer(rebasing: bytes[length...]), dialect: dialect, firstLine: 2)
      var record = Record()
      var result = Read(records: [names.map { String(decoding: $0, as: UTF8.self) }], lines: [1])
      while true {
        do throws(RecordError) {
          guard try reader.next(names: names, into: &record) else { return result }
          result.records.append((0..<record.count).map { String(decoding: record[$0].value, as: UTF8.self) })
          result.lines.append(record.line)
          result.malformed += record.malformed
        } catch { result.errors.append(error) }
      }
    }
  }

  static func delimited(_ text: String, _ dialect: DelimitedReader.Dialect = .csv) throws -> Read {
    try delimited(Array(text.utf8), dialect)
  }

  static func jsonl(_ text: [UInt8]) -> Read {
    text.withUnsafeBytes { bytes in
      var reader = JSONLinesReader(bytes, firstLine: 1)
      var record = Record()
      var result = Read()
      while true {
        do throws(RecordError) {
          guard try reader.next(into: &record) else { return result }
          result.records.append(
            (0..<record.count).flatMap {
              [
                String(decoding: record[$0].name, as: UTF8.self),
                String(decoding: record[$0].value, as: UTF8.self),
              ]
            })
          result.lines.append(record.line)
          result.malformed += record.malformed
        } catch { result.errors.append(error) }
      }
    }
  }

  @Test func quotesAndLineBreaks() throws {
    let read = try Self.delimited("a,b\r\n\"x\r\ny\",\"he said \"\"hi\"\"\"\nz,in\"side\n,\n\"\",\"\"")
    #expect(
      read.records == [["a", "b"], ["x\r\ny", "he said \"hi\""], ["z", "in\"side"], ["", ""], ["", ""]])
    #expect(read.lines == [1, 2, 4, 5, 6])
    #expect(read.errors.isEmpty)
  }

  @Test func badRecordsAreNamedAndTheRestIsRead() throws {
    let read = try Self.delimited("a,b\n1,2\n3\n\"x\"y,4\n5,6\n7,8,9\n\n\"open,1\n10,11\n")
    #expect(read.records == [["a", "b"], ["1", "2"], ["5", "6"], ["10", "11"]])
    #expect(read.errors.map(\.line) == [3, 4, 6, 8])
    #expect(read.errors[0].detail == "1 field where the header names 2")
  }

  @Test func tabsKeepQuotes() throws {
    let read = try Self.delimited("id\ttext\r\n1\t\"đi\r\n2\ta,b\n", .tsv)
    #expect(read.records == [["id", "text"], ["1", "\"đi"], ["2", "a,b"]])
  }

  @Test func malformedTextIsMendedAndCounted() throws {
    let read = try Self.delimited(Array("a,b\n".utf8) + [0xFF, 0x2C, 0xE1, 0xBA, 0x0A])
    #expect(read.records[1] == ["\u{FFFD}", "\u{FFFD}"])
    #expect(read.malformed == 2)
    let lines = Self.jsonl(Array("{\"a\":\"".utf8) + [0xC3] + Array("\",\"b\":\"\\ud800\"}".utf8))
    #expect(lines.records == [["a", "\u{FFFD}", "b", "\u{FFFD}"]])
    #expect(lines.malformed == 2)
  }

  @Test func jsonLines() {
    let read = Self.jsonl(
      Array(
        "{\"id\":7,\"t\":\"a\\nb\",\"x\":[1, {\"y\":2}]}\n\n[1]\r\n{\"a\":1\n{\"a\":1}x\n{} \r\n{\"k\":null}"
          .utf8))
    #expect(read.records == [["id", "7", "t", "a\nb", "x", "[1, {\"y\":2}]"], [], ["k", "null"]])
    #expect(read.lines == [1, 6, 7])
    #expect(read.errors.map(\.line) == [3, 4, 5])
  }

  static func randomTable(_ g: inout SeededGenerator) -> [[String]] {
    let columns = 2 + g.below(3)
    return (0..<(1 + g.below(6))).map { _ in
      (0..<columns).map { _ in
        (0..<g.below(7)).map { _ in g.pick(["a", "ế", ",", "\"", "\n", "\r\n", " ", "\t", "😀", "x"]) }
          .joined()
      }
    }
  }

  @Test func whatPythonWritesIsReadBack() throws {
    let seed: UInt64 = 61
    var g = SeededGenerator(seed: seed)
    let tables = (0..<150).map { _ in Self.randomTable(&g) }
    // Python reads the tables as JSON, one a line, and writes each as CSV, ended by a zero byte.
    var input = ByteBuffer()
    for table in tables {
      var writer = JSONWriter()
      writer.beginArray(&input)
      for row in table {
        writer.beginArray(&input)
        for cell in row { writer.string(cell, &input) }
        writer.endArray(&input)
      }
      writer.endArray(&input)
      input.append(0x0A)
    }
    let program = """
      import csv, io, json, sys
      for k, line in enumerate(sys.stdin.buffer.read().split(b"\\n")[:-1]):
        out = io.StringIO(newline="")
        quoting = csv.QUOTE_ALL if k % 2 else csv.QUOTE_MINIMAL
        csv.writer(out, quoting=quoting, lineterminator="\\r\\n" if k % 3 else "\\n").writerows(json.loads(line))
        sys.stdout.buffer.write(out.getvalue().encode() + b"\\x00")
      """
    guard let result = try Subprocess.run("python3", ["-c", program], input: input.array), result.status == 0
    else {
      print("skipped: python3 is not there to compare with")
      return
    }
    let written = result.output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(written.count == tables.count)
    for (table, text) in zip(tables, written) {
      let read = try Self.delimited(Array(text))
      #expect(read.records == table, "seed \(seed): \(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test func cutsFallBetweenRecords() throws {
    let seed: UInt64 = 62
    var g = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let table = Self.randomTable(&g)
      let lines = table.map { row in
        row.map {
          "\"" + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }
        .joined(separator: ",") + "\n"
      }
      let bytes = Array(lines.joined().utf8)
      var ends: Set<Int> = [0]
      var total = 0
      for line in lines {
        total += line.utf8.count
        ends.insert(total)
      }
      for n in 0...bytes.count {
        let cut = bytes[..<n].withUnsafeBytes { DelimitedReader.cut($0, dialect: .csv) }
        #expect(cut == ends.filter { $0 <= n }.max(), "seed \(seed) prefix \(n) of \(lines)")
      }
    }
  }

  @Test(arguments: [
    ("a.jsonl", RecordFormat.jsonl), ("b/x.csv.gz", .csv), ("x.tsv.zst", .tsv), ("x", .text), ("x.md", .text),
    ("-", .text),
  ])
  func formatByEnding(_ path: String, _ format: RecordFormat) { #expect(RecordFormat(path: path) == format) }
}
