internal import VietSegmentation

/// The table of words that the word model's features ask for, from `Corpus/lexicon/words.tsv`.
///
/// Each line is a word in lower case, its syllables parted by blanks, and a letter for each list that bears it; see
/// `Corpus/lexicon/README.md`.
enum WordTableGenerator: GeneratedTable {
  static let path = "Sources/CVietData/blobs/words.bin"
  private static let source = "Corpus/lexicon/words.tsv"

  struct Unusable: Error, CustomStringConvertible { let description: String }

  private static let letters: [Character: WordTable.Lists] = [
    "R": .treebank, "K": .techbook, "W": .wiktionary, "2": .attested, "p": .place, "f": .family, "g": .given,
  ]

  static func make() throws -> [UInt8] {
    guard let bytes = contents(of: source) else {
      throw Unusable(description: "can't read \(source) (run from the root of the package)")
    }
    var rows: [UInt64: WordTable.Lists] = [:]
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
    for (number, line) in lines.enumerated() {
      let fields = line.split(separator: "\t")
      guard fields.count == 2 else { throw Unusable(description: "\(source):\(number + 2): not two columns") }
      var lists: WordTable.Lists = []
      for letter in fields[1] {
        guard let list = letters[letter] else {
          throw Unusable(description: "\(source):\(number + 2): no list is called \(letter)")
        }
        lists.formUnion(list)
      }
      var row: UInt64?
      for syllable in fields[0].split(separator: " ") {
        if let prefix = row {
          rows[prefix, default: []].formUnion(.prefix)
          row = RowHash.appending(UnitHash.exact(String(syllable)), to: prefix)
        } else {
          row = UnitHash.exact(String(syllable))
        }
      }
      if let row { rows[row, default: []].formUnion(lists) }
    }
    return WordTable.make(rows)
  }
}
