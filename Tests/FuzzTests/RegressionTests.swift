import SystemPackage
import Testing
import VietFuzzing
import VietTestSupport

/// Seeds, and every input that ever broke a law or the program: `Tests/Fuzz/Cases/TARGET/*`.
@Suite struct RegressionTests {
  static let cases = Repository.root.appending("Tests/Fuzz/Cases")

  static func inputs(_ target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let folder = cases.appending(target.rawValue)
    return try Folder.names(in: folder).sorted().map {
      ($0, try SharedText.contents(of: folder.appending($0)))
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func `Kept cases hold the laws`(target: FuzzTarget) throws {
    let inputs = try Self.inputs(target)
    #expect(!inputs.isEmpty, "\(target) has no cases")
    for (name, bytes) in inputs {
      do { try bytes.withUnsafeBytes { try target.run($0) } } catch {
        Issue.record("\(target.rawValue)/\(name): \(error)")
      }
    }
  }

  /// The cases with a few bytes changed, cut or doubled: not a search, but no machine needs libFuzzer for it.
  @Test(arguments: FuzzTarget.allCases)
  func `Changed cases hold the laws`(target: FuzzTarget) throws {
    let seed: UInt64 = 90
    var random = SeededGenerator(seed: seed)
    let inputs = try Self.inputs(target)
    let rounds =
      target == .index || target == .model
      ? LongTests.count(12, long: 20_000) : LongTests.count(60, long: 200_000)
    for round in 0..<rounds {
      var bytes = random.pick(inputs).bytes
      for _ in 0...random.below(4) { Self.change(&bytes, &random) }
      do { try bytes.withUnsafeBytes { try target.run($0) } } catch {
        Issue.record("\(target.rawValue) seed \(seed) round \(round): \(error)\n\(bytes)")
        return
      }
    }
  }

  private static func change(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let at = random.below(bytes.count + 1)
    switch random.below(5) {
    case 0 where at < bytes.count: bytes[at] ^= 1 << UInt8(random.below(8))
    case 1 where at < bytes.count: bytes[at] = UInt8(random.below(256))
    case 2: bytes.insert(UInt8(random.below(256)), at: at)
    case 3: bytes.removeSubrange(at..<min(bytes.count, at + random.below(8)))
    default: bytes.insert(contentsOf: bytes.prefix(at).suffix(random.below(12)), at: at)
    }
  }
}
