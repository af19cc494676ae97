internal import VietSegmentation
internal import VietUnicode

/// The tables of the syllable scanner, from the break rules and the properties of the linked ICU.
enum ScannerTableGenerator: GeneratedTable {
  static let path = "Sources/CVietData/blobs/scanner.bin"

  private typealias Layout = ScannerTables.Layout

  static func make() throws -> [UInt8] {
    let breaker = try ICUBreaker()
    let rules = try breaker.compiledRules()
    let pairs = try Pairs(rules)
    let version = UnicodeVersions.icu.split(separator: ".").compactMap { UInt32($0) }
    var header = [UInt32](repeating: 0, count: Layout.headerWords)
    header.replaceSubrange(
      0..<8,
      with: [
        Layout.magic, Layout.version, UInt32(rules.states), UInt32(rules.categoryCount),
        UInt32(rules.firstDictionaryCategory), UInt32(pairs.blocks.count / Layout.blockSize), version[0],
        version[1],
      ])
    var bytes: [UInt8] = []
    func add(_ section: some Sequence<some FixedWidthInteger>) {
      bytes.append(contentsOf: repeatElement(0, count: Layout.aligned(bytes.count) - bytes.count))
      for value in section { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    }
    add(header)
    add(rules.next)
    add(rules.accepting)
    add(pairs.categories)
    add(pairs.classes)
    add(letters())
    add(pairs.blockIndex)
    add(pairs.blocks)
    return bytes
  }

  /// Category and class of each code point, as numbers of pairs in two stages.
  private struct Pairs {
    var categories = [UInt8](repeating: 0, count: Layout.maximumPairs)
    var classes = [UInt8](repeating: 0, count: Layout.maximumPairs)
    var blockIndex: [UInt16] = []
    var blocks: [UInt8] = []

    struct TooMany: Error {}

    init(_ rules: CompiledBreakRules) throws {
      var numbers: [UInt16: UInt8] = [:]
      var known: [[UInt8]: UInt16] = [:]
      for start in stride(from: 0, to: 0x11_0000, by: Layout.blockSize) {
        var block: [UInt8] = []
        for scalar in UInt32(start)..<UInt32(start + Layout.blockSize) {
          let category = rules.categories[Int(scalar)]
          let kind = ScalarFacts.packedClass(of: scalar)
          let pair = UInt16(category) << 8 | UInt16(kind)
          if numbers[pair] == nil {
            guard numbers.count < Layout.maximumPairs else { throw TooMany() }
            let number = UInt8(numbers.count)
            numbers[pair] = number
            categories[Int(number)] = category
            classes[Int(number)] = kind
          }
          block.append(numbers[pair]!)
        }
        if let number = known[block] {
          blockIndex.append(number)
        } else {
          let number = UInt16(known.count)
          known[block] = number
          blockIndex.append(number)
          blocks.append(contentsOf: block)
        }
      }
    }
  }

  private static func letters() -> [UInt64] {
    var entries = [UInt64](repeating: 0, count: Layout.letterCount)
    for range in [0..<0x250, 0x300..<0x340, 0x1E00..<0x1F00] as [Range<UInt32>] {
      for scalar in range {
        if let index = Layout.letterIndex(scalar) { entries[index] = ScalarFacts.letterEntry(of: scalar) }
      }
    }
    return entries
  }
}
