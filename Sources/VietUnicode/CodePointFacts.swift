internal import CICU

/// What ICU says about one code point; tables of code points are made from it.
@frozen
public struct CodePointFacts: OptionSet, Hashable, Sendable {
  public let rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }

  public init(of scalar: UInt32) { rawValue = vt_code_point_facts(scalar) }

  public static let latin = CodePointFacts(rawValue: 1 << 5)
  public static let blank = CodePointFacts(rawValue: 1 << 6)
  public static let emoji = CodePointFacts(rawValue: 1 << 7)
  public static let emojiPresentation = CodePointFacts(rawValue: 1 << 8)
  public static let pictographic = CodePointFacts(rawValue: 1 << 9)
  public static let regional = CodePointFacts(rawValue: 1 << 10)
  public static let upper = CodePointFacts(rawValue: 1 << 11)
  public static let lower = CodePointFacts(rawValue: 1 << 12)

  /// General category in the numbering of ICU's `UCharCategory`.
  public var category: Int { Int(rawValue & 31) }
  /// L or Nl.
  public var isLetter: Bool { (1...5).contains(category) || category == 10 }
  /// Nd or No.
  public var isNumber: Bool { category == 9 || category == 11 }
  /// M.
  public var isMark: Bool { (6...8).contains(category) }
  /// Mn.
  public var isNonspacingMark: Bool { category == 6 }
  /// P.
  public var isPunctuation: Bool { (19...23).contains(category) || category == 28 || category == 29 }
  /// S.
  public var isSymbol: Bool { (24...27).contains(category) }
}
