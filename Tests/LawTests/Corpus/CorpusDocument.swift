import SystemPackage
import VietTestSupport

@testable import VietCommands

/// A document of Corpus/text, or of another folder of Corpus.
struct CorpusDocument {
  let id: String
  let title: String
  let genre: String
  let text: String
  /// The file that it stands in, without its ending.
  let file: String

  /// Runs of letters and digits, lower case.
  var syllables: [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  static func all(in name: String = "text") throws -> [CorpusDocument] {
    let folder = Repository.corpus.appending(name)
    var documents: [CorpusDocument] = []
    for name in try Folder.names(in: folder).sorted() where name.hasSuffix(".jsonl") {
      let text = String(decoding: try Subprocess.read(folder.appending(name)), as: UTF8.self)
      for line in text.split(separator: "\n") {
        let value = try JSONValue.parse(String(line))
        func field(_ name: String) throws -> String {
          guard let text = value[name]?.string else {
            throw Missing(field: name, line: String(line.prefix(60)))
          }
          return text
        }
        documents.append(
          try CorpusDocument(
            id: field("id"), title: field("title"), genre: field("genre"), text: field("text"),
            file: String(name.dropLast(6))))
      }
    }
    return documents
  }

  struct Missing: Error {
    let field: String
    let line: String
  }
}
