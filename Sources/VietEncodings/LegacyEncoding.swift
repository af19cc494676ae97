/// The eight-bit encodings of Vietnamese that this module reads and writes.
public enum LegacyEncoding: String, CaseIterable, Codable, Sendable {
  case tcvn3
  case tcvn5712 = "tcvn5712-1"
  case vni
  case viscii
  case vps
  case windows1258 = "cp1258"
  case bkhcm1
  case bkhcm2

  /// The tables of this encoding, compiled at the first use.
  var chart: CompiledChart {
    switch self {
    case .tcvn3: Self.tcvn3Chart
    case .tcvn5712: Self.tcvn5712Chart
    case .vni: Self.vniChart
    case .viscii: Self.visciiChart
    case .vps: Self.vpsChart
    case .windows1258: Self.windows1258Chart
    case .bkhcm1: Self.bkhcm1Chart
    case .bkhcm2: Self.bkhcm2Chart
    }
  }

  private static let tcvn3Chart = CompiledChart(.tcvn3)
  private static let tcvn5712Chart = CompiledChart(.tcvn5712)
  private static let vniChart = CompiledChart(.vni)
  private static let visciiChart = CompiledChart(.viscii)
  private static let vpsChart = CompiledChart(.vps)
  private static let windows1258Chart = CompiledChart(.windows1258)
  private static let bkhcm1Chart = CompiledChart(.bkhcm1)
  private static let bkhcm2Chart = CompiledChart(.bkhcm2)
}
