/// How a text was decoded wrongly once.
public enum MojibakeKind: String, CaseIterable, Codable, Sendable {
  /// TCVN3 bytes read as Windows-1252.
  case tcvn3
  /// VNI bytes read as Windows-1252.
  case vni
  /// UTF-8 bytes read as Windows-1252.
  case utf8
}
