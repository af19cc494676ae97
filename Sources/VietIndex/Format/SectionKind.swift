/// The sections of a segment file. Raw values are written.
enum SectionKind: UInt16, CaseIterable, Sendable {
  case meta = 1
  case stored = 2
  case storedIndex = 3
  case ids = 4
  case idOffsets = 5
  case idOrder = 6
  case ordinals = 7
  case lengths = 8
  case numbers = 9
  case keywordOffsets = 10
  case keywordOrdinals = 11
  case keywordValues = 12
  case postings = 13
  case dictionary = 14
  case dictionaryIndex = 15

  static let version: UInt32 = 1
  /// `field` of sections that belong to no field.
  static let noField: UInt16 = 0xFFFF

  var name: String {
    switch self {
    case .meta: "meta"
    case .stored: "stored fields"
    case .storedIndex: "index of stored fields"
    case .ids: "ids"
    case .idOffsets: "id offsets"
    case .idOrder: "id order"
    case .ordinals: "ordinals"
    case .lengths: "lengths"
    case .numbers: "numbers"
    case .keywordOffsets: "keyword offsets"
    case .keywordOrdinals: "keyword ordinals"
    case .keywordValues: "keyword values"
    case .postings: "postings"
    case .dictionary: "dictionary"
    case .dictionaryIndex: "index of the dictionary"
    }
  }
}
