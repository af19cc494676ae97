internal import VietOrthography

/// Puts the sections of a model file together (``RestorationModel``).
package struct RestorationModelFile {
  private let description: String
  private var tokens: [UInt8] = []
  private var tokenCount = 0
  private var hashes: [(hash: UInt64, id: UInt16)] = []
  /// Sixteen each.
  package var backoffCodes: [Int16] = []
  package var correctionCodes: [Int16] = []
  package var bigrams: [UInt8] = []
  package var trigrams: [UInt8] = []

  package init(description: String) { self.description = description }

  /// Adds the next token; `hash` is what it is found by, if it is.
  package mutating func append(_ token: RestorationModel.Token, hash: UInt64?) {
    if let hash { hashes.append((hash, UInt16(tokenCount))) }
    tokens += Self.little(token.pattern.rawValue | (token.isSpelled ? 1 << 31 : 0))
    tokens += [token.cost, token.backoff, token.count, token.titleCost, token.lowerCost, 0, 0, 0]
    tokenCount += 1
  }

  private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  private static func pad(_ bytes: inout [UInt8], headerLeft: Int = 0) {
    let count = RestorationModel.Layout.padded(bytes.count + headerLeft) - headerLeft
    bytes += [UInt8](repeating: 0, count: count - bytes.count)
  }

  /// The whole file.
  package var bytes: [UInt8] {
    typealias Layout = RestorationModel.Layout
    var slotBits = 4
    while 1 << slotBits < hashes.count * 2 { slotBits += 1 }
    let mask = 1 << slotBits - 1
    var tags = [UInt32](repeating: 0, count: 1 << slotBits)
    var ids = [UInt16](repeating: 0, count: 1 << slotBits)
    for (hash, id) in hashes {
      var place = RestorationModel.place(hash) & mask
      while ids[place] != 0 { place = (place + 1) & mask }
      tags[place] = RestorationModel.tag(hash)
      ids[place] = id
    }
    let text = Array(description.utf8)
    // All that the checksum covers: the file without its first 32 bytes.
    var rest =
      Self.little(UInt32(tokenCount)) + Self.little(UInt32(slotBits))
      + Self.little(UInt32(bigrams.count / (3 * RowBuckets.width)))
      + Self.little(UInt32(trigrams.count / (2 * RowBuckets.width))) + Self.little(UInt32(text.count))
      + [UInt8](repeating: 0, count: 12)
    for code in backoffCodes + correctionCodes { rest += Self.little(code) }
    rest += text
    Self.pad(&rest, headerLeft: 32)
    rest += tokens
    Self.pad(&rest, headerLeft: 32)
    for tag in tags { rest += Self.little(tag) }
    Self.pad(&rest, headerLeft: 32)
    for id in ids { rest += Self.little(id) }
    Self.pad(&rest, headerLeft: 32)
    rest += bigrams
    Self.pad(&rest, headerLeft: 32)
    rest += trigrams
    let checksum = rest.withUnsafeBytes { ModelChecksum.of($0) }
    return Self.little(Layout.magic) + Self.little(Layout.kind) + Self.little(Layout.version)
      + Self.little(UInt64(rest.count + 32)) + Self.little(checksum) + rest
  }
}
