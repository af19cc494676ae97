/// The six tones, under their Vietnamese names, in the order of dictionaries.
@frozen
public enum Tone: UInt8, CaseIterable, Codable, Sendable { case ngang, huyen, hoi, nga, sac, nang }
