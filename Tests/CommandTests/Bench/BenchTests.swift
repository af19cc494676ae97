import SystemPackage
import Testing
import VietTestSupport

@testable import VietCommands

@Suite struct BenchTests {
  @Test func quantilesLieBetweenNeighbours() {
    let samples = Samples([4, 1, 3, 2])
    #expect(samples.median == 2.5)
    #expect(samples.quantile(0) == 1 && samples.quantile(1) == 4)
    #expect(samples.lower == 1.75 && samples.upper == 3.25)
    #expect(Samples([7]).quantile(0.99) == 7)
  }

  @Test func contendersTakeTurns() throws {
    final class Log { var order = "" }
    let log = Log()
    let contest = Contest(round: 0, budget: 0, fewest: 3, most: 3)
    let seconds = try contest.run([
      .init(name: "a") { log.order += "a" }, .init(name: "b") { log.order += "b" },
    ])
    // Each twice before it counts, then in turns.
    #expect(log.order == "aabb" + "ababab")
    #expect(seconds.map(\.sorted.count) == [3, 3])
  }

  @Test(arguments: [
    (0.0936, "0.094"), (1, "1.00"), (12.06, "12.1"), (7321.4, "7 321"), (1_234_567, "1 234 567"),
    (-3, "-3.00"),
  ])
  func numbersAreShort(value: Double, text: String) { #expect(DecimalText.short(value) == text) }

  @Test func theSampleIsSeededAndDoesNotRepeat() throws {
    let once = try BenchSample.documents(bytes: 200_000, seed: 7)
    #expect(once.map(\.text) == (try BenchSample.documents(bytes: 200_000, seed: 7)).map(\.text))
    #expect(once.map(\.text) != (try BenchSample.documents(bytes: 200_000, seed: 8)).map(\.text))
    #expect(Set(once.map(\.text)).count == once.count)
    let bytes = once.reduce(0) { $0 + $1.text.utf8.count + 1 }
    #expect((200_000...205_000).contains(bytes))
  }

  @Test func theBaselineFindsWhatGotSlower() throws {
    try Subprocess.withTemporaryFolder { folder in
      let file = folder.appending("before.json")
      try Subprocess.write(Array(Self.report(seconds: 1).json.utf8), to: file)
      let baseline = try BenchBaseline(file: file.string)
      let tolerance = try #require(BenchBaseline.Tolerance(argument: "5%"))
      #expect(!baseline.compare(Self.report(seconds: 1), tolerance: tolerance).isWorse)
      #expect(!baseline.compare(Self.report(seconds: 1.04), tolerance: tolerance).isWorse)
      #expect(!baseline.compare(Self.report(seconds: 0.5), tolerance: tolerance).isWorse)
      let worse = baseline.compare(Self.report(seconds: 1.06), tolerance: tolerance)
      #expect(worse.isWorse)
      #expect(worse.lines == ["normalize/a <b>: +6.0 % time, WORSE"])
      // Another text says nothing.
      #expect(!baseline.compare(Self.report(seconds: 9, bytes: 5), tolerance: tolerance).isWorse)
    }
  }

  @Test func thePageNeedsNothingFromElsewhere() {
    let html = BenchPage(report: Self.report(seconds: 1)).html
    for outside in ["http:", "https:", "src=", "href=", "@import", "url("] {
      #expect(!html.contains(outside), "\(outside)")
    }
    #expect(html.contains("a &lt;b&gt;") && !html.contains("a <b>"))
  }

  private static func report(seconds: Double, bytes: Int = 2_000_000) -> BenchReport {
    BenchReport(
      program: "1", date: "2026-01-01",
      machine: MachineFacts(processor: "p", cores: 1, system: "s", kernels: "k", icu: "i"), input: "x",
      bytes: bytes, documents: 1,
      measures: [
        BenchReport.Measure(
          verb: .normalize, name: "a <b>", bytes: bytes,
          scores: [.init(engine: "viet", seconds: Samples([seconds, seconds, seconds]))])
      ])
  }
}
