/// What a token is. The raw value is stable: it is written to indexes and passed through C.
@frozen
public enum TokenKind: UInt8, CaseIterable, Codable, Sendable {
  case word, number, punct, symbol, url, email, hashtag, mention, emoji, abbrev, date, time, other

  /// The name that `viet tokenize` prints.
  public var name: StaticString {
    switch self {
    case .word: "word"
    case .number: "number"
    case .punct: "punct"
    case .symbol: "symbol"
    case .url: "url"
    case .email: "email"
    case .hashtag: "hashtag"
    case .mention: "mention"
    case .emoji: "emoji"
    case .abbrev: "abbrev"
    case .date: "date"
    case .time: "time"
    case .other: "other"
    }
  }
}
