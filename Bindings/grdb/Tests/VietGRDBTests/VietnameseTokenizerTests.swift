import GRDB
import Testing
import VietGRDB

@Suite struct VietnameseTokenizerTests {
  static func table(_ tokenizer: FTS5TokenizerDescriptor) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.prepareDatabase { db in db.add(tokenizer: VietnameseTokenizer.self) }
    let queue = try DatabaseQueue(configuration: configuration)
    try queue.write { db in
      try db.create(virtualTable: "note", using: FTS5()) { table in
        table.tokenizer = tokenizer
        table.column("body")
      }
      for body in ["Tôi ở Hà Nội", "ha noi", "Anh ấy học, sinh viên nghe", "Các học sinh đi học"] {
        try db.execute(sql: "INSERT INTO note VALUES (?)", arguments: [body])
      }
    }
    return queue
  }

  static func found(_ queue: DatabaseQueue, _ phrase: String) throws -> [Int] {
    try queue.read { db in
      try Int.fetchAll(
        db, sql: "SELECT rowid FROM note WHERE note MATCH ? ORDER BY rowid",
        arguments: [FTS5Pattern(matchingPhrase: phrase)])
    }
  }

  @Test func marksAndWords() throws {
    let words = try Self.table(.vietnamese(.word))
    #expect(try Self.found(words, "ha noi") == [1, 2])
    #expect(try Self.found(words, "Hà Nội") == [1])
    #expect(try Self.found(words, "học sinh") == [4])
    #expect(try Self.found(Self.table(.vietnamese()), "học sinh") == [3, 4])
    #expect(try Self.found(Self.table(.vietnamese(.folded)), "Hà Nội") == [1, 2])
    #expect(try Self.found(Self.table(.vietnamese(marks: .ignored)), "Há Nói") == [1, 2])
  }

  @Test func refusesOtherArguments() throws {
    let wrong = VietnameseTokenizer.tokenizerDescriptor(arguments: ["letters"])
    #expect(throws: DatabaseError.self) { try Self.table(wrong) }
  }
}
