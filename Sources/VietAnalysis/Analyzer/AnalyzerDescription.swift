/// An analyzer as data: readable, storable in an index, comparable.
public struct AnalyzerDescription: Hashable, Sendable {
  public var name: AnalyzerName
  /// Words that are not indexed and not sought; their places are kept. Lower case, marks count.
  public var stopWords: [String]
  /// Groups of spellings of which each finds the others. Expanded in the query, so that the index stays as it is.
  public var synonyms: [[String]]
  /// Whether the shorthand of messages (`ko`, `dc`, `ntn`) and what it stands for find each other.
  public var expandsTeencode: Bool
  /// Extra words of several syllables for `vi`.
  public var lexicon: [LexiconEntry]

  /// One extra word.
  public struct LexiconEntry: Hashable, Sendable {
    public var word: String
    /// How strongly it holds; the segmenter's default where there is none.
    public var weight: Double?

    public init(_ word: String, weight: Double? = nil) {
      self.word = word
      self.weight = weight
    }
  }

  public init(
    _ name: AnalyzerName = .vi, stopWords: [String] = [], synonyms: [[String]] = [],
    expandsTeencode: Bool = false, lexicon: [LexiconEntry] = []
  ) {
    self.name = name
    self.stopWords = stopWords
    self.synonyms = synonyms
    self.expandsTeencode = expandsTeencode
    self.lexicon = lexicon
  }

  /// Counts changes of rules that make other terms of the same text.
  static let revision = 1

  /// Lines of text that ``init(stored:)`` reads back: a header, the name, then one line an entry, parts between tabs.
  public var stored: String {
    var lines = ["viettext-analyzer \(Self.revision)", "name\t\(name.rawValue)"]
    lines += stopWords.map { "stop\t\(Self.clean($0))" }
    lines += synonyms.map { "same\t" + $0.map(Self.clean).joined(separator: "\t") }
    if expandsTeencode { lines.append("teencode\t\(Teencode.revision)") }
    lines += lexicon.map { "word\t\(Self.clean($0.word))" + ($0.weight.map { "\t\($0)" } ?? "") }
    return lines.joined(separator: "\n")
  }

  private static func clean(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }

  public init(stored: String) throws(AnalyzerError) {
    var lines = stored.split(separator: "\n", omittingEmptySubsequences: true)[...]
    guard let header = lines.popFirst(), header.hasPrefix("viettext-analyzer "),
      let revision = Int(header.dropFirst("viettext-analyzer ".count))
    else { throw AnalyzerError(.malformed, "the index has no description of its analyzer (rebuild it)") }
    guard revision <= Self.revision else {
      throw AnalyzerError(
        .tooNew,
        "the analyzer of the index has revision \(revision), this program knows \(Self.revision) (update it)")
    }
    self.init()
    for line in lines {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      switch parts[0] {
      case "name":
        guard parts.count == 2, let name = AnalyzerName(rawValue: parts[1]) else {
          throw AnalyzerError(.tooNew, "the index has an unknown analyzer (update this program)")
        }
        self.name = name
      case "stop" where parts.count == 2: stopWords.append(parts[1])
      case "teencode" where parts.count == 2:
        guard let revision = Int(parts[1]), revision <= Teencode.revision else {
          throw AnalyzerError(.tooNew, "the index knows more shorthand than this program (update it)")
        }
        expandsTeencode = true
      case "same": synonyms.append(Array(parts.dropFirst()))
      case "word" where parts.count == 2: lexicon.append(LexiconEntry(parts[1]))
      case "word" where parts.count == 3: lexicon.append(LexiconEntry(parts[1], weight: Double(parts[2])))
      default:
        throw AnalyzerError(
          .malformed, "the index describes its analyzer in a way not understood (rebuild it)")
      }
    }
  }

  /// Identifies rules and data: FNV-1a of ``stored``.
  public var fingerprint: UInt64 {
    stored.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
