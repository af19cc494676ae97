import Testing
import VietCore
import VietSegmentation
import VietTestSupport
import VietUnicode

/// Speed against ICU in the same run; a release build is meant, a debug build says nothing.
@Suite(.serialized, .enabled(if: LongTests.areOn, "VIET_LONG_TESTS=1 runs it"))
struct ScannerSpeedTests {
  @Test(.enabled(if: SharedText.exists("gold/natural/dev.raw.txt"), "needs ../shared/data/gold"))
  func `The scanner is four times as fast as ICU`() throws {
    var text: [UInt8] = []
    for name in ["gold/natural/dev.raw.txt", "gold/natural/train.raw.txt"] {
      text += try SharedText.bytes(name)
    }
    let one = text
    while text.count < 8 << 20 { text += one }
    var breaker = try ICUBreaker()
    var ends: [UInt32] = []
    var scanner = SyllableScanner()
    var units = UnitBatch(capacity: 1 << 15)
    var ours: [Double] = []
    var icu: [Double] = []
    let clock = ContinuousClock()
    for _ in 0..<7 {
      ours.append(
        Self.seconds(
          clock.measure {
            // 64 KiB at a time, as a stream does: the units stay in the cache.
            var start = 0
            while start < text.count {
              let end = min(start + (1 << 16), text.count)
              units.removeAll()
              text.withUnsafeBytes {
                start += scanner.scan(
                  UnsafeRawBufferPointer(rebasing: $0[start..<end]), isLast: end == text.count, into: &units)
              }
            }
          }))
      icu.append(
        try Self.seconds(
          clock.measure {
            ends.removeAll(keepingCapacity: true)
            try text.withUnsafeBytes {
              try breaker.breaks(UnsafeRawBufferPointer(rebasing: $0.prefix(1 << 21)), into: &ends)
            }
          }) * Double(text.count) / Double(1 << 21))
    }
    let megabytes = Double(text.count) / 1e6
    let speed = megabytes / ours.sorted()[3]
    let icuSpeed = megabytes / icu.sorted()[3]
    print(
      "scanner \(Int(speed)) MB/s, ICU from UTF-8 over UTF-16 \(Int(icuSpeed)) MB/s, ratio \(speed / icuSpeed)"
    )
    #expect(speed > 4 * icuSpeed)
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}
