internal import ArgumentParser

/// A number of bytes as it is typed: `64M`, `1G`, `300000`.
struct ByteCount: Equatable, ExpressibleByArgument {
  let bytes: Int

  init(_ bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    var digits = argument[...]
    var shift = 0
    if let unit = digits.last, let place = "KMGT".firstIndex(of: Character(unit.uppercased())) {
      shift = 10 * ("KMGT".distance(from: "KMGT".startIndex, to: place) + 1)
      digits = digits.dropLast()
    }
    guard let value = Int(digits), value >= 0, value <= Int.max >> shift else { return nil }
    bytes = value << shift
  }

  var defaultValueDescription: String { bytes % (1 << 20) == 0 ? "\(bytes >> 20)M" : "\(bytes)" }
}
