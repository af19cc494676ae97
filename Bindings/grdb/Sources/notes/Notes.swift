import GRDB
import VietGRDB

/// `notes QUERY`: searches a few notes in a database in memory, and marks what was found.
@main struct Notes {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else { fatalError("usage: notes QUERY") }
    var configuration = Configuration()
    configuration.prepareDatabase { db in db.add(tokenizer: VietnameseTokenizer.self) }
    let queue = try DatabaseQueue(configuration: configuration)
    try queue.write { db in
      try db.create(virtualTable: "note", using: FTS5()) { table in
        table.tokenizer = .vietnamese(.word)
        table.column("body")
      }
      for body in ["Các học sinh ở Hà Nội đi học.", "Anh ấy học, sinh viên nghe.", "Ha Noi khong dau."] {
        try db.execute(sql: "INSERT INTO note VALUES (?)", arguments: [body])
      }
    }
    let pattern = FTS5Pattern(matchingPhrase: CommandLine.arguments[1])
    let found = try queue.read { db in
      try String.fetchAll(
        db, sql: "SELECT highlight(note, 0, '[', ']') FROM note WHERE note MATCH ? ORDER BY rank, rowid",
        arguments: [pattern])
    }
    for line in found { print(line) }
  }
}
