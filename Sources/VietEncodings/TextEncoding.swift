/// Every way to write Vietnamese as bytes that this module knows, under one name each.
public enum TextEncoding: Hashable, Sendable {
  case utf8
  case utf16
  case legacy(LegacyEncoding)
  case viqr
  case typing(TypingMethod)
  case mojibake(MojibakeKind)

  /// All of them, in the order in which they are listed to people.
  public static let all: [TextEncoding] =
    [.utf8, .utf16] + LegacyEncoding.allCases.map(TextEncoding.legacy) + [.viqr]
    + TypingMethod.allCases.map(TextEncoding.typing) + MojibakeKind.allCases.map(TextEncoding.mojibake)

  /// The name on the command line.
  public var name: String {
    switch self {
    case .utf8: "utf-8"
    case .utf16: "utf-16"
    case .legacy(let encoding): encoding.rawValue
    case .viqr: "viqr"
    case .typing(let method): method.rawValue
    case .mojibake(let kind): "mojibake-\(kind.rawValue)"
    }
  }

  /// Whether text can be written in it; mojibake is only mended.
  public var isWritable: Bool {
    if case .mojibake = self { return false }
    return true
  }

  /// Other names in use, without case, blanks, `-` and `_`.
  private static let aliases: [String: TextEncoding] = [
    "utf8": .utf8, "unicode": .utf8, "utf16": .utf16, "utf16le": .utf16, "ucs2": .utf16,
    "tcvn3": .legacy(.tcvn3), "abc": .legacy(.tcvn3), "vntime": .legacy(.tcvn3),
    "tcvn": .legacy(.tcvn5712), "tcvn5712": .legacy(.tcvn5712), "tcvn57121": .legacy(.tcvn5712),
    "tcvn57121:1993": .legacy(.tcvn5712), "vn1": .legacy(.tcvn5712),
    "vni": .legacy(.vni), "vniwindows": .legacy(.vni), "vniwin": .legacy(.vni),
    "viscii": .legacy(.viscii), "visciii11": .legacy(.viscii), "vps": .legacy(.vps), "vpswin": .legacy(.vps),
    "cp1258": .legacy(.windows1258), "windows1258": .legacy(.windows1258), "1258": .legacy(.windows1258),
    "bkhcm1": .legacy(.bkhcm1), "bkhcm2": .legacy(.bkhcm2), "viqr": .viqr, "vietnet": .viqr,
    "telex": .typing(.telex), "vnikeys": .typing(.vniKeys), "vnityping": .typing(.vniKeys),
    "mojibaketcvn3": .mojibake(.tcvn3), "mojibakevni": .mojibake(.vni), "mojibakeutf8": .mojibake(.utf8),
  ]

  /// Finds an encoding by any of its names.
  public init?(name: String) {
    let key = name.lowercased().filter { !"-_ .".contains($0) }
    guard let encoding = Self.aliases[key] else { return nil }
    self = encoding
  }
}
