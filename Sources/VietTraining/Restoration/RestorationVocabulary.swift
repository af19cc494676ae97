internal import VietOrthography
internal import VietSegmentation

/// The tokens of a model: groups of syllables that are alike without marks, then other spellings that are common enough to
/// say something about their neighbours.
struct RestorationVocabulary {
  struct Token {
    var pattern = MarkPattern.bare
    var isSpelled = false
    /// Tokens of its group, at the first of them; else 1.
    var groupCount = 1
    /// The first of its group.
    var group: UInt16 = 0
    /// Its place in the group.
    var candidate = 0
    var titles = 0
    var lowers = 0
    /// Under which a group or a spelling is found; `nil` for the others.
    var hash: UInt64?
  }

  private(set) var tokens: [Token] = []
  /// By number of the spelling.
  private(set) var ids: [UInt16]

  /// Syllables seen less often are left out.
  private static let leastSyllable = 2.0
  /// So are spellings without marks that are no syllables but could be taken for some (`top`), and all others.
  private static let leastForeign = 5.0
  private static let leastOther = 20.0
  private static let mostTokens = 40_000

  init(_ text: borrowing RestorationText) {
    for i in 0..<RestorationModel.Special.count { tokens.append(Token(group: UInt16(i))) }
    ids = [UInt16](repeating: RestorationModel.Special.unknown, count: text.spellings.count)
    var groups: [UInt64: [Int]] = [:]
    var others: [Int] = []
    for (number, spelling) in text.spellings.enumerated() {
      guard let letters = spelling.letters else {
        others.append(number)
        continue
      }
      if Self.isCandidate(spelling, letters) {
        groups[letters.letters, default: []].append(number)
      } else if spelling.pattern == nil {
        others.append(number)
      }
    }
    for (_, members) in groups.sorted(by: { Self.order($0.key) < Self.order($1.key) }) {
      if members.contains(where: { text.spellings[$0].letters?.isBare == false }) {
        addGroup(members, text)
      } else {
        others += members
      }
    }
    let common = others.filter { text.spellings[$0].count >= Self.leastOther }
      .sorted {
        (text.spellings[$1].count, text.spellings[$0].exactHash)
          < (text.spellings[$0].count, text.spellings[$1].exactHash)
      }
    for number in common.prefix(max(0, Self.mostTokens - tokens.count)) {
      ids[number] = UInt16(tokens.count)
      tokens.append(Token(group: UInt16(tokens.count), hash: text.spellings[number].exactHash))
    }
  }

  /// The first letter first.
  private static func order(_ letters: UInt64) -> UInt64 { letters.byteSwapped }

  private static func isCandidate(_ spelling: RestorationText.Spelling, _ letters: TypedLetters) -> Bool {
    if spelling.pattern != nil { return spelling.count >= leastSyllable }
    return letters.isBare && spelling.count >= leastForeign
  }

  private mutating func addGroup(_ members: [Int], _ text: borrowing RestorationText) {
    let first = UInt16(tokens.count)
    let kept = members.sorted {
      (text.spellings[$1].count, text.spellings[$0].exactHash)
        < (text.spellings[$0].count, text.spellings[$1].exactHash)
    }.prefix(RestorationModel.mostCandidates)
    for (candidate, number) in kept.enumerated() {
      let spelling = text.spellings[number]
      ids[number] = UInt16(tokens.count)
      tokens.append(
        Token(
          pattern: spelling.pattern ?? .bare, isSpelled: true,
          groupCount: candidate == 0 ? kept.count : 1, group: first, candidate: candidate,
          titles: spelling.titles, lowers: spelling.lowers,
          hash: candidate == 0 ? spelling.foldedHash : nil))
    }
  }
}
