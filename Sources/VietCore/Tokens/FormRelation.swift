/// How the spelling of a term found stands to the spelling typed, when both fold alike.
@frozen
public enum FormRelation: UInt8, Comparable, Sendable {
  /// The same letters under the same marks.
  case same = 0
  /// All typed marks are there, and others beside them: `viêt` and `việt`.
  case adds = 1
  /// The same letters under other marks.
  case other = 2

  public static func < (a: FormRelation, b: FormRelation) -> Bool { a.rawValue < b.rawValue }
}
