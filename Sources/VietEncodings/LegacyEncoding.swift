/// The eight-bit and typing encodings of Vietnamese that this module reads and writes.
public enum LegacyEncoding: String, CaseIterable, Codable, Sendable {
  case tcvn3
  case tcvn5712 = "tcvn5712-1"
  case vni
  case viscii
  case vps
  case windows1258 = "cp1258"
  case viqr
  case bkhcm1
  case bkhcm2
}
