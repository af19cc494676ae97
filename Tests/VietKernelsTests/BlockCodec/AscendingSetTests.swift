import Testing
import VietKernels
import VietTestSupport

@Suite struct AscendingSetTests {
  /// `n` ascending numbers below `u`, evenly or in clusters.
  static func numbers(_ n: Int, _ u: Int, _ random: inout SeededGenerator) -> [UInt32] {
    var chosen = Set<Int>()
    let width = random.below(2) == 0 ? u : max(n, u / 8)
    let from = random.below(u - width + 1)
    while chosen.count < n { chosen.insert(from + random.below(width)) }
    return chosen.sorted().map { UInt32($0) }
  }

  @Test func whatGoesInComesOut() {
    var random = SeededGenerator(seed: 21)
    for round in 0..<3000 {
      var writer = BitWriter()
      var sets: [(numbers: [UInt32], u: Int, at: Int)] = []
      for _ in 0...random.below(4) {
        let u = 1 + random.below([2, 5, 40, 300, 5000, 2_000_000, 4_000_000_000][random.below(7)])
        let n = random.below(min(u, 130) + 1)
        let numbers = Self.numbers(n, u, &random)
        let at = writer.bitCount
        numbers.withUnsafeBufferPointer { values in
          if n > 0 {
            AscendingSet.encode(values.baseAddress!, count: n, base: 0, below: u, into: &writer)
          }
        }
        #expect(writer.bitCount - at == AscendingSet.bitCount(n, u), "round \(round) n \(n) u \(u)")
        sets.append((numbers, u, at))
      }
      writer.align()
      var bytes: [UInt8] = []
      writer.withBytes { bytes = Array($0) }
      bytes += [UInt8](repeating: 0xFF, count: 32)
      for set in sets {
        // Tests beside this one may use any set: all give the same.
        for kernels in KernelSet.allCases where kernels.isAvailable {
          KernelSet.use(kernels)
          var out = [UInt32](repeating: 0, count: set.numbers.count + 1)
          bytes.withUnsafeBytes {
            AscendingSet.decode(
              $0.baseAddress!, bit: set.at, count: set.numbers.count, base: 0, below: set.u, into: &out)
          }
          #expect(Array(out.dropLast()) == set.numbers, "round \(round) u \(set.u) \(kernels.name)")
        }
      }
    }
  }

  @Test func allSmallSets() {
    for u in 1...9 {
      for mask in 0..<(1 << u) {
        var numbers: [UInt32] = []
        for i in 0..<u where (mask >> i) & 1 == 1 { numbers.append(UInt32(i + 7)) }
        var writer = BitWriter()
        if !numbers.isEmpty {
          AscendingSet.encode(numbers, count: numbers.count, base: 7, below: u, into: &writer)
        }
        #expect(writer.bitCount == AscendingSet.bitCount(numbers.count, u))
        writer.align()
        var bytes: [UInt8] = []
        writer.withBytes { bytes = Array($0) }
        bytes += [UInt8](repeating: 0, count: 32)
        var out = [UInt32](repeating: 0, count: 10)
        bytes.withUnsafeBytes {
          AscendingSet.decode($0.baseAddress!, bit: 0, count: numbers.count, base: 7, below: u, into: &out)
        }
        #expect(Array(out.prefix(numbers.count)) == numbers, "u \(u) mask \(mask)")
      }
    }
  }

  @Test func anyBitsGiveNumbersInBounds() {
    var random = SeededGenerator(seed: 22)
    for _ in 0..<3000 {
      let u = 1 + random.below([3, 50, 5000, 4_000_000_000][random.below(4)])
      let n = random.below(min(u, 128) + 1)
      let count = AscendingSet.bitCount(n, u) / 8 + 41
      let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() & random.next()) }
      var out = [UInt32](repeating: 0, count: n + 1)
      out[n] = 0xABCD
      bytes.withUnsafeBytes {
        AscendingSet.decode($0.baseAddress!, bit: random.below(8), count: n, base: 0, below: u, into: &out)
      }
      #expect(out.dropLast().allSatisfy { Int($0) < u })
      #expect(out[n] == 0xABCD)
    }
  }

  @Test func kernelEqualsOneAfterTheOther() {
    var random = SeededGenerator(seed: 23)
    for round in 0..<5000 {
      let u = 13 + random.below([30, 500, 20_000, 4_000_000, 4_000_000_000][random.below(5)])
      let n = 12 + random.below(min(u - 12, 117))
      guard n < u else { continue }
      let count = AscendingSet.bitCount(n, u) / 8 + 41
      // Half of the bits, or a few: too many ones, or too few.
      let bytes = (0..<count).map { _ in
        UInt8(
          truncatingIfNeeded: round % 2 == 0 ? random.next() : random.next() & random.next() & random.next())
      }
      let bit = random.below(8)
      let base = UInt32(random.below(1000))
      var fast = [UInt32](repeating: 7, count: n + 1)
      var slow = fast
      bytes.withUnsafeBytes {
        AscendingSet.decode($0.baseAddress!, bit: bit, count: n, base: base, below: u, into: &fast)
        AscendingSet.decodeEach($0.baseAddress!, bit: bit, count: n, base: base, below: u, into: &slow)
      }
      #expect(fast == slow, "round \(round) n \(n) u \(u) bit \(bit)")
    }
  }
}
