/// The analyzers that come with the library.
public enum AnalyzerName: String, CaseIterable, Codable, Sendable {
  case vi
  case viSyllable = "vi-syllable"
  case viFolded = "vi-folded"
  case whitespace
  case keyword
}
