import CVietData
import Testing
import VietOrthography
import VietTestSupport

@testable import VietSegmentation

@Suite struct RestorationModelTests {
  private static let file: [UInt8] = {
    let blob = viet_data_restore()
    return Array(UnsafeRawBufferPointer(start: blob.bytes, count: blob.count))
  }()

  private func code(_ bytes: [UInt8]) -> ModelError.Code? {
    bytes.withUnsafeBytes { bytes in
      do throws(ModelError) {
        _ = try RestorationModel(bytes)
        return nil
      } catch { return error.code }
    }
  }

  @Test func theEmbeddedModelIsSound() {
    #expect(code(Self.file) == nil)
    #expect(RestorationModel.builtIn.description.contains("licence: CC BY-SA 4.0"))
    #expect(Self.file.count <= 10_000_000)
  }

  @Test func whatIsWrongIsSaid() {
    #expect(code([]) == .notAModel)
    #expect(code(Array(Self.file.prefix(40))) == .damaged)
    #expect(code(Array(Self.file.dropLast())) == .damaged)
    var other = Self.file
    other[8] = 1
    #expect(code(other) == .otherKind)
    other = Self.file
    other[12] = 9
    #expect(code(other) == .otherVersion)
  }

  @Test func damageIsFoundOut() {
    var random = SeededGenerator(seed: 98)
    for round in 0..<12 {
      var bytes = Self.file
      let place = round < 6 ? random.below(200) : random.below(bytes.count)
      bytes[place] ^= 1 << UInt8(random.below(8))
      #expect(code(bytes) != nil, "seed 98, round \(round), byte \(place)")
    }
  }

  /// Random content under a checksum that holds: refused or used, never a trap.
  @Test func hostileModelsDoNotTrap() {
    var random = SeededGenerator(seed: 97)
    for _ in 0..<40 {
      var file = RestorationModelFile(description: "")
      file.backoffCodes = (0..<16).map { _ in Int16(truncatingIfNeeded: random.next()) }
      file.correctionCodes = file.backoffCodes
      let width = random.below(3) + 1
      for i in 0..<20 {
        file.append(
          RestorationModel.Token(
            pattern: .init(rawValue: UInt32(truncatingIfNeeded: random.next()) & 0x7FFF_FFFF),
            isSpelled: random.below(2) == 0, cost: UInt8(random.below(256)),
            backoff: UInt8(random.below(256)),
            count: UInt8(random.below(width) + 1), titleCost: 3, lowerCost: 5),
          hash: i >= 5 ? UnitHash.folded(["toi", "yeu", "a", "hoa", "ba"][i % 5]) &+ UInt64(i / 10) : nil)
      }
      file.bigrams = (0..<96).map { _ in UInt8(random.below(256)) }
      file.trigrams = (0..<64).map { _ in UInt8(random.below(256)) }
      let model = file.bytes.withUnsafeBytes { try? RestorationModel($0) }
      guard let model else { continue }
      let text = "toi yeu a hoa, ba toi. Yêu hoà 12"
      let output = Restorer(model: model).restore(text)
      #expect(output.unicodeScalars.count == text.unicodeScalars.count)
      _ = Restorer(model: model).candidates(text, limit: 4)
    }
  }

  /// What was put in is found in its row, once a slot.
  @Test func rowsGiveWhatWasPutIn() {
    var random = SeededGenerator(seed: 96)
    var builder = RowBuckets.Builder(buckets: 50, planes: 3)
    var rows: [(hash: UInt64, candidate: Int, nibble: Int, byte: UInt8)] = []
    for _ in 0..<1200 {
      let row = (
        hash: RowBuckets.hash(0xFFFF, UInt16(random.below(60)), UInt16(random.below(60))),
        candidate: random.below(16), nibble: random.below(16), byte: UInt8(random.below(256))
      )
      if builder.insert(row.hash, candidate: row.candidate, nibble: row.nibble, byte: row.byte) {
        rows.append(row)
      }
    }
    #expect(rows.count > 1000 && rows.count + builder.leftOut == 1200)
    builder.bytes.withUnsafeBytes { bytes in
      let table = RowBuckets(bytes.baseAddress!, buckets: 50)
      for row in rows {
        var isThere = false
        table.forEachCost(RowBuckets.Row(row.hash, buckets: 50)) { candidate, nibble, byte in
          if candidate == row.candidate, nibble == row.nibble, byte == row.byte { isThere = true }
        }
        #expect(isThere)
      }
    }
  }

  @Test func logarithm() {
    for x in [1e-9, 0.001, 0.5, 0.707, 1, 1.414, 2, 3.5, 10, 1234.5] {
      let back = WordPosteriors.exponential(NaturalLogarithm.of(x))
      #expect(abs(back / x - 1) < 1e-8, "\(x)")
    }
  }
}
