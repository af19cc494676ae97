import Testing
import VietTestSupport

@testable import VietCommands

@Suite struct SearchCommandTests {
  @Test func marksRankAsTheyAreTyped() throws {
    let text = """
      {"id":"exact","t":"nước việt"}
      {"id":"bare","t":"nước viet"}
      {"id":"other","t":"nước viết"}
      {"id":"nfd","t":"nước vie\u{323}\u{302}t"}
      {"id":"old","t":"hòa"}
      {"id":"new","t":"hoà"}
      {"id":"yi","t":"kĩ thuật"}
      """
    for analyzer in ["vi", "vi-syllable"] {
      try IndexCommandTests.withIndex(of: text, ["--analyzer", analyzer]) { index, _ in
        func ids(_ query: String, _ options: String...) throws -> [String] {
          try VietProcess.run(["search", index, query] + options).ids
        }
        let marked = try ids("việt")
        #expect(
          Set(marked.prefix(2)) == ["exact", "nfd"] && Set(marked) == ["exact", "nfd", "bare", "other"])
        let partly = try ids("viêt")
        #expect(Set(partly.prefix(3)) == ["exact", "nfd", "other"] && partly.last == "bare")
        #expect(Set(try ids("viet")) == ["exact", "nfd", "bare", "other"])
        #expect(Set(try ids("\"nước việt\"")) == ["exact", "nfd"])
        #expect(Set(try ids("\"nuoc viet\"")) == ["exact", "nfd", "bare", "other"])
        #expect(Set(try ids("nước -việt")) == ["bare", "other"])
        #expect(Set(try ids("nước -viet")) == [])
        #expect(Set(try ids("việt", "--exact-diacritics")) == ["exact", "nfd"])
        #expect(Set(try ids("viê*")) == ["exact", "nfd", "bare", "other"])
        #expect(Set(try ids("việ*", "--exact-diacritics")) == ["exact", "nfd"])
        #expect(Set(try ids("nước -việ*")) == ["bare", "other"])
        #expect(Set(try ids("\"kỹ thuật\"")) == ["yi"])
        #expect(Set(try ids("kỹ", "--exact-diacritics")) == ["yi"])
        #expect(try Set(ids("hoà")) == ["old", "new"])
        #expect(try Set(ids("hòa")) == ["old", "new"])
        #expect(try ids("kỹ") == ["yi"])
      }
    }
  }

  @Test func suggestionsHaveTheMarksThatAQueryLacks() throws {
    try IndexCommandTests.withIndex { index, _ in
      for (query, meant) in [
        ("hoa binh", "hòa bình"), ("hòa bình", nil), ("hoa AND binh", nil), ("title:hoa", nil),
      ] as [(String, String?)] {
        let answer = try VietProcess.run(["search", index, query, "--json", "--suggest"]).json()[0]
        #expect(answer["suggestion"]?.string == meant, "\(query)")
      }
      let unasked = try VietProcess.run(["search", index, "hoa binh", "--json"]).json()[0]
      #expect(unasked["suggestion"] == nil)
    }
  }

  @Test func jsonHasItsKeys() throws {
    try IndexCommandTests.withIndex { index, _ in
      let answer = try VietProcess.run(["search", index, "hoa binh", "--json", "--explain"]).json()[0]
      #expect(answer["query"]?.string == "hoa binh" && answer["total"]?.number == 1)
      #expect(answer["total_exact"]?.bool != nil && answer["took_us"]?.number != nil)
      let hit = try #require(answer["hits"]?.array?.first)
      #expect(hit["id"]?.string == "1" && (hit["score"]?.number ?? 0) > 0)
      #expect(hit["fields"]?["title"]?.string == "Hòa bình")
      #expect(hit["explanation"]?["value"]?.number == hit["score"]?.number)
      let marks = try #require(hit["highlights"]?.array)
      for mark in marks {
        let field = try #require(mark["field"]?.string.flatMap { hit["fields"]?[$0]?.string })
        let bytes = Array(field.utf8)
        let range = Int(mark["start"]?.number ?? -1)..<Int(mark["end"]?.number ?? -1)
        #expect(String(decoding: bytes[range], as: UTF8.self) == mark["text"]?.string)
      }
      #expect(marks.contains { $0["text"]?.string == "Hòa" })
    }
  }

  @Test func queriesOfAFileAreAnsweredInOrder() throws {
    try IndexCommandTests.withIndex { index, _ in
      let answers = try VietProcess.run(
        ["search", index, "--queries", "-", "--json"], input: "kiều\nnothing\n\nđỏ\n")
      #expect(answers.status == 0)
      #expect(try answers.json().map { $0["query"]?.string } == ["kiều", "nothing", "", "đỏ"])
      #expect(try answers.json().map { $0["total"]?.number } == [1, 0, 0, 1])
      #expect(
        try VietProcess.run(["search", index, "--queries", "-", "--count"], input: "*\nkiều\n").output
          == "3\n1\n")
    }
  }

  @Test func answersAndStatuses() throws {
    try IndexCommandTests.withIndex { index, _ in
      #expect(try VietProcess.run(["search", index, "nothing"]).status == 1)
      #expect(try VietProcess.run(["search", index, "nothing", "--count"]).output == "0\n")
      #expect(try VietProcess.run(["search", index]).status == 2)
      #expect(try VietProcess.run(["search", index, "hoa", "--limit", "-1"]).status == 2)
      #expect(try VietProcess.run(["search", "/no/such", "x"]).status == 74)
      let marked = try VietProcess.run(["search", index, "hoà bình", "--highlight"])
      #expect(marked.lines.first?.contains("**Hòa** **bình**") == true)
      let lenient = try VietProcess.run(["search", index, "(hoà \"bình"])
      #expect(lenient.status == 0 && lenient.error.contains("not closed"))
      let second = try VietProcess.run(["search", index, "*", "--offset", "1", "--limit", "1"])
      #expect(second.lines.count == 1 && second.lines[0].hasPrefix("2\t"))
    }
  }
}
