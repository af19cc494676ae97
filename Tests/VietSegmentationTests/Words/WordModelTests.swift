import CVietData
import Testing
import VietTestSupport

@testable import VietSegmentation

@Suite struct WordModelTests {
  private static let file: [UInt8] = {
    let blob = viet_data_segment()
    return Array(UnsafeRawBufferPointer(start: blob.bytes, count: blob.count))
  }()

  private func code(_ bytes: [UInt8]) -> ModelError.Code? {
    bytes.withUnsafeBytes { bytes in
      do throws(ModelError) {
        _ = try WordModel(bytes)
        return nil
      } catch { return error.code }
    }
  }

  @Test func theEmbeddedModelIsSound() {
    #expect(code(Self.file) == nil)
    #expect(WordModel.builtIn.checksum == Self.file.withUnsafeBytes { try? WordModel($0).checksum })
    #expect(WordModel.builtIn.description.contains("licence: CC BY-SA 4.0"))
    #expect(Self.file.count + WordTableTests.blob.count < 4 << 20)
  }

  @Test func whatIsWrongIsSaid() {
    #expect(code([]) == .notAModel)
    #expect(code(Array("PK\u{3}\u{4} something else".utf8)) == .notAModel)
    #expect(code(Array(Self.file.prefix(40))) == .damaged)
    #expect(code(Array(Self.file.dropLast())) == .damaged)
    var other = Self.file
    other[8] = 2
    #expect(code(other) == .otherKind)
    other = Self.file
    other[12] = 9
    #expect(code(other) == .otherVersion)
  }

  /// Any flipped bit and any cut is found out, and nothing traps.
  @Test func damageIsFoundOut() {
    var random = SeededGenerator(seed: 99)
    for round in 0..<60 {
      var bytes = Self.file
      let place = round < 30 ? random.below(200) : random.below(bytes.count)
      bytes[place] ^= 1 << UInt8(random.below(8))
      #expect(code(bytes) != nil, "seed 99, round \(round), byte \(place)")
    }
    for round in 0..<60 {
      let length = round < 30 ? random.below(200) : random.below(Self.file.count)
      #expect(code(Array(Self.file.prefix(length))) != nil, "seed 99, round \(round), length \(length)")
    }
  }

  /// Sections that don't fit, under a checksum that does: what a hostile file would be.
  @Test func soundChecksumsDontExcuseBadSections() {
    for (offset, value) in [(40, 60), (40, 0), (48, 255), (51, 255), (50, 1)] as [(Int, UInt8)] {
      var bytes = Self.file
      bytes[offset] = value
      let sum = bytes.withUnsafeBytes { ModelChecksum.of(UnsafeRawBufferPointer(rebasing: $0[32...])) }
      withUnsafeBytes(of: sum.littleEndian) { sum in
        for i in 0..<8 { bytes[24 + i] = sum[i] }
      }
      #expect(code(bytes) == .damaged, "byte \(offset)")
    }
  }

  @Test func aModelWrittenIsRead() throws {
    var weights = [Int8](repeating: 0, count: 1 << WordFeatures.slotBits)
    weights[77] = -5
    let file = WordModel.file(weights: weights, scale: 0.25, description: "name: tiếng Việt\n")
    let model = try file.withUnsafeBytes { try WordModel($0) }
    #expect(model.description == "name: tiếng Việt\n")
    #expect(model.scale == 0.25)
    #expect(model.weights[77] == -5)
  }
}

@Suite struct WordTableTests {
  static let blob: [UInt8] = {
    let blob = viet_data_words()
    return Array(UnsafeRawBufferPointer(start: blob.bytes, count: blob.count))
  }()

  @Test func knowsItsWords() {
    func lists(_ words: [String]) -> WordTable.Lists {
      let units = words.map { UnitHash.exact($0) }
      let row = units.dropFirst().reduce(units[0]) { RowHash.appending($1, to: $0) }
      return WordTable.Lists(rawValue: UInt8(WordTable.builtIn.lists(of: row)))
    }
    #expect(lists(["học", "sinh"]).isSuperset(of: [.treebank, .techbook, .attested]))
    #expect(lists(["nguyễn"]).contains(.family))
    #expect(lists(["zzz", "qqq"]).isEmpty)
    #expect(lists(["chủ", "nghĩa"]).contains(.prefix))
  }

  @Test func orderOfRowsDoesNotMatter() {
    var random = SeededGenerator(seed: 3)
    let rows = (0..<500).map { _ in (random.next(), WordTable.Lists(rawValue: UInt8(random.below(255) + 1))) }
    let one = WordTable.make(Dictionary(rows, uniquingKeysWith: { a, _ in a }))
    let other = WordTable.make(Dictionary(rows.reversed(), uniquingKeysWith: { _, b in b }))
    #expect(one == other)
  }
}
