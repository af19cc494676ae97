/// What a text can be cut into.
@frozen
public enum SegmentationUnit: String, CaseIterable, Codable, Sendable { case syllable, word, sentence }
