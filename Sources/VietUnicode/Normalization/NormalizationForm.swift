/// The four normalization forms of UAX #15. Raw values are those of the ICU wall.
@frozen
public enum NormalizationForm: Int32, CaseIterable, Codable, Sendable { case nfc = 0, nfd, nfkc, nfkd }
