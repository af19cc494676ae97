import SystemPackage
import VietTestSupport

/// One of the files of Corpus/gold/segment: sentences of one genre, for training or for the test.
struct GoldSegmentation {
  /// The genre and `train` or `test`, with a dot between them.
  let name: String
  /// The sentences with `_` inside words and blanks between them.
  let segmented: [Substring]
  /// The same sentences as they are written.
  let written: [Substring]

  struct Document {
    let document: String
    let genre: String
    let part: String
    let sentences: Int
  }

  static func all() throws -> [GoldSegmentation] {
    try Folder.names(in: folder).sorted().filter { $0.hasSuffix(".raw.txt") }.map { file in
      let name = String(file.dropLast(".raw.txt".count))
      return GoldSegmentation(name: name, segmented: try lines(name + ".txt"), written: try lines(file))
    }
  }

  /// The rows of documents.tsv.
  static func documents() throws -> [Document] {
    try lines("documents.tsv").dropFirst().map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard columns.count == 4, let sentences = Int(columns[3]) else { throw BadRow(row: String(line)) }
      return Document(document: columns[0], genre: columns[1], part: columns[2], sentences: sentences)
    }
  }

  private static let folder = Repository.corpus.appending("gold").appending("segment")

  private static func lines(_ name: String) throws -> [Substring] {
    String(decoding: try Subprocess.read(folder.appending(name)), as: UTF8.self).split(separator: "\n")
  }

  struct BadRow: Error {
    let row: String
  }
}
