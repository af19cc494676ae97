import Synchronization
import Testing
import VietCore
import VietFuzzing
import VietTestSupport

/// Random strings over the laws of the fuzz targets: a few here, in a long run 100 million in all.
@Suite(.serialized) struct RandomStringTests {
  /// Strings of a long run, in millions: many where a string costs microseconds, fewer where it costs a search.
  private static let millions: [(target: FuzzTarget, count: Int)] = [
    (.normalize, 30), (.syllables, 20), (.records, 20), (.spelling, 10), (.decode, 8), (.encode, 8),
    (.typing, 4),
    (.detect, 1), (.words, 3), (.lexicon, 1), (.query, 1),
  ]

  @Test(arguments: millions.map(\.target))
  func `Random strings hold the laws`(target: FuzzTarget) throws {
    let seed = LongTests.seed(17)
    let millions = Self.millions.first { $0.target == target }?.count ?? 0
    let count = LongTests.count(150, long: millions * LongTests.scale(1_000_000))
    let failure = Atomic(-1)
    let threads = LongTests.areOn ? Threads.available : 1
    let clock = ContinuousClock()
    let start = clock.now
    Threads.run(threads) { thread in
      // One seed a string, so that the number alone repeats it.
      var number = thread
      while number < count, failure.load(ordering: .relaxed) < 0 {
        let bytes = Self.string(seed, number)
        do { try bytes.withUnsafeBytes { try target.run($0) } } catch {
          failure.store(number, ordering: .relaxed)
        }
        number += threads
      }
    }
    let number = failure.load(ordering: .relaxed)
    if number >= 0 {
      let bytes = Self.string(seed, number)
      do { try bytes.withUnsafeBytes { try target.run($0) } } catch {
        Issue.record("\(target.rawValue) seed \(seed) string \(number): \(error)\n\(bytes)")
      }
    }
    if LongTests.areOn { print("\(target.rawValue): seed \(seed), \(count) strings, \(clock.now - start)") }
  }

  private static func string(_ seed: UInt64, _ number: Int) -> [UInt8] {
    var strings = RandomStrings(
      random: SeededGenerator(seed: seed &+ UInt64(number) &* 0x2545_F491_4F6C_DD1D))
    return strings.next()
  }
}
