import Testing
import VietKernels
import VietTestSupport

/// The kernels that pick documents out of blocks equal their scalar truths.
@Suite struct SelectionTests {
  @Test func sharedNumbersAreFound() {
    var random = SeededGenerator(seed: 31)
    for round in 0..<2000 {
      let width = 1 + random.below([10, 200, 5000][random.below(3)])
      func run() -> [UInt32] {
        Set((0..<random.below(140)).map { _ in UInt32(random.below(width)) }).sorted()
      }
      let a = run()
      let b = run()
      let padded = b + [UInt32](repeating: .max, count: SortedIntersection.padding)
      var first = [UInt16](repeating: 0, count: a.count + 1)
      var second = first
      // Tests beside this one may use any set: all give the same.
      let sets = KernelSet.allCases.filter(\.isAvailable)
      KernelSet.use(sets[round % sets.count])
      let count = SortedIntersection.find(a, count: a.count, in: padded, atFirst: &first, atSecond: &second)
      let expected = a.filter(b.contains)
      #expect(first.prefix(count).map { a[Int($0)] } == expected, "round \(round)")
      #expect(second.prefix(count).map { b[Int($0)] } == expected, "round \(round)")
      var slowFirst = [UInt16](repeating: 0, count: a.count + 1)
      var slowSecond = slowFirst
      let slow = SortedIntersection.scalar(a, a.count, padded, &slowFirst, &slowSecond)
      #expect(slow == count && slowFirst.prefix(slow) == first.prefix(count), "round \(round)")
    }
  }

  @Test func numbersAboveABoundAreFound() {
    var random = SeededGenerator(seed: 32)
    for round in 0..<500 {
      let values = (0..<(8 * random.below(40))).map { _ in Double(random.below(20)) }
      let bound = Double(random.below(22)) - 1
      var at = [UInt16](repeating: 0, count: values.count + 1)
      let count = AboveThreshold.find(values, count: values.count, above: bound, at: &at)
      let expected = values.indices.filter { values[$0] > bound }
      #expect(at.prefix(count).map(Int.init) == expected, "round \(round)")
      var slow = [UInt16](repeating: 0, count: values.count + 1)
      #expect(AboveThreshold.scalar(values, values.count, bound, &slow) == expected.count)
      #expect(slow.prefix(count) == at.prefix(count), "round \(round)")
    }
  }

  @Test func setsBeginWhereThoseBeforeEnd() {
    var random = SeededGenerator(seed: 33)
    var found = 0
    for round in 0..<2000 {
      let count = SetOffsets.step * (1 + random.below(16))
      let width = [3, 40, 900, 65_536][random.below(4)]
      let universes = (0..<count).map { _ in UInt32(random.below(width)) }
      let counts = universes.map { UInt32(random.below([3, 12, Int($0) + 3][random.below(3)])) }
      var offsets = [UInt32](repeating: 0, count: count + 1)
      guard SetOffsets.find(counts, below: universes, count: count, into: &offsets) else { continue }
      found += 1
      var at = 0
      for i in 0..<count {
        #expect(Int(offsets[i]) == at, "round \(round), set \(i)")
        at += AscendingSet.bitCount(Int(counts[i]), Int(universes[i]))
      }
      #expect(Int(offsets[count]) == at, "round \(round)")
    }
    // A test beside this one may have chosen the set without a kernel for some of the rounds.
    #expect(found > 0 || KernelSet.best == .baseline)
  }

  @Test func greatSizesAreRefused() {
    let sizes = [UInt32](repeating: 3, count: SetOffsets.step - 1) + [65_536]
    let few = [UInt32](repeating: 2, count: SetOffsets.step)
    var offsets = [UInt32](repeating: 0, count: SetOffsets.step + 1)
    #expect(!SetOffsets.find(few, below: sizes, count: SetOffsets.step, into: &offsets))
    #expect(!SetOffsets.find(sizes, below: few, count: SetOffsets.step, into: &offsets))
  }
}
