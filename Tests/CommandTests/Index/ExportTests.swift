import Testing
import VietTestSupport

@testable import VietCommands

@Suite struct ExportTests {
  /// A field of a protocol buffer: its number, and a number or bytes.
  struct Field {
    let number: Int
    var value: UInt64 = 0
    var bytes: ArraySlice<UInt8> = []
  }

  static func varint(_ bytes: inout ArraySlice<UInt8>) throws -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = bytes.popFirst()
      let byte = try #require(next)
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  static func fields(_ message: ArraySlice<UInt8>) throws -> [Field] {
    var rest = message
    var fields: [Field] = []
    while !rest.isEmpty {
      let tag = try varint(&rest)
      var field = Field(number: Int(tag >> 3))
      switch tag & 7 {
      case 0: field.value = try varint(&rest)
      case 1:
        for (i, byte) in rest.prefix(8).enumerated() { field.value |= UInt64(byte) << UInt64(8 * i) }
        rest = rest.dropFirst(8)
      default:
        let count = Int(try varint(&rest))
        field.bytes = rest.prefix(count)
        rest = rest.dropFirst(count)
      }
      fields.append(field)
    }
    return fields
  }

  static func messages(_ bytes: [UInt8]) throws -> [[Field]] {
    var rest = bytes[...]
    var messages: [[Field]] = []
    while !rest.isEmpty {
      let count = Int(try varint(&rest))
      messages.append(try fields(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return messages
  }

  static func ciff(_ index: String) throws -> [[Field]] {
    let result = try #require(
      try Subprocess.run(VietProcess.path, ["index", "export", index, "--format", "ciff"]))
    #expect(result.status == 0, "\(result.error)")
    return try messages(result.output)
  }

  @Test func theCommonFormatHoldsPostingsAndDocuments() throws {
    var random = SeededGenerator(seed: 141)
    let words = ["hòa", "hoa", "bình", "việt", "nam", "café", "đất", "2024"]
    var texts = (0..<300).map { _ in (0..<(1 + random.below(20))).map { _ in random.pick(words) } }
    try IndexCommandTests.withIndex(
      of: texts.enumerated().map {
        "{\"id\":\"d\($0.offset)\",\"t\":\"\($0.element.joined(separator: " "))\"}\n"
      }
      .joined(), ["--analyzer", "vi-syllable", "--threads", "1"]
    ) { index, _ in
      #expect(try VietProcess.run(["index", "delete", index, "--id", "d7", "d200"]).status == 0)
      texts.remove(at: 200)
      texts.remove(at: 7)
      let messages = try Self.ciff(index)
      let header = messages[0]
      func number(_ field: Int) -> UInt64 { header.first { $0.number == field }?.value ?? 0 }
      let terms = Int(number(2))
      #expect(number(1) == 1 && number(3) == 298 && number(4) == number(2) && number(5) == 298)
      #expect(number(6) == UInt64(texts.reduce(0) { $0 + $1.count }))
      #expect(messages.count == 1 + terms + 298)
      var found: [String: [Int: Int]] = [:]
      var order: [[UInt8]] = []
      for list in messages[1...terms] {
        let term = Array(try #require(list.first { $0.number == 1 }).bytes)
        order.append(term)
        var document = 0
        var postings: [Int: Int] = [:]
        for posting in list where posting.number == 4 {
          let parts = try Self.fields(posting.bytes)
          document += Int(parts.first { $0.number == 1 }?.value ?? 0)
          postings[document] = Int(parts.first { $0.number == 2 }?.value ?? 0)
        }
        #expect(list.first { $0.number == 2 }?.value == UInt64(postings.count))
        #expect(list.first { $0.number == 3 }?.value == UInt64(postings.values.reduce(0, +)))
        found[String(decoding: term, as: UTF8.self)] = postings
      }
      #expect(order == order.sorted { $0.lexicographicallyPrecedes($1) })
      var expected: [String: [Int: Int]] = [:]
      for (i, text) in texts.enumerated() {
        for word in text { expected[word, default: [:]][i, default: 0] += 1 }
      }
      // Both placements of the tone are one word, spelled one way.
      expected["hoà"] = expected.removeValue(forKey: "hòa")
      if found["hòa"] != nil { found["hoà"] = found.removeValue(forKey: "hòa") }
      #expect(found == expected)
      for (i, record) in messages[(1 + terms)...].enumerated() {
        #expect((record.first { $0.number == 1 }?.value ?? 0) == UInt64(i))
        #expect(record.first { $0.number == 3 }?.value == UInt64(texts[i].count))
      }
    }
  }

  @Test func elasticsearchGetsTermsAndAMapping() throws {
    try IndexCommandTests.withIndex { index, _ in
      let lines = try VietProcess.run(["index", "export", index, "--format", "elasticsearch"]).json()
      #expect(lines.count == 6)
      #expect(lines[0]["index"]?["_id"]?.string == "1")
      #expect(lines[1]["title"]?.string == "Hòa bình")
      #expect(lines[1]["title_folded"]?.string == "hoa binh")
      #expect(["hòa bình", "hoà bình"].contains(lines[1]["title_exact"]?.string))
      #expect(["hòa_bình", "hoà_bình"].contains(lines[1]["title_words"]?.string))
      let mapping = try VietProcess.run(["index", "export", index, "--format", "elasticsearch", "--mapping"])
        .json()
      let properties = try #require(mapping[0]["mappings"]?["properties"])
      #expect(properties["title_exact"]?["analyzer"]?.string == "whitespace")
      #expect(properties["year"]?["type"]?.string == "double")
      for suffix in ["", "_exact", "_folded", "_words"] { #expect(properties["body" + suffix] != nil) }
      #expect(try VietProcess.run(["index", "export", index, "--mapping"]).status == 2)
    }
  }
}
